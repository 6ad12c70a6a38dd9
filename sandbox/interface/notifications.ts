import { moment } from './format.ts'
import { html, type Html } from './html.ts'
import { icon } from './icons.ts'
import { personName } from './people.ts'
import { richText } from './rich-text.ts'
import type { Visit } from './visit.ts'

/** The bell of the top bar: how many notifications are new, and all of them, the newest first. */
export function bell(visit: Visit): Html {
  const { portal, user, t } = visit
  const own = portal.data.notifications.filter(({ userId }) => userId === user.id).reverse()
  const unread = own.filter(({ read }) => !read).length

  return html`<button type="button" class="tool bell" popovertarget="notifications" aria-label="${t('notices.title')}${unread > 0 && `, ${t('notices.unread', { count: unread })}`}" title="${t('notices.title')}">${icon('bell')}${unread > 0 && html`<b class="bell-count" aria-hidden="true">${unread}</b>`}</button>
    <section class="notifications" id="notifications" popover aria-label="${t('notices.title')}">
      <h2>${t('notices.title')}</h2>
      ${own.length === 0
        ? html`<p class="hint">${t('notices.none')}</p>`
        : html`<ul>${own.map(({ authorId, at, text, read }) => html`<li class="notification${!read && ' notification-new'}">
          <p><strong>${personName(visit, authorId) || t('notices.system')}</strong> <time>${moment(new Date(at).toISOString(), user.lang, user.timeZone, 'date and time')}</time></p>
          <p class="message-text">${richText(text, { portal })}</p>
        </li>`)}</ul>`}
    </section>`
}
