import { mayUseCrm } from '../../rights.ts'
import { page, type Answer } from '../answer.ts'
import { html } from '../html.ts'
import { avatar, document } from '../shell.ts'
import type { Visit } from '../visit.ts'

export function feedPage(visit: Visit): Answer {
  const { portal, user, t } = visit

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
    </article>`,
  }))
}
