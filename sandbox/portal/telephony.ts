import { isoDate } from '../clock.ts'
import type { CrmItem, Portal } from '../types.ts'

/** 1 outgoing, 2 incoming, 3 incoming with redirection, 4 callback, 5 informational. */
export type CallType = '1' | '2' | '3' | '4' | '5'

/**
 * One call of the statistics as voximplant.statistic.get answers it: all strings but the file.
 * Source: api-reference/telephony/voximplant/voximplant-statistic-get.md
 */
export interface CallRecord {
  ID: string
  PORTAL_USER_ID: string
  PORTAL_NUMBER: string
  PHONE_NUMBER: string
  CALL_ID: string
  EXTERNAL_CALL_ID: string | null
  CALL_CATEGORY: string
  CALL_LOG: string | null
  CALL_DURATION: string
  CALL_START_DATE: string
  CALL_RECORD_URL: string | null
  CALL_VOTE: string | null
  COST: string
  COST_CURRENCY: string
  CALL_FAILED_CODE: string
  CALL_FAILED_REASON: string
  CRM_ENTITY_TYPE: string | null
  CRM_ENTITY_ID: string | null
  CRM_ACTIVITY_ID: string | null
  REST_APP_ID: string | null
  REST_APP_NAME: string | null
  TRANSCRIPT_ID: string | null
  TRANSCRIPT_PENDING: 'Y' | 'N'
  SESSION_ID: string | null
  REDIAL_ATTEMPT: string | null
  COMMENT: string | null
  RECORD_DURATION: string | null
  RECORD_FILE_ID: number | null
  CALL_TYPE: CallType
}

export interface CallEntity { type: 'CONTACT' | 'COMPANY' | 'LEAD', id: number }

/** A call that is under way, or has just ended and not been saved yet: what the call card shows. */
export interface LiveCall {
  callId: string
  /** The application that registered it; null: raised on the telephony page. */
  clientId: string | null
  userId: number
  type: CallType
  /** `+` and digits, or digits alone. */
  phoneNumber: string
  lineNumber: string
  externalCallId: string | null
  entity: CallEntity | null
  bindings: { ENTITY_TYPE: string, ENTITY_ID: string }[]
  /** Unix milliseconds. */
  registeredAt: number
  startedAt: number
  state: 'ringing' | 'connected' | 'finished'
  connectedAt: number | null
  finishedAt: number | null
  /** Whose pages show the card. */
  shownTo: Set<number>
}

export interface PortalTelephony {
  calls: CallRecord[]
  /** By CALL_ID. */
  live: Map<string, LiveCall>
}

const ENTITIES: [type: CallEntity['type'], entityTypeId: number][] = [['CONTACT', 3], ['COMPANY', 4], ['LEAD', 1]]

/** `+` and digits, as the call card and the statistics write a number; null for what is no phone number. */
export function normalizePhone(number: string): string | null {
  const bare = number.replace(/[\s().-]/g, '')

  return /^\+?\d{3,20}$/.test(bare) ? bare : null
}

/** Who in the CRM has this number: contacts before companies before leads. */
export function entityByPhone({ data }: Portal, number: string): CallEntity | null {
  const digits = number.replace(/\D/g, '')
  for (const [type, entityTypeId] of ENTITIES) {
    const item = data.items.find(candidate => candidate.entityTypeId === entityTypeId && phonesOf(candidate).includes(digits))
    if (item) return { type, id: item.id }
  }

  return null
}

export function entityItem({ data }: Portal, { type, id }: CallEntity): CrmItem | undefined {
  const entityTypeId = ENTITIES.find(([name]) => name === type)?.[1]

  return data.items.find(item => item.entityTypeId === entityTypeId && item.id === id)
}

function phonesOf({ phone }: CrmItem): string[] {
  return typeof phone === 'string' && phone ? [phone.replace(/\D/g, '')] : []
}

/** The CRM items of a call: its client, the client's company, and what is still open with them. */
function bindingsOf(portal: Portal, entity: CallEntity | null): LiveCall['bindings'] {
  const item = entity && entityItem(portal, entity)
  if (!entity || !item) return []
  const companyId = entity.type === 'COMPANY' ? entity.id : Number(item.companyId ?? 0)
  const contactId = entity.type === 'CONTACT' ? entity.id : 0
  const deals = portal.data.items.filter(deal => deal.entityTypeId === 2 && deal.closed === 'N'
    && ((contactId > 0 && deal.contactId === contactId) || (companyId > 0 && deal.companyId === companyId)))

  return [
    ...deals.map(({ id }) => ({ ENTITY_TYPE: 'DEAL', ENTITY_ID: String(id) })),
    { ENTITY_TYPE: entity.type, ENTITY_ID: String(entity.id) },
    ...companyId && entity.type !== 'COMPANY' ? [{ ENTITY_TYPE: 'COMPANY', ENTITY_ID: String(companyId) }] : [],
  ]
}

export interface CallStart {
  clientId: string | null
  userId: number
  type: CallType
  phoneNumber: string
  lineNumber?: string
  externalCallId?: string | null
  entity: CallEntity | null
  startedAt?: number
  show: boolean
  /** `externalCall.<32 hex>.<seconds>`: the 32. */
  hash: string
  now: number
}

/**
 * Registers a call. One of an application is under way at once, its exchange having put it through; one raised in the portal rings first.
 */
export function startCall(portal: Portal, start: CallStart): LiveCall {
  const { clientId, userId, type, phoneNumber, entity, now, show } = start
  const call: LiveCall = {
    callId: `externalCall.${start.hash}.${Math.floor(now / 1000)}`,
    clientId, userId, type, phoneNumber, entity,
    lineNumber: start.lineNumber ?? '',
    externalCallId: start.externalCallId ?? null,
    bindings: bindingsOf(portal, entity),
    registeredAt: now,
    startedAt: start.startedAt ?? now,
    state: clientId ? 'connected' : 'ringing',
    connectedAt: clientId ? now : null,
    finishedAt: null,
    shownTo: new Set(show ? [userId] : []),
  }
  portal.data.telephony.live.set(call.callId, call)

  return call
}

const DIRECTIONS: Record<CallType, 'incoming' | 'outgoing' | 'callback'> = { 1: 'outgoing', 2: 'incoming', 3: 'incoming', 4: 'callback', 5: 'outgoing' }

export function directionOf({ type }: Pick<LiveCall, 'type'>): 'incoming' | 'outgoing' | 'callback' {
  return DIRECTIONS[type]
}

const STATES: Record<LiveCall['state'], string> = { ringing: 'connecting', connected: 'connected', finished: 'idle' }

/** What a tab of the call card is told: api-reference/widgets/telephony/call-card.md */
export function callContext(call: LiveCall): Record<string, unknown> {
  return {
    CALL_ID: call.callId,
    PHONE_NUMBER: call.phoneNumber,
    LINE_NUMBER: call.lineNumber,
    LINE_NAME: call.lineNumber,
    CRM_ENTITY_TYPE: call.entity?.type ?? '',
    CRM_ENTITY_ID: String(call.entity?.id ?? 0),
    // There is no activity before the call is finished, and the portal's script writes that out as a string.
    CRM_ACTIVITY_ID: 'undefined',
    ...call.bindings.length > 0 && { CRM_BINDINGS: call.bindings },
    CALL_DIRECTION: directionOf(call),
    CALL_STATE: STATES[call.state],
    CALL_LIST_MODE: 'false',
  }
}

export interface CallEnd {
  userId: number
  duration: number
  code?: string
  reason?: string
  cost?: number
  currency?: string
  vote?: number
  app?: { id: number, title: string }
  now: number
}

/** Ends a call and writes it into the statistics. */
export function finishCall(portal: Portal, call: LiveCall, end: CallEnd): CallRecord {
  const { calls } = portal.data.telephony
  const id = Math.max(0, ...calls.map(({ ID }) => Number(ID))) + 1
  const record: CallRecord = {
    ID: String(id),
    PORTAL_USER_ID: String(end.userId),
    PORTAL_NUMBER: call.lineNumber,
    PHONE_NUMBER: call.phoneNumber,
    CALL_ID: call.callId,
    EXTERNAL_CALL_ID: call.externalCallId,
    CALL_CATEGORY: 'external',
    CALL_LOG: null,
    CALL_DURATION: String(end.duration),
    CALL_START_DATE: isoDate(call.startedAt, portal.utcOffset),
    CALL_RECORD_URL: null,
    CALL_VOTE: end.vote ? String(end.vote) : null,
    COST: (end.cost ?? 0).toFixed(4),
    COST_CURRENCY: end.currency ?? '',
    CALL_FAILED_CODE: end.code || (end.duration > 0 ? '200' : '304'),
    CALL_FAILED_REASON: end.reason ?? '',
    CRM_ENTITY_TYPE: call.entity?.type ?? null,
    CRM_ENTITY_ID: call.entity ? String(call.entity.id) : null,
    CRM_ACTIVITY_ID: call.entity ? String(Math.max(0, ...calls.map(({ CRM_ACTIVITY_ID }) => Number(CRM_ACTIVITY_ID ?? 0))) + 1) : null,
    REST_APP_ID: end.app ? String(end.app.id) : null,
    REST_APP_NAME: end.app?.title ?? null,
    TRANSCRIPT_ID: null,
    TRANSCRIPT_PENDING: 'N',
    SESSION_ID: null,
    REDIAL_ATTEMPT: null,
    COMMENT: null,
    RECORD_DURATION: null,
    RECORD_FILE_ID: null,
    CALL_TYPE: call.type,
  }
  calls.push(record)
  call.state = 'finished'
  call.finishedAt = end.now

  return record
}

/** How long the card of a finished call may be asked for: a page that shows it closes it sooner. */
const FAREWELL = 10_000

/** The call whose card this person's pages show: one at a time, the others wait. */
export function shownCall({ data }: Portal, userId: number, now: number): LiveCall | undefined {
  return [...data.telephony.live.values()]
    .find(call => call.shownTo.has(userId) && (call.finishedAt === null || now - call.finishedAt < FAREWELL))
}
