import { dialogIdOf, titleOf, type Chat } from '../../../portal/chats.ts'
import { page, redirect, type Answer } from '../../answer.ts'
import { frameSlot } from '../../frame-slot.ts'
import { html, type Html, type Piece } from '../../html.ts'
import { icon } from '../../icons.ts'
import { menuButton } from '../../menu.ts'
import { widgets } from '../../placements.ts'
import { document } from '../../shell.ts'
import type { Visit } from '../../visit.ts'
import { deniedPage } from '../notices.ts'
import { chatAvatar, composer, conversation, iconLink } from './chat-view.ts'
import { chatAt, chatRequest, markSeen } from './messenger.ts'

/** The mobile app, as large as a phone. */
function phone(visit: Visit, title: string, content: Piece): Answer {
  return page(document(visit, { title, ownHeading: true, content: html`<div class="phone">${content}</div>` }))
}

/** The app asks for its menu's items without regard to context, role and extranet: api-reference/widgets/mobile-app.md */
function apps(visit: Visit, path: string): Html {
  const { t } = visit
  const entries = widgets(visit, 'IMMOBILE_CONTEXT_MENU').map(({ binding, title }) => ({ label: title, href: `${path}app/${binding.id}/` }))
  const face = html`${icon('app')}<span>${t('chat.apps')}</span>`

  return html`<div class="phone-apps">${entries.length
    ? menuButton({ id: 'apps', label: t('chat.apps'), face, entries, look: 'phone-app' })
    : html`<button type="button" class="phone-app" popovertarget="no-apps">${face}</button><p class="phone-notice" id="no-apps" popover role="status">${t('chat.noApps')}</p>`}</div>`
}

function mobilePath({ user }: Visit, chat: Chat): string {
  return `/mobile/im/${dialogIdOf(chat, user.id)}/`
}

/** A chat in the mobile app. */
export function mobileChatPage(visit: Visit, dialogId: string): Answer {
  const { portal, user, t } = visit
  const chat = chatAt(visit, dialogId)
  if (!chat) return deniedPage(visit)

  markSeen(visit, chat)
  const title = titleOf(portal.users, chat, user.id)
  return phone(visit, title, html`
    <header class="phone-head">${iconLink(`/online/?${new URLSearchParams({ IM_DIALOG: dialogId })}`, 'back', t('chat.desktop'))}${chatAvatar(visit, chat)}<h1>${title}</h1></header>
    <div class="chat-body">${conversation(visit, chat)}</div>
    ${apps(visit, mobilePath(visit, chat))}
    ${composer(visit, dialogId, { action: mobilePath(visit, chat) })}`)
}

/** A widget of the app's chat, on a page of its own over the chat. */
export function mobileWidgetPage(visit: Visit, dialogId: string, bindingId: number): Answer {
  const chat = chatAt(visit, dialogId)
  if (!chat) return deniedPage(visit)
  const widget = widgets(visit, 'IMMOBILE_CONTEXT_MENU').find(({ binding }) => binding.id === bindingId)
  if (!widget) return redirect(mobilePath(visit, chat))

  return phone(visit, widget.title, html`
    <header class="phone-head">${iconLink(mobilePath(visit, chat), 'back', visit.t('chat.back'))}<h1>${widget.title}</h1></header>
    ${frameSlot(chatRequest(widget, { dialogId }))}`)
}
