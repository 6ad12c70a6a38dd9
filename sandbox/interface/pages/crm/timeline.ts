import type { CrmActivity, CrmItem, TimelineComment } from '../../../types.ts'
import { activitiesOf, commentsOf, isOverdue, kindOf } from '../../crm-activities.ts'
import type { CrmType } from '../../crm.ts'
import { moment } from '../../format.ts'
import { html, type Html, type Piece } from '../../html.ts'
import { icon, type IconName } from '../../icons.ts'
import { rowMenu, widgetEntries } from '../../menu.ts'
import { personName } from '../../people.ts'
import { richText } from '../../rich-text.ts'
import { table } from '../../table.ts'
import type { Visit } from '../../visit.ts'

/** The portal keeps no records of its own for what was done; the documentation's sample has record 29937 for activity 1523. */
const FIRST_RECORD = 28414

/** TYPE_ID of a timeline record that tells of an activity. */
const ACTIVITY_RECORD = 1
const ACTIVITY = 6

interface Happening { at: string, who: string, what: string, icon: IconName }

/** What the item's own dates tell about its past, newest first: the sandbox keeps no separate history. */
export function happenings(visit: Visit, type: CrmType, item: CrmItem): Happening[] {
  const { t } = visit
  const known = [
    { at: item.createdTime, who: personName(visit, item.createdBy), what: t('card.created', { type: type.one }), icon: 'plus' as const },
    { at: item.movedTime, who: personName(visit, item.movedBy), what: t('card.moved'), icon: 'flag' as const },
    { at: item.updatedTime, who: personName(visit, item.updatedBy), what: t('card.updated', { type: type.one }), icon: 'check' as const },
  ]
  return known
    .flatMap(({ at, ...rest }) => typeof at === 'string' && at ? [{ at, ...rest }] : [])
    .filter((happening, index, all) => all.findIndex(other => other.at === happening.at) === index)
    .sort((one, other) => Date.parse(other.at) - Date.parse(one.at))
}

interface Entry { at: string, icon: IconName, look?: string, title: Piece, text?: Piece, who?: string, menu?: Html | null }

export function timelineEntry({ user, t }: Visit, { at, icon: iconName, look = '', title, text, who, menu }: Entry): Html {
  return html`<li class="event">
    <span class="event-icon ${look}">${icon(iconName)}</span>
    <div class="event-body"><p class="event-head"><span><strong>${title}</strong> ${who && html`<span class="hint">${t('card.by', { name: who })}</span>`}</span>${menu}</p>
    ${text}<time class="hint" datetime="${at}">${moment(at, user.lang, user.timeZone, 'date and time')}</time></div>
  </li>`
}

/** Planned activities are named by three keys; those done also by the record that tells of them. crm/activity-timeline-menu.md */
function menuContext(item: CrmItem, { ID, TYPE_ID, COMPLETED }: CrmActivity): Record<string, string> {
  const activity = { ENTITY_ID: String(item.id), ASSOCIATED_ENTITY_ID: ID, ASSOCIATED_ENTITY_TYPE_ID: String(ACTIVITY) }
  if (COMPLETED !== 'Y') return activity

  return { ...activity, TYPE_ID: String(ACTIVITY_RECORD), TYPE_CATEGORY_ID: TYPE_ID, TIMELINE_ITEM_ID: String(FIRST_RECORD + Number(ID)) }
}

function activityEntry(visit: Visit, type: CrmType, item: CrmItem, activity: CrmActivity): Entry {
  const { name, icon: iconName } = kindOf(visit, activity)
  const overdue = isOverdue(visit, activity)
  const entries = widgetEntries(visit, `CRM_${type.code}_ACTIVITY_TIMELINE_MENU`, menuContext(item, activity))

  return {
    at: activity.DEADLINE,
    icon: iconName,
    look: overdue ? 'event-overdue' : activity.COMPLETED === 'Y' ? '' : 'event-plan',
    title: activity.SUBJECT,
    text: html`<p class="hint">${name}, ${personName(visit, activity.RESPONSIBLE_ID)}${overdue && html` <span class="badge badge-overdue">${visit.t('activity.overdue')}</span>`}</p>
      ${activity.DESCRIPTION && html`<p class="event-text">${activity.DESCRIPTION}</p>`}`,
    menu: rowMenu(visit, `activity-${activity.ID}`, entries),
  }
}

function commentEntry(visit: Visit, comment: TimelineComment): Entry {
  const files = comment.FILES.length > 0 && html`<ul class="event-files">${comment.FILES.map(({ name }) => html`<li>${icon('file')}${name}</li>`)}</ul>`

  return {
    at: comment.CREATED,
    icon: 'messenger',
    look: 'event-comment',
    title: visit.t('field.comment'),
    who: personName(visit, comment.AUTHOR_ID),
    text: html`<p class="event-text">${richText(comment.COMMENT, { portal: visit.portal })}</p>${files}`,
  }
}

export function timeline(visit: Visit, type: CrmType, item: CrmItem): Html {
  const { t } = visit
  const activities = activitiesOf(visit, item)
  const planned = activities
    .filter(({ COMPLETED }) => COMPLETED !== 'Y')
    .map(activity => activityEntry(visit, type, item, activity))
    .sort((one, other) => Date.parse(one.at) - Date.parse(other.at))
  const past: Entry[] = [
    ...activities.filter(({ COMPLETED }) => COMPLETED === 'Y').map(activity => activityEntry(visit, type, item, activity)),
    ...commentsOf(visit, item).map(comment => commentEntry(visit, comment)),
    ...happenings(visit, type, item).map(({ what, ...rest }) => ({ ...rest, title: what })),
  ].sort((one, other) => Date.parse(other.at) - Date.parse(one.at))
  const nothing = html`<li class="event"><span class="event-icon event-plan">${icon('flag')}</span><div class="event-body"><p>${t('card.nothingPlanned')}</p></div></li>`

  return html`<section class="timeline" aria-label="${t('card.timeline')}">
    <p class="timeline-label timeline-plan"><span>${t('card.toDo')}</span></p>
    <ul>${planned.length > 0 ? planned.map(entry => timelineEntry(visit, entry)) : nothing}</ul>
    <p class="timeline-label"><span>${t('card.today')}</span></p>
    <ul>${past.map(entry => timelineEntry(visit, entry))}</ul>
  </section>`
}

export function history(visit: Visit, type: CrmType, item: CrmItem): Html {
  const { user, t } = visit

  return html`<div class="panel table-panel">${table<Happening>([
    { label: t('telephony.started'), cell: ({ at }) => moment(at, user.lang, user.timeZone, 'date and time'), look: 'tight' },
    { label: t('top.user'), cell: ({ who }) => who },
    { label: t('card.history'), cell: ({ what }) => what },
  ], happenings(visit, type, item))}</div>`
}
