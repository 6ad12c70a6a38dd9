import type { CrmActivity } from '../../../types.ts'
import { page, type Answer } from '../../answer.ts'
import { isOverdue, kindOf, ownerOf, readableActivities } from '../../crm-activities.ts'
import { detailsPath, itemLink } from '../../crm.ts'
import { moment } from '../../format.ts'
import { html, type Html } from '../../html.ts'
import { rowMenu, widgetEntries, type Entry } from '../../menu.ts'
import { personLink } from '../../people.ts'
import { document, notice } from '../../shell.ts'
import { table, type TableColumn } from '../../table.ts'
import type { Visit } from '../../visit.ts'
import { crmSections, filter } from './tools.ts'

function rowEntries(visit: Visit, activity: CrmActivity): Entry[] {
  const owner = ownerOf(visit, activity)
  return [
    ...owner ? [{ label: visit.t('crm.show'), href: detailsPath(owner.type, owner.item.id), slider: 'full' as const }] : [],
    ...widgetEntries(visit, 'CRM_ACTIVITY_LIST_MENU', { ID: activity.ID }),
  ]
}

function status(visit: Visit, activity: CrmActivity): Html {
  const { t } = visit
  if (activity.COMPLETED === 'Y') return html`<span class="badge badge-installed">${t('activity.done')}</span>`
  if (isOverdue(visit, activity)) return html`<span class="badge badge-overdue">${t('activity.overdue')}</span>`
  return html`<span class="badge badge-absent">${t('activity.planned')}</span>`
}

function columns(visit: Visit): TableColumn<CrmActivity>[] {
  const { user, t } = visit
  const owner = (activity: CrmActivity) => {
    const found = ownerOf(visit, activity)
    return found && html`${itemLink(found)}<span class="hint block">${found.type.one}</span>`
  }

  return [
    { label: '', cell: activity => rowMenu(visit, activity.ID, rowEntries(visit, activity)) },
    { label: t('field.id'), cell: activity => activity.ID },
    { label: t('crm.activity'), cell: activity => html`<span class="strong">${activity.SUBJECT}</span><span class="hint block">${kindOf(visit, activity).name}</span>` },
    { label: t('field.belongsTo'), cell: owner },
    { label: t('field.deadline'), cell: activity => moment(activity.DEADLINE, user.lang, user.timeZone, 'date and time'), look: 'tight' },
    { label: t('field.status'), cell: activity => status(visit, activity) },
    { label: t('field.responsible'), cell: activity => personLink(visit, Number(activity.RESPONSIBLE_ID)) },
  ]
}

/** What is planned and what was done, over all types; what is due first at the top. */
export function crmActivitiesPage(visit: Visit): Answer {
  const { url, t } = visit
  const find = url.searchParams.get('find') ?? ''
  const rows = readableActivities(visit)
    .filter(({ SUBJECT }) => SUBJECT.toLocaleLowerCase().includes(find.toLocaleLowerCase()))
    .sort((one, other) => one.COMPLETED.localeCompare(other.COMPLETED) || Date.parse(one.DEADLINE) - Date.parse(other.DEADLINE))

  return page(document(visit, {
    title: t('crm.activities'),
    ownHeading: true,
    content: html`${crmSections(visit, 'activity')}<div class="page-head"><h1>${t('crm.activities')}</h1>${filter(visit, find)}</div>
      ${rows.length === 0
        ? notice('empty', t('crm.none'))
        : html`<div class="panel table-panel" id="crm-items" data-live>${table(columns(visit), rows)}<p class="table-foot">${t('crm.total', { count: rows.length })}</p></div>`}`,
  }))
}
