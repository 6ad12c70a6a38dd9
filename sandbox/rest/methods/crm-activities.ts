import { isoDate } from '../../clock.ts'
import { activityDefaults } from '../../data/timeline.ts'
import { isMap } from '../../http.ts'
import { mayEdit, mayRead } from '../../portal/rights.ts'
import type { CrmActivity, OwnerLink, Portal, PortalUser } from '../../types.ts'
import { findItem, ownerItem } from '../records/crm-owner.ts'
import { missingParameter, RestError, uncodedError } from '../error.ts'
import type { Call, Method } from '../method.ts'
import { page } from '../page.ts'
import { integer, list, map, text } from '../params.ts'
import { tell } from '../tell.ts'
import { filterField, matches, sortBy } from '../query.ts'

const CONTACT = 3
/** TYPE_ID of a call, which goes to one person only. */
const CALL = '2'

/** Calls, meetings, e-mails and to-dos: api-reference/crm/timeline/activities */
export const crmActivities: Record<string, Method> = {
  'crm.activity.get': {
    scope: ['crm'],
    rights: 'any',
    handle({ portal, user, params }) {
      const activity = portal.data.activities.find(({ ID }) => ID === text(params.id ?? params.ID))
      if (!activity) throw uncodedError('Activity is not found')
      if (!mayReadActivity(portal, user, activity)) throw uncodedError('Access denied.')
      return { result: plain(activity) }
    },
  },

  'crm.activity.list': {
    scope: ['crm'],
    rights: 'any',
    handle({ portal, user, params }) {
      const { BINDINGS, ...filter } = map(params.filter ?? params.FILTER)
      const chosen = list(params.select ?? params.SELECT).map(text)
      const known = new Set(portal.data.activities.flatMap(activity => Object.keys(activity)))
      const conditions = Object.fromEntries(Object.entries(filter).filter(([key]) => known.has(filterField(key))))
      const rows = portal.data.activities
        .filter(activity => mayReadActivity(portal, user, activity) && matches(activity, conditions))
        .flatMap(activity => Array<CrmActivity>(timesBound(activity, BINDINGS)).fill(activity))
      const order = map(params.order ?? params.ORDER)
      const sorted = sortBy(rows, Object.keys(order).length ? order : { START_TIME: 'ASC' })
      return page(sorted, params.start, rows => rows.map(activity => pick(portal, activity, chosen)))
    },
  },

  'crm.activity.add': {
    scope: ['crm'],
    rights: 'any',
    handle(call) {
      const fields = map(call.params.fields ?? call.params.FIELDS)
      const owner: OwnerLink = { OWNER_TYPE_ID: text(fields.OWNER_TYPE_ID), OWNER_ID: text(fields.OWNER_ID) }
      checkFields(fields)
      const item = findItem(call.portal, integer(owner.OWNER_TYPE_ID), integer(owner.OWNER_ID))
      if (!item) throw uncodedError('Could not build binding. Please ensure that owner info and communications are defined correctly')
      if (!mayEdit(call.user, item)) throw uncodedError('Access denied')
      const kind = KINDS[text(fields.TYPE_ID)]
      if (!kind && !text(fields.PROVIDER_ID)) throw uncodedError('The custom activity without provider is not supported in current context')

      const start = moment(call, fields.START_TIME)
      return { result: Number(store(call, owner, {
        TYPE_ID: text(fields.TYPE_ID),
        PROVIDER_ID: text(fields.PROVIDER_ID) || kind?.[0] || '', PROVIDER_TYPE_ID: text(fields.PROVIDER_TYPE_ID) || kind?.[1] || '',
        SUBJECT: text(fields.SUBJECT), DESCRIPTION: text(fields.DESCRIPTION), LOCATION: text(fields.LOCATION),
        START_TIME: start, END_TIME: fields.END_TIME === undefined ? start : moment(call, fields.END_TIME), DEADLINE: start,
        COMPLETED: fields.COMPLETED === 'Y' ? 'Y' : 'N', STATUS: fields.COMPLETED === 'Y' ? '2' : '1',
        RESPONSIBLE_ID: text(fields.RESPONSIBLE_ID), DIRECTION: text(fields.DIRECTION) || '0',
        COMMUNICATIONS: list(fields.COMMUNICATIONS).map(map).map(communication => ({
          TYPE: text(communication.TYPE), VALUE: text(communication.VALUE),
          ENTITY_ID: text(communication.ENTITY_ID), ENTITY_TYPE_ID: text(communication.ENTITY_TYPE_ID),
        })),
      }).ID) }
    },
  },

  'crm.activity.todo.add': {
    scope: ['crm'],
    rights: 'any',
    handle(call) {
      const { portal, user, params } = call
      for (const name of ['ownerTypeId', 'ownerId', 'deadline']) if (params[name] === undefined) throw missingParameter(name)
      if (Number.isNaN(Date.parse(text(params.deadline)))) throw new RestError('WRONG_DATETIME_FORMAT', 'Incorrect date format')
      const item = ownerItem(portal, integer(params.ownerTypeId), integer(params.ownerId))
      if (!mayEdit(user, item)) throw new RestError('ACCESS_DENIED', 'Access denied')

      const deadline = moment(call, params.deadline)
      return { result: { id: Number(store(call, { OWNER_TYPE_ID: String(item.entityTypeId), OWNER_ID: String(item.id) }, {
        TYPE_ID: '6', PROVIDER_ID: 'CRM_TODO', PROVIDER_TYPE_ID: 'TODO',
        SUBJECT: text(params.title), DESCRIPTION: text(params.description),
        START_TIME: deadline, END_TIME: deadline, DEADLINE: deadline, COMPLETED: 'N', STATUS: '1',
        RESPONSIBLE_ID: String(integer(params.responsibleId, user.id)), DIRECTION: '0', COMMUNICATIONS: [],
      }).ID) } }
    },
  },
}

/** TYPE_ID → PROVIDER_ID and PROVIDER_TYPE_ID where the call names none. */
const KINDS: Record<string, [provider: string, type: string]> = { 1: ['CRM_MEETING', 'MEETING'], 2: ['VOXIMPLANT_CALL', 'CALL'], 4: ['CRM_EMAIL', 'EMAIL'] }

/** Whoever may read one of the objects that it is shown at. */
function mayReadActivity(portal: Portal, user: PortalUser, { BINDINGS }: CrmActivity): boolean {
  return BINDINGS.some(({ OWNER_TYPE_ID, OWNER_ID }) => {
    const item = findItem(portal, Number(OWNER_TYPE_ID), Number(OWNER_ID))
    return item && mayRead(user, item)
  })
}

/** An activity that meets two of the pairs comes twice: crm-activity-list.md "Using BINDINGS" */
function timesBound({ BINDINGS }: CrmActivity, wanted: unknown): number {
  if (wanted === undefined) return 1
  // Either a list of pairs or one pair.
  const pairs = isMap(wanted) && ('OWNER_TYPE_ID' in wanted || 'OWNER_ID' in wanted) ? [wanted] : list(wanted).map(map)

  return pairs.reduce((times: number, pair) => times + BINDINGS.filter(binding => matches(binding, pair)).length, 0)
}

function plain({ BINDINGS: _bindings, COMMUNICATIONS: _communications, ...activity }: CrmActivity): Record<string, unknown> {
  return activity
}

function pick(portal: Portal, activity: CrmActivity, chosen: string[]): Record<string, unknown> {
  const whole: Record<string, unknown> = { ...plain(activity), COMMUNICATIONS: communicationsOf(portal, activity), FILES: [] }
  if (!chosen.length) return plain(activity)
  const keys = chosen.includes('*') ? [...Object.keys(plain(activity)), ...chosen] : ['ID', ...chosen]

  return Object.fromEntries(keys.filter(key => key in whole).map(key => [key, whole[key]]))
}

/** As stored, or else the client's own phone or e-mail. */
function communicationsOf(portal: Portal, { BINDINGS, COMMUNICATIONS, TYPE_ID }: CrmActivity): CrmActivity['COMMUNICATIONS'] {
  if (COMMUNICATIONS.length) return COMMUNICATIONS
  const TYPE = TYPE_ID === '4' ? 'EMAIL' : 'PHONE'

  return BINDINGS.filter(({ OWNER_TYPE_ID }) => Number(OWNER_TYPE_ID) === CONTACT).map(({ OWNER_ID }) => ({
    TYPE, VALUE: text(findItem(portal, CONTACT, Number(OWNER_ID))?.[TYPE.toLowerCase()]), ENTITY_ID: OWNER_ID, ENTITY_TYPE_ID: String(CONTACT),
  }))
}

/** The refusals of crm-activity-add.md that have to do with the call alone. */
function checkFields(fields: Record<string, unknown>): void {
  if (!text(fields.SUBJECT)) throw uncodedError('The field SUBJECT is not defined or empty')
  if (!integer(fields.RESPONSIBLE_ID)) throw uncodedError('The field RESPONSIBLE_ID is not defined or invalid')
  if (!integer(fields.TYPE_ID)) throw uncodedError('The field TYPE_ID is not defined or invalid')
  const communications = list(fields.COMMUNICATIONS)
  if (!communications.length) throw uncodedError('The field COMMUNICATIONS is not defined or invalid')
  if (communications.length > 1 && text(fields.TYPE_ID) === CALL) {
    throw uncodedError('The only one communication is allowed for activity of specified type')
  }
}

function moment({ portal, world }: Call, value: unknown): string {
  const time = Date.parse(text(value))

  return isoDate(Number.isNaN(time) ? world.clock.now() : time, portal.utcOffset)
}

type Given = Pick<CrmActivity, 'TYPE_ID' | 'PROVIDER_ID' | 'PROVIDER_TYPE_ID' | 'SUBJECT' | 'DESCRIPTION' | 'START_TIME' | 'END_TIME' | 'DEADLINE' | 'COMPLETED'
  | 'RESPONSIBLE_ID' | 'DIRECTION' | 'COMMUNICATIONS'> & { STATUS: string, LOCATION?: string }

function store(call: Call, owner: OwnerLink, given: Given): CrmActivity {
  const { portal, user, world } = call
  const now = isoDate(world.clock.now(), portal.utcOffset)
  const contacts = list(given.COMMUNICATIONS).map(map).filter(({ ENTITY_TYPE_ID }) => integer(ENTITY_TYPE_ID) === CONTACT)
  const activity: CrmActivity = {
    ...activityDefaults, ...given, ...owner,
    ID: String(Math.max(0, ...portal.data.activities.map(({ ID }) => Number(ID))) + 1),
    CREATED: now, LAST_UPDATED: now, AUTHOR_ID: String(user.id), EDITOR_ID: String(user.id),
    BINDINGS: [owner, ...contacts.map(({ ENTITY_ID }) => ({ OWNER_TYPE_ID: String(CONTACT), OWNER_ID: text(ENTITY_ID) }))],
  }
  portal.data.activities.push(activity)
  tell(call, 'ONCRMACTIVITYADD', { FIELDS: { ID: activity.ID } })

  return activity
}
