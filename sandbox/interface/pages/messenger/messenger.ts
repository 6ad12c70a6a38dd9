import { dialogIdOf, findChat, privateDialog, titleOf, unreadCount, type Chat, type ChatMessage } from '../../../portal/chats.ts'
import { mayWriteTo, readableChats, isInChat } from '../../../portal/rights.ts'
import { page, type Answer } from '../../answer.ts'
import { frameSlot, type FrameRequest } from '../../frame-slot.ts'
import { html, type Html } from '../../html.ts'
import { icon } from '../../icons.ts'
import type { Entry } from '../../menu.ts'
import { widgetRequest, type Widget } from '../../placements.ts'
import { plainText } from '../../rich-text.ts'
import { document, notice } from '../../shell.ts'
import { tabList, tabPanels, widgetTabs } from '../../tabs.ts'
import { within, type Visit } from '../../visit.ts'
import { chatAvatar, chatKind, composer, conversation, iconLink, shortDate } from './chat-view.ts'
import { chatWidgets } from './chat-widgets.ts'
import { widgetIcon } from './widget-icons.ts'

/** What the messenger's widgets are told as URI, whichever chat is open: api-reference/widgets/im/textarea.md */
const MESSENGER = '/online/'

function dialogPath(visit: Visit, dialogId: string): string {
  return within(visit, MESSENGER, { IM_DIALOG: dialogId })
}

/** The chat that the address names, a dialog with a colleague that nobody has begun yet, or null. */
export function chatAt({ sandbox, portal, user }: Visit, dialogId: string): Chat | null {
  const { chats } = portal.data
  const chat = findChat(chats, dialogId.replace(/^imol\|/, 'chat'), user.id)
  if (chat) return isInChat(user, chat) ? chat : null
  const other = portal.users.find(({ id, active }) => active && String(id) === dialogId)

  return other && other.id !== user.id && mayWriteTo(portal, user, other) ? privateDialog(chats, user.id, other.id, sandbox.clock.now()) : null
}

export function markSeen({ user }: Visit, chat: Chat): void {
  const last = chat.messages.at(-1)
  if (last) chat.seen.set(user.id, last.id)
}

/** The frame of a widget in a chat, which is told the messenger's own address. */
export function chatRequest(widget: Widget, options?: Record<string, unknown>, mode: FrameRequest['mode'] = 'widget'): FrameRequest {
  return widgetRequest(widget, { options, mode, uri: MESSENGER })
}

function dialogRow(visit: Visit, chat: Chat, current: Chat | null): Html {
  const { portal, user, t } = visit
  const last = chat.messages.at(-1)
  const unread = unreadCount(chat, user.id)
  const kind = chatKind(visit, chat)

  return html`<li><a class="dialog" href="${dialogPath(visit, dialogIdOf(chat, user.id))}"${chat === current && html` aria-current="page"`}>
    ${chatAvatar(visit, chat)}
    <span class="dialog-title" dir="auto">${titleOf(portal.users, chat, user.id)}</span>
    <time>${shortDate(visit, last?.at ?? chat.createdAt)}</time>
    <span class="dialog-preview" dir="auto">${kind && html`<i class="chat-kind" dir="auto">${kind}</i>`}${last && plainText(last.text)}</span>
    ${unread > 0 && html`<b class="dialog-count"><span class="unseen">${t('chat.unread', { count: unread })}</span><span aria-hidden="true">${unread}</span></b>`}
  </a></li>`
}

function dialogList(visit: Visit, current: Chat | null): Html {
  const { user, portal, t } = visit
  const chats = readableChats(portal, user)

  return html`<nav class="dialogs" id="dialogs" data-live aria-label="${t('chat.chats')}">${chats.length
    ? html`<ul>${chats.map(chat => dialogRow(visit, chat, current))}</ul>`
    : html`<p class="hint">${t('chat.none')}</p>`}</nav>`
}

/** What a chat is about, under its name: its kind and members, and the item that it belongs to. */
function chatFacts(visit: Visit, chat: Chat): Html {
  const { portal, user, t } = visit
  const [entity = '', id = ''] = chat.entityType === 'CRM' ? chat.entityId.split('|') : []
  const other = chat.type === 'private' && portal.users.find(candidate => String(candidate.id) === dialogIdOf(chat, user.id))
  const kind = chatKind(visit, chat)

  return html`<p class="chat-facts">${kind && html`<i class="chat-kind">${kind}</i>`}${other
    ? other.position
    : html`<span>${t('chat.members', { count: chat.members.length + chat.guests.length })}</span>`}${entity && html`<a href="/crm/${entity.toLowerCase()}/details/${id}/" data-slider>${t('chat.item')}</a>`}</p>`
}

/** Widgets behind a button each, which shows the widget in a panel of the conversation. */
function panelButtons(visit: Visit, widgets: Widget[], group: string, context: Record<string, unknown>): { buttons: Html[], panels: Html[] } {
  return {
    buttons: widgets.map(({ title, binding }, index) => html`<button type="button" class="chat-tool" aria-label="${title}" title="${title}" aria-expanded="false" aria-controls="${group}-${index}" data-chat-panel="${group}">${widgetIcon(binding.options)}</button>`),
    panels: widgets.map((widget, index) => panel(visit, `${group}-${index}`, group, widget, chatRequest(widget, context))),
  }
}

/** Percent of the conversation: api-reference/widgets/im/textarea.md. A side panel has its own width. */
function panel({ t }: Visit, id: string, group: string, { title, binding: { options } }: Widget, request: FrameRequest): Html {
  const size = group === 'textarea' ? html` style="--width: ${Number(options.width ?? 100)}%; --height: ${Number(options.height ?? 100)}%"` : ''

  return html`<section class="chat-panel chat-panel-${group}" id="${id}" aria-label="${title}"${size} hidden>
    <header><h2>${title}</h2><button type="button" class="chat-tool" data-chat-close aria-label="${t('close')}" title="${t('close')}">${icon('close')}</button></header>
    ${frameSlot(request, 'on show')}
  </section>`
}

function messageActions(visit: Visit, chat: Chat, dialogId: string): (message: ChatMessage) => Entry[] {
  const widgets = chatWidgets(visit, 'IM_CONTEXT_MENU', chat.type)

  return ({ id }) => [
    { label: visit.t('chat.link'), href: `${dialogPath(visit, dialogId)}#message-${id}` },
    ...widgets.map((widget): Entry => ({
      label: widget.title,
      ...widget.group && { group: widget.group },
      widget: chatRequest(widget, { messageId: id, dialogId }, 'slider'),
    })),
  ]
}

function openChat(visit: Visit, chat: Chat): Html {
  const { portal, user, t } = visit
  const dialogId = dialogIdOf(chat, user.id)
  const side = panelButtons(visit, chatWidgets(visit, 'IM_SIDEBAR', chat.type), 'sidebar', { dialogId })
  const field = panelButtons(visit, chatWidgets(visit, 'IM_TEXTAREA', chat.type), 'textarea', { dialogId })

  return html`<section class="chat" aria-label="${titleOf(portal.users, chat, user.id)}" data-dialog="${dialogId}">
    <header class="chat-head">
      <a class="chat-tool chat-back" href="${within(visit, MESSENGER)}" aria-label="${t('chat.chats')}" title="${t('chat.chats')}">${icon('back')}</a>
      ${chatAvatar(visit, chat)}
      <div><h1>${titleOf(portal.users, chat, user.id)}</h1>${chatFacts(visit, chat)}</div>
      ${!visit.inSlider && iconLink(`/mobile/im/${dialogId}/`, 'mobile', t('chat.mobile'))}
    </header>
    <div class="chat-body">${conversation(visit, chat, messageActions(visit, chat, dialogId))}${field.panels}</div>
    ${composer(visit, dialogId, { action: MESSENGER, tools: field.buttons.length ? html`<span class="composer-apps" role="group" aria-label="${t('chat.apps')}">${field.buttons}</span>` : null })}
  </section>
  ${side.buttons.length > 0 && html`<div class="chat-rail" role="group" aria-label="${t('chat.apps')}">${side.buttons}</div>`}
  ${side.panels}`
}

function chatArea(visit: Visit, wanted: string | null, chat: Chat | null): Html {
  if (chat) return openChat(visit, chat)

  return html`<section class="chat chat-empty"><h1 class="unseen">${visit.t('menu.messenger')}</h1>${wanted === null ? notice('messenger', visit.t('chat.choose')) : html`<div>${notice('lock', visit.t('chat.denied'))}<p class="chat-leave"><a class="button button-quiet" href="${within(visit, MESSENGER)}">${visit.t('chat.chats')}</a></p></div>`}</section>`
}

/**
 * The messenger: its chats with the one that IM_DIALOG names, and a section for every widget of IM_NAVIGATION, whose tab is text alone.
 * Reading a chat is seeing its messages.
 */
export function messengerPage(visit: Visit): Answer {
  const { url, t } = visit
  const wanted = url.searchParams.get('IM_DIALOG') ?? url.searchParams.get('IM_HISTORY')
  const chat = wanted === null ? null : chatAt(visit, wanted)
  if (chat) markSeen(visit, chat)
  const chats = { id: 'section-chats', title: t('chat.chats'), icon: icon('messenger'), content: html`${dialogList(visit, chat)}${chatArea(visit, wanted, chat)}` }
  const widgets = widgetTabs(chatWidgets(visit, 'IM_NAVIGATION', null), undefined, MESSENGER)

  return page(document(visit, {
    title: t('menu.messenger'),
    ownHeading: true,
    content: html`<div class="messenger${wanted !== null && ' with-chat'}">
      ${tabList(t('chat.sections'), [chats, ...widgets], { name: 'messenger-nav', vertical: true })}${tabPanels([chats, ...widgets], 'messenger-section')}
    </div>`,
  }), wanted !== null && !chat ? 403 : 200)
}
