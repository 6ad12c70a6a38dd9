import type { IncomingMessage } from 'node:http'
import { isoDate } from '../../clock.ts'
import { ownerTypeName } from '../../portal/crm-types.ts'
import { activityDefaults } from '../../data/timeline.ts'
import { mayEdit } from '../../portal/rights.ts'
import type { CrmItem } from '../../types.ts'
import { InterfaceError, readForm, redirect, type Answer } from '../answer.ts'
import { itemPath, readableItem, type CrmType } from '../crm.ts'
import type { Visit } from '../visit.ts'

/** Types with events of their own; the others share ONCRMDYNAMICITEMUPDATE. */
const OWN_EVENTS = [1, 2, 3, 4, 7]

function changeable(visit: Visit, type: CrmType, id: number): CrmItem {
  const item = readableItem(visit, type.entityTypeId, id)
  if (!item || !mayEdit(visit.user, item)) throw new InterfaceError(403, visit.t('crm.deniedText'))
  return item
}

function updated({ sandbox, portal, user }: Visit, { code, entityTypeId }: CrmType, item: CrmItem): void {
  const own = OWN_EVENTS.includes(entityTypeId)
  Object.assign(item, { updatedBy: user.id, updatedTime: isoDate(sandbox.clock.now(), portal.utcOffset) })
  sandbox.fireDataEvent(portal.memberId, {
    event: `ONCRM${own ? code : 'DYNAMICITEM'}UPDATE`,
    data: { FIELDS: { ID: item.id, ...!own && { ENTITY_TYPE_ID: entityTypeId } } },
    userId: user.id,
  })
}

/** Gives an item another company or contact. */
export async function changeClient(visit: Visit, type: CrmType, id: number, request: IncomingMessage): Promise<Answer> {
  const item = changeable(visit, type, id)
  const form = await readForm(request)
  const company = form.get('entityTypeName') === 'COMPANY'
  const client = readableItem(visit, company ? 4 : 3, Number(form.get('client')))
  if (!client) throw new InterfaceError(400, visit.t('dialog.none'))

  Object.assign(item, company ? { companyId: client.id } : { contactId: client.id, contactIds: [client.id] })
  updated(visit, type, item)
  return redirect(itemPath(visit, type, item))
}

/** Plans a to-do at an item, due at six in the evening of that day by the portal's clock. */
export async function addTodo(visit: Visit, type: CrmType, id: number, request: IncomingMessage): Promise<Answer> {
  const { sandbox, portal, user } = visit
  const item = changeable(visit, type, id)
  const form = await readForm(request)
  const subject = form.get('subject')?.trim()
  const day = Date.parse(`${form.get('day')}T18:00:00Z`)
  if (!subject || Number.isNaN(day)) throw new InterfaceError(400, visit.t('todo.incomplete'))

  const deadline = isoDate(day - portal.utcOffset * 60_000, portal.utcOffset)
  const now = isoDate(sandbox.clock.now(), portal.utcOffset)
  const owner = { OWNER_TYPE_ID: String(item.entityTypeId), OWNER_ID: String(item.id) }
  const userId = String(user.id)
  const activityId = Math.max(0, ...portal.data.activities.map(({ ID }) => Number(ID))) + 1
  portal.data.activities.push({
    ...activityDefaults, ...owner, ID: String(activityId), TYPE_ID: '6', PROVIDER_ID: 'CRM_TODO', PROVIDER_TYPE_ID: 'TODO', DIRECTION: '0',
    SUBJECT: subject, DESCRIPTION: '', COMPLETED: 'N', STATUS: '1', START_TIME: deadline, END_TIME: deadline, DEADLINE: deadline,
    CREATED: now, LAST_UPDATED: now, RESPONSIBLE_ID: userId, AUTHOR_ID: userId, EDITOR_ID: userId, BINDINGS: [owner], COMMUNICATIONS: [],
  })
  sandbox.fireDataEvent(portal.memberId, { event: 'ONCRMACTIVITYADD', data: { FIELDS: { ID: activityId } }, userId: user.id })
  return redirect(itemPath(visit, type, item))
}

/** Adds a comment to the timeline of an item. */
export async function addComment(visit: Visit, type: CrmType, id: number, request: IncomingMessage): Promise<Answer> {
  const { sandbox, portal, user } = visit
  const item = changeable(visit, type, id)
  const text = (await readForm(request)).get('text')?.trim()
  if (!text) return redirect(itemPath(visit, type, item))

  const ids = portal.data.comments.map(({ ID }) => Number(ID))
  const commentId = Math.max(0, ...ids) + 1
  portal.data.comments.push({
    ID: String(commentId), ENTITY_ID: String(item.id), ENTITY_TYPE: ownerTypeName(item.entityTypeId),
    CREATED: isoDate(sandbox.clock.now(), portal.utcOffset), COMMENT: text, AUTHOR_ID: String(user.id), FILES: [],
  })
  sandbox.fireDataEvent(portal.memberId, { event: 'ONCRMTIMELINECOMMENTADD', data: { ID: commentId }, userId: user.id })
  return redirect(itemPath(visit, type, item))
}
