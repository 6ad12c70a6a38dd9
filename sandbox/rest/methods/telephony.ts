import { readableCalls } from '../../portal/rights.ts'
import { entityByPhone, entityItem, finishCall, normalizePhone, startCall, type CallEntity, type CallType, type LiveCall } from '../../portal/telephony.ts'
import type { PortalUser } from '../../types.ts'
import { appOf } from '../../world.ts'
import { isMap, type Params } from '../../http.ts'
import { RestError, systemError } from '../error.ts'
import type { Call, Method } from '../method.ts'
import { page } from '../page.ts'
import { flag, integer, list, map, text, upperKeys } from '../params.ts'
import { matches, sortBy } from '../query.ts'

const HALF_AN_HOUR = 30 * 60_000
const TYPES: readonly CallType[] = ['1', '2', '3', '4', '5']
const ENTITY_TYPES: readonly CallEntity['type'][] = ['CONTACT', 'COMPANY', 'LEAD']
const ISO_WITH_ZONE = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?(\.\d+)?(Z|[+-]\d\d:?\d\d)$/

/** Calls: api-reference/telephony */
export const telephony: Record<string, Method> = {
  'voximplant.statistic.get': {
    scope: ['telephony'],
    rights: 'any',
    handle({ portal, user, params }) {
      const { FILTER, SORT, ORDER, START } = upperKeys(params)
      const calls = readableCalls(portal, user)
      if (!calls) throw systemError('ACCESS_DENIED')
      const found = calls.filter(call => matches(call, readableFilter(map(FILTER))))
      const sort = text(SORT)
      return page(sort && sort !== 'CALL_TYPE' ? sortBy(found, { [sort]: text(ORDER) || 'ASC' }) : found, START)
    },
  },

  'telephony.externalcall.register': {
    scope: ['telephony'],
    rights: 'any',
    handle(call) {
      const { portal, world, installation } = call
      const params = upperKeys(call.params)
      const user = employee(call, params)
      const type = TYPES.find(known => known === text(params.TYPE))
      if (!type) throw coreError('Unknown TYPE')
      const started = text(params.CALL_START_DATE)
      if (started && !ISO_WITH_ZONE.test(started)) throw coreError('CALL_START_DATE should be in the ISO-8601 format')
      const phoneNumber = normalizePhone(text(params.PHONE_NUMBER))
      if (!phoneNumber) throw coreError('Unsupported phone number format')

      const now = world.clock.now()
      const wanted = { clientId: installation.clientId, userId: user.id, type, phoneNumber, lineNumber: text(params.LINE_NUMBER), externalCallId: text(params.EXTERNAL_CALL_ID) || null }
      const known = registered(call, wanted, now)
      const created = known ? {} : createdLead(call, params, phoneNumber)
      const live = known ?? startCall(portal, {
        ...wanted,
        entity: created.lead ? { type: 'LEAD', id: created.lead } : entityOf(call, params, phoneNumber),
        ...started && { startedAt: Date.parse(started) },
        show: params.SHOW === undefined || flag(params.SHOW),
        hash: world.random(),
        now,
      })
      return { result: {
        CALL_ID: live.callId,
        CRM_CREATED_LEAD: created.lead ?? null,
        CRM_CREATED_ENTITIES: created.lead ? [{ ENTITY_TYPE: 'LEAD', ENTITY_ID: created.lead }] : [],
        CRM_ENTITY_TYPE: live.entity?.type ?? '',
        CRM_ENTITY_ID: live.entity?.id ?? 0,
        ...created.error && { LEAD_CREATION_ERROR: created.error },
      } }
    },
  },

  'telephony.externalcall.finish': {
    scope: ['telephony'],
    rights: 'any',
    handle(call) {
      const { portal, world, installation } = call
      const params = upperKeys(call.params)
      if (typeof params.CALL_ID !== 'string') throw new RestError('INVALID_ARGUMENT', 'CALL_ID must be a string')
      const user = employee(call, params)
      const live = liveCall(call, params.CALL_ID)
      if (!live) throw coreError('Call is not found (call should be registered prior to finishing)')

      const app = appOf(world, installation.clientId)
      const duration = integer(params.DURATION)
      const record = finishCall(portal, live, {
        userId: user.id,
        duration,
        code: text(params.STATUS_CODE),
        reason: text(params.FAILED_REASON),
        cost: Number(text(params.COST)) || 0,
        currency: text(params.COST_CURRENCY),
        vote: integer(params.VOTE),
        app: { id: app.id, title: app.title[portal.language] ?? app.title.en ?? app.clientId },
        now: world.clock.now(),
      })
      return { result: {
        CALL_ID: record.CALL_ID,
        EXTERNAL_CALL_ID: record.EXTERNAL_CALL_ID,
        PORTAL_USER_ID: user.id,
        PHONE_NUMBER: record.PHONE_NUMBER,
        PORTAL_NUMBER: record.PORTAL_NUMBER,
        INCOMING: record.CALL_TYPE,
        CALL_DURATION: duration,
        // A date object that JSON empties: telephony-external-call-finish.md
        CALL_START_DATE: {},
        CALL_STATUS: record.CALL_FAILED_CODE === '200' ? 1 : 0,
        CALL_VOTE: integer(params.VOTE),
        COST: Number(record.COST),
        COST_CURRENCY: record.COST_CURRENCY,
        CALL_FAILED_CODE: record.CALL_FAILED_CODE,
        CALL_FAILED_REASON: record.CALL_FAILED_REASON,
        REST_APP_ID: record.REST_APP_ID,
        REST_APP_NAME: record.REST_APP_NAME,
        CRM_ACTIVITY_ID: record.CRM_ACTIVITY_ID === null ? null : Number(record.CRM_ACTIVITY_ID),
        COMMENT: record.COMMENT,
        CRM_ENTITY_TYPE: record.CRM_ENTITY_TYPE,
        CRM_ENTITY_ID: record.CRM_ENTITY_ID === null ? null : Number(record.CRM_ENTITY_ID),
        ID: Number(record.ID),
      } }
    },
  },

  'telephony.externalcall.show': {
    scope: ['telephony'],
    rights: 'any',
    handle(call) {
      const { live, users } = cardOf(call)
      for (const id of users) live?.shownTo.add(id)
      return { result: live !== undefined }
    },
  },

  'telephony.externalcall.hide': {
    scope: ['telephony'],
    rights: 'any',
    handle(call) {
      const { live, users } = cardOf(call)
      for (const id of users) live?.shownTo.delete(id)
      return { result: live !== undefined }
    },
  },
}

function coreError(sentence: string): RestError {
  return new RestError('ERROR_CORE', sentence)
}

/** Nobody here has an inner number: a call registered by USER_PHONE_INNER alone finds no employee. */
function employee({ portal }: Call, { USER_ID, USER_PHONE_INNER }: Params): PortalUser {
  if (!text(USER_ID) && !text(USER_PHONE_INNER)) throw coreError('USER_ID or USER_PHONE_INNER should be set')
  const user = portal.users.find(({ id, active }) => active && id === integer(USER_ID))
  if (!user) throw coreError('User is not found or is not active')

  return user
}

function liveCall({ portal }: Call, callId: string): LiveCall | undefined {
  const live = portal.data.telephony.live.get(callId)

  return live?.state === 'finished' ? undefined : live
}

/** The same call registered again within half an hour is the call it was: telephony-external-call-register.md */
function registered({ portal }: Call, wanted: Partial<LiveCall>, now: number): LiveCall | undefined {
  return [...portal.data.telephony.live.values()].find(live => now - live.registeredAt < HALF_AN_HOUR
    && live.clientId === wanted.clientId && live.userId === wanted.userId && live.type === wanted.type && live.phoneNumber === wanted.phoneNumber
    && (!wanted.lineNumber || live.lineNumber === wanted.lineNumber) && (!wanted.externalCallId || live.externalCallId === wanted.externalCallId))
}

/** The object that the application names, else whoever has the number. */
function entityOf({ portal }: Call, { CRM_ENTITY_TYPE, CRM_ENTITY_ID }: Params, phoneNumber: string): CallEntity | null {
  const type = ENTITY_TYPES.find(known => known === text(CRM_ENTITY_TYPE))
  const named = type && { type, id: integer(CRM_ENTITY_ID) }

  return named && entityItem(portal, named) ? named : entityByPhone(portal, phoneNumber)
}

function createdLead(call: Call, params: Params, phoneNumber: string): { lead?: number, error?: string } {
  if (!flag(params.CRM_CREATE) || entityOf(call, params, phoneNumber)) return {}

  try {
    const { result } = call.perform('crm.item.add', { entityTypeId: 1, fields: {
      title: `${phoneNumber} - Incoming call`, sourceId: text(params.CRM_SOURCE) || 'CALL', fm: [{ value: phoneNumber, valueType: 'WORK', typeId: 'PHONE' }],
    } })
    return isMap(result) && isMap(result.item) ? { lead: integer(result.item.id) } : {}
  }
  catch (error) {
    if (error instanceof RestError) return { error: error.message }
    throw error
  }
}

function cardOf(call: Call): { live: LiveCall | undefined, users: number[] } {
  const { CALL_ID, USER_ID } = upperKeys(call.params)
  const live = liveCall(call, text(CALL_ID))
  const users = (Array.isArray(USER_ID) ? list(USER_ID) : [USER_ID]).map(id => integer(id)).filter(id => id > 0)

  return { live, users: users.length ? users : live ? [live.userId] : [] }
}

/** The operators of this method that other lists do not have: ranges and the search in a string. */
function readableFilter(filter: Params): Params {
  const conditions = Object.entries(filter).map(([key, value], index): [string, unknown] => {
    const [from, to] = list(value)
    if (key.startsWith('!><')) return [String(index), { logic: 'OR', [`<${key.slice(3)}`]: from, [`>${key.slice(3)}`]: to }]
    if (key.startsWith('><')) return [String(index), { [`>=${key.slice(2)}`]: from, [`<=${key.slice(2)}`]: to }]
    return [key.startsWith('?') ? `%${key.slice(1)}` : key, value]
  })

  return Object.fromEntries(conditions)
}
