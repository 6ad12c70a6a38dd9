import { dialogIdOf, isExtranet, titleOf, type Chat, type ChatMessage } from '../../../portal/chats.ts'
import { avatar } from '../../avatar.ts'
import { html, type Html } from '../../html.ts'
import { icon, type IconName } from '../../icons.ts'
import { localeOf } from '../../languages.ts'
import { menuButton, type Entry } from '../../menu.ts'
import { richText } from '../../rich-text.ts'
import { within, type Visit } from '../../visit.ts'

const DAY = 24 * 3600 * 1000

/** Chats of two wear the person's picture, all others one of their own. */
export function chatAvatar({ portal, user }: Visit, chat: Chat): Html {
  const seed = chat.type === 'private' ? Number(dialogIdOf(chat, user.id)) : chat.id

  return avatar(titleOf(portal.users, chat, user.id).replace(/[^\p{L}\p{N} ]/gu, ''), seed, 'large')
}

/** What kind of chat this is, in a word; nothing for the usual ones. */
export function chatKind({ portal, t }: Visit, chat: Chat): string | null {
  if (chat.type === 'crm') return t('chat.crm')
  if (chat.type === 'lines') return t('chat.lines')

  return chat.type === 'chat' && isExtranet(portal.users, chat) ? t('role.extranet') : null
}

/** Today's messages by their time, others by their day. */
export function shortDate({ sandbox, user }: Visit, at: number): string {
  const format = (options: Intl.DateTimeFormatOptions, moment = at) => new Intl.DateTimeFormat(localeOf(user.lang), { ...options, timeZone: user.timeZone }).format(moment)
  const today = format({ dateStyle: 'short' }) === format({ dateStyle: 'short' }, sandbox.clock.now())

  return format(today ? { hour: 'numeric', minute: '2-digit' } : { day: 'numeric', month: 'short' })
}

function dayKey({ user }: Visit, at: number): string {
  return new Intl.DateTimeFormat('en-CA', { dateStyle: 'short', timeZone: user.timeZone }).format(at)
}

/** "today", "yesterday", or the date. */
function dayName(visit: Visit, at: number): string {
  const { sandbox, user } = visit
  const days = Math.round((Date.parse(dayKey(visit, at)) - Date.parse(dayKey(visit, sandbox.clock.now()))) / DAY)
  if (days > -2) return new Intl.RelativeTimeFormat(localeOf(user.lang), { numeric: 'auto' }).format(days, 'day')

  return new Intl.DateTimeFormat(localeOf(user.lang), { weekday: 'long', day: 'numeric', month: 'long', timeZone: user.timeZone }).format(at)
}

function time({ user }: Visit, at: number): string {
  return new Intl.DateTimeFormat(localeOf(user.lang), { hour: 'numeric', minute: '2-digit', timeZone: user.timeZone }).format(at)
}

function authorName({ portal }: Visit, chat: Chat, id: number): string {
  const author = portal.users.find(user => user.id === id) ?? chat.guests.find(guest => guest.id === id)

  return author ? `${author.name} ${author.lastName}` : `#${id}`
}

type Actions = (message: ChatMessage) => Entry[]

function bubble(visit: Visit, chat: Chat, message: ChatMessage, { first, actions }: { first: boolean, actions?: Actions }): Html {
  const { portal, user, t } = visit
  const text = richText(message.text, { portal, appLinks: chat.type !== 'lines' })
  if (message.authorId === 0) return html`<li class="message-system" id="message-${message.id}"><span>${text}</span></li>`

  const own = message.authorId === user.id
  const name = authorName(visit, chat, message.authorId)
  const likes = Array.isArray(message.params.LIKE) ? message.params.LIKE : []
  return html`<li class="message${own && ' message-own'}${first && ' message-first'}" id="message-${message.id}">
    ${!own && (first ? avatar(name, message.authorId) : html`<span class="avatar-gap"></span>`)}
    <div class="bubble">${first && (own ? html`<span class="unseen">${name}</span>` : html`<p class="message-author tint-ink-${message.authorId % 8}">${name}</p>`)}
      <p class="message-text">${text}</p>
      <p class="message-time">${likes.length > 0 && html`<span class="message-likes"><span class="unseen">${t('chat.likes', { count: likes.length })}</span><span aria-hidden="true">${icon('like')}${likes.length}</span></span>`}${message.params.IS_EDITED === 'Y' && html`${t('chat.edited')} `}<time datetime="${new Date(message.at).toISOString()}">${time(visit, message.at)}</time></p>
    </div>
    ${actions && menuButton({ id: `message-${message.id}`, label: t('chat.message', { name }), face: icon('dots'), entries: actions(message), look: 'message-menu' })}
  </li>`
}

/** The messages of a chat by days; those that one person wrote in a row stand together. */
export function conversation(visit: Visit, chat: Chat, actions?: Actions): Html {
  const rows = chat.messages.map((message, index) => {
    const before = chat.messages[index - 1]
    const newDay = !before || dayKey(visit, before.at) !== dayKey(visit, message.at)
    return html`${newDay && html`<li class="message-day"><span>${dayName(visit, message.at)}</span></li>`}${bubble(visit, chat, message, {
      first: newDay || before.authorId !== message.authorId,
      actions,
    })}`
  })

  return html`<ol class="messages" id="messages" data-live tabindex="0" role="log" aria-label="${titleOf(visit.portal.users, chat, visit.user.id)}">${rows}</ol>`
}

/** The field to write in and its button; `action` is where the message goes. */
export function composer(visit: Visit, dialogId: string, { action, tools }: { action: string, tools?: Html | null }): Html {
  const { t } = visit

  return html`<form class="composer" method="post" action="${within(visit, action)}" data-composer>
    <input type="hidden" name="dialog" value="${dialogId}">
    <textarea name="text" id="chat-text" rows="1" required aria-label="${t('chat.write')}" placeholder="${t('chat.write')}" data-chat-text></textarea>
    ${tools}
    <button class="composer-send" aria-label="${t('chat.send')}" title="${t('chat.send')}">${icon('send')}</button>
  </form>`
}

/** A round button with an icon and no text. */
export function iconLink(href: string, iconName: IconName, label: string): Html {
  return html`<a class="chat-tool" href="${href}" aria-label="${label}" title="${label}">${icon(iconName)}</a>`
}
