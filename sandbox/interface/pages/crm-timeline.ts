import type { CrmItem } from '../../types.ts'
import type { CrmType } from '../crm.ts'
import { moment } from '../format.ts'
import { html, type Html } from '../html.ts'
import { icon, type IconName } from '../icons.ts'
import { fullName, type Visit } from '../visit.ts'

interface Happening { at: string, who: string, what: string, icon: IconName }

/** What the item's own dates tell about its past, newest first: the sandbox keeps no separate history. */
export function happenings({ portal, t }: Visit, type: CrmType, item: CrmItem): Happening[] {
  const name = (id: unknown) => {
    const user = portal.users.find(candidate => candidate.id === Number(id))
    return user ? fullName(user) : ''
  }
  const known = [
    { at: item.createdTime, who: name(item.createdBy), what: t('card.created', { type: type.one }), icon: 'plus' as const },
    { at: item.movedTime, who: name(item.movedBy), what: t('card.moved'), icon: 'flag' as const },
    { at: item.updatedTime, who: name(item.updatedBy), what: t('card.updated', { type: type.one }), icon: 'check' as const },
  ]
  return known
    .flatMap(({ at, ...rest }) => typeof at === 'string' && at ? [{ at, ...rest }] : [])
    .filter((happening, index, all) => all.findIndex(other => other.at === happening.at) === index)
    .sort((one, other) => Date.parse(other.at) - Date.parse(one.at))
}

function entry({ user, t }: Visit, happening: Happening): Html {
  return html`<li class="event">
    <span class="event-icon">${icon(happening.icon)}</span>
    <div class="event-body"><p><strong>${happening.what}</strong> ${happening.who && html`<span class="hint">${t('card.by', { name: happening.who })}</span>`}</p>
    <time class="hint">${moment(happening.at, user.lang, user.timeZone, 'date and time')}</time></div>
  </li>`
}

export function timeline(visit: Visit, type: CrmType, item: CrmItem): Html {
  const { t } = visit
  return html`<section class="timeline" aria-label="${t('card.timeline')}">
    <p class="timeline-label timeline-plan"><span>${t('card.toDo')}</span></p>
    <ul><li class="event"><span class="event-icon event-plan">${icon('flag')}</span><div class="event-body"><p>${t('card.nothingPlanned')}</p></div></li></ul>
    <p class="timeline-label"><span>${t('card.today')}</span></p>
    <ul>${happenings(visit, type, item).map(happening => entry(visit, happening))}</ul>
  </section>`
}

export function history(visit: Visit, type: CrmType, item: CrmItem): Html {
  const { user, t } = visit
  return html`<div class="panel table-panel"><table>
    <thead><tr><th>${t('field.created')}</th><th>${t('top.user')}</th><th>${t('card.history')}</th></tr></thead>
    <tbody>${happenings(visit, type, item).map(happening => html`<tr><td>${moment(happening.at, user.lang, user.timeZone, 'date and time')}</td><td>${happening.who}</td><td>${happening.what}</td></tr>`)}</tbody>
  </table></div>`
}
