import { moment } from './format.ts'
import { html, type Html } from './html.ts'
import { icon } from './icons.ts'
import { richText } from './rich-text.ts'
import type { Visit } from './visit.ts'

/** The bell of the top bar: how many notifications are new, and all of them, the newest first. */
export function bell({ portal, user, t }: Visit): Html {
  const own = portal.data.notifications.filter(({ userId }) => userId === user.id).reverse()
  const unread = own.filter(({ read }) => !read).length
  const authorOf = (id: number) => portal.users.find(candidate => candidate.id === id)

  return html`<button type="button" class="tool bell" popovertarget="notifications" aria-label="${t('notices.title')}${unread > 0 && `, ${t('notices.unread', { count: unread })}`}" title="${t('notices.title')}">${icon('bell')}${unread > 0 && html`<b class="bell-count" aria-hidden="true">${unread}</b>`}</button>
    <section class="notifications" id="notifications" popover aria-label="${t('notices.title')}">
      <h2>${t('notices.title')}</h2>
      ${own.length === 0
        ? html`<p class="hint">${t('notices.none')}</p>`
        : html`<ul>${own.map(({ authorId, at, text, read }) => {
          const author = authorOf(authorId)
          return html`<li class="notification${!read && ' notification-new'}">
          <p><strong>${author ? `${author.name} ${author.lastName}` : t('notices.system')}</strong> <time>${moment(new Date(at).toISOString(), user.lang, user.timeZone, 'date and time')}</time></p>
          <p class="message-text">${richText(text, { portal })}</p>
        </li>`
        })}</ul>`}
    </section>`
}
