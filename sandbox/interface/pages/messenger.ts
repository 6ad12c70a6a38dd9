import { dialogIdOf, findChat, privateDialog, titleOf, unreadCount, type Chat, type ChatMessage } from '../../portal/chats.ts'
import { mayWriteTo, readableChats, isInChat } from '../../portal/rights.ts'
import { page, type Answer } from '../answer.ts'
import { chatAvatar, chatKind, composer, conversation, iconLink, shortDate } from '../chat-view.ts'
import { chatWidgets } from '../chat-widgets.ts'
import { frameSlot, type FrameRequest } from '../frame-slot.ts'
import { html, type Html } from '../html.ts'
import { icon } from '../icons.ts'
import type { Entry } from '../menu.ts'
import type { Widget } from '../placements.ts'
import { plainText } from '../rich-text.ts'
import { appPath, document, notice } from '../shell.ts'
import type { Visit } from '../visit.ts'
import { widgetIcon } from '../widget-icons.ts'

/** What the messenger's widgets are told as URI, whichever chat is open: api-reference/widgets/im/textarea.md */
const MESSENGER = '/online/'

function dialogPath({ inSlider }: Visit, dialogId: string): string {
  return `${MESSENGER}?${new URLSearchParams({ IM_DIALOG: dialogId, ...inSlider && { IFRAME: 'Y', IFRAME_TYPE: 'SIDE_SLIDER' } })}`
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

export function widgetRequest(placement: string, { app, binding, title }: Widget, options?: Record<string, unknown>): FrameRequest {
  return { clientId: app.clientId, placement, handler: binding.handler, options, mode: 'widget', title, appPath: appPath(app), uri: MESSENGER }
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
function panelButtons(widgets: Widget[], group: string, context: Record<string, unknown>, placement: string): { buttons: Html[], panels: Html[] } {
  return {
    buttons: widgets.map(({ title, binding }, index) => html`<button type="button" class="chat-tool" aria-label="${title}" title="${title}" aria-expanded="false" aria-controls="${group}-${index}" data-chat-panel="${group}">${widgetIcon(binding.options)}</button>`),
    panels: widgets.map((widget, index) => panel(`${group}-${index}`, group, widget, widgetRequest(placement, widget, context))),
  }
}

/** Percent of the conversation: api-reference/widgets/im/textarea.md. A side panel has its own width. */
function panel(id: string, group: string, { title, binding: { options } }: Widget, request: FrameRequest): Html {
  const size = group === 'textarea' ? html` style="--width: ${Number(options.width ?? 100)}%; --height: ${Number(options.height ?? 100)}%"` : ''

  return html`<section class="chat-panel chat-panel-${group}" id="${id}" data-panel-group="${group}" aria-label="${title}"${size} hidden>
    <header><h2>${title}</h2><button type="button" class="chat-tool" data-chat-close>${icon('close')}<span class="unseen" data-close-label></span></button></header>
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
      widget: { ...widgetRequest('IM_CONTEXT_MENU', widget, { messageId: id, dialogId }), mode: 'slider' },
    })),
  ]
}

function openChat(visit: Visit, chat: Chat): Html {
  const { portal, user, t } = visit
  const dialogId = dialogIdOf(chat, user.id)
  const side = panelButtons(chatWidgets(visit, 'IM_SIDEBAR', chat.type), 'sidebar', { dialogId }, 'IM_SIDEBAR')
  const field = panelButtons(chatWidgets(visit, 'IM_TEXTAREA', chat.type), 'textarea', { dialogId }, 'IM_TEXTAREA')

  return html`<section class="chat" aria-label="${titleOf(portal.users, chat, user.id)}" data-dialog="${dialogId}">
    <header class="chat-head">
      <a class="chat-tool chat-back" href="${visit.inSlider ? `${MESSENGER}?IFRAME=Y&IFRAME_TYPE=SIDE_SLIDER` : MESSENGER}" aria-label="${t('chat.back')}">${icon('back')}</a>
      ${chatAvatar(visit, chat)}
      <div><h1>${titleOf(portal.users, chat, user.id)}</h1>${chatFacts(visit, chat)}</div>
      ${!visit.inSlider && iconLink(`/mobile/im/${dialogId}/`, 'mobile', t('chat.mobile'))}
    </header>
    <div class="chat-body">${conversation(visit, chat, messageActions(visit, chat, dialogId))}${field.panels}</div>
    <div class="chat-foot">
      ${composer(visit, dialogId, { action: MESSENGER, tools: field.buttons.length ? html`<span class="composer-apps" role="group" aria-label="${t('chat.apps')}">${field.buttons}</span>` : null })}
    </div>
  </section>
  ${side.buttons.length > 0 && html`<div class="chat-rail" role="group" aria-label="${t('chat.apps')}">${side.buttons}</div>`}
  ${side.panels}`
}

function chatArea(visit: Visit, wanted: string | null, chat: Chat | null): Html {
  if (chat) return openChat(visit, chat)

  return html`<section class="chat chat-empty">${wanted === null ? notice('messenger', visit.t('chat.choose')) : notice('lock', visit.t('chat.denied'))}</section>`
}

/** The messenger's own navigation: its chats, and a section for every widget of IM_NAVIGATION, which is drawn as text. */
function navigation(t: Visit['t'], sections: Widget[]): Html {
  const tab = (title: string, index: number) => html`<button type="button" role="tab" id="section-tab-${index}" aria-controls="section-${index}" aria-selected="${index === 0 ? 'true' : 'false'}" tabindex="${index === 0 ? 0 : -1}">${index === 0 && icon('messenger')}<span>${title}</span></button>`

  return html`<div class="messenger-nav" role="tablist" aria-label="${t('chat.sections')}" aria-orientation="vertical">${[t('chat.chats'), ...sections.map(({ title }) => title)].map(tab)}</div>`
}

/** The messenger with the chat that IM_DIALOG names. Reading a chat is seeing its messages. */
export function messengerPage(visit: Visit): Answer {
  const { url, t } = visit
  const wanted = url.searchParams.get('IM_DIALOG') ?? url.searchParams.get('IM_HISTORY')
  const chat = wanted === null ? null : chatAt(visit, wanted)
  if (chat) markSeen(visit, chat)
  const sections = chatWidgets(visit, 'IM_NAVIGATION', null)

  return page(document(visit, {
    title: t('menu.messenger'),
    ownHeading: true,
    content: html`<div class="messenger${wanted !== null && ' with-chat'}">
      ${navigation(t, sections)}
      <div class="messenger-section" role="tabpanel" id="section-0" aria-labelledby="section-tab-0">
        ${dialogList(visit, chat)}
        ${chatArea(visit, wanted, chat)}
      </div>
      ${sections.map((widget, index) => html`<div class="messenger-section messenger-widget" role="tabpanel" id="section-${index + 1}" aria-labelledby="section-tab-${index + 1}" hidden>${frameSlot(widgetRequest('IM_NAVIGATION', widget), 'on show')}</div>`)}
    </div>`,
  }), wanted !== null && !chat ? 403 : 200)
}
