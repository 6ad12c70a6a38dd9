import { mayUseCrm } from '../../portal/rights.ts'
import { page, type Answer } from '../answer.ts'
import { avatar } from '../avatar.ts'
import { html } from '../html.ts'
import { richText } from '../rich-text.ts'
import { document } from '../shell.ts'
import { fullName, type Visit } from '../visit.ts'

/** To the first application that was registered with the sandbox, at the deal of the documented callbacks. */
const APP_LINK = '/marketplace/view/1/?params[ENTITY]=deal&params[ID]=3473'

export function feedPage(visit: Visit): Answer {
  const { portal, user, t } = visit
  const colleague = portal.users.find(({ id }) => id === 3)
  const author = colleague ? fullName(colleague) : t('feed.author')

  return page(document(visit, {
    title: t('feed.title'),
    content: html`<article class="panel post">
      <header>${avatar('S', 3, 'large')}<p><strong>${t('feed.author')}</strong></p></header>
      <h2>${t('feed.welcomeTitle', { portal: portal.name })}</h2>
      <p>${t('feed.welcome')}</p>
      <h3>${t('feed.stepsTitle')}</h3>
      <ol>
        <li><a href="/marketplace/">${t('feed.stepInstall')}</a></li>
        ${mayUseCrm(user) && html`<li><a href="/crm/deal/">${t('feed.stepDeal')}</a></li>`}
        <li>${t('feed.stepUser')}</li>
        <li><a href="/sandbox/open">${t('feed.stepOpen')}</a></li>
      </ol>
    </article>
    <article class="panel post">
      <header>${avatar(author, 3, 'large')}<p><strong>${author}</strong></p></header>
      <h2>${t('feed.linkTitle')}</h2>
      <p>${richText(t('feed.link', { address: APP_LINK }), { portal })}</p>
    </article>`,
  }))
}
