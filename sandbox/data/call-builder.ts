import { isoDate } from '../clock.ts'
import type { CallRecord, CallType } from '../portal/telephony.ts'

/** A call as the tables tell it. */
export interface CallRow {
  id: number
  by: number
  type: CallType
  number: string
  line: string
  /** Days and `HH:MM` (in the portal's zone) before today. */
  daysAgo: number
  at: string
  /** Seconds; 0: nobody spoke. */
  duration: number
  /** Default 200 for a call with a duration, else 304. */
  code?: string
  reason?: string
  entity?: ['CONTACT' | 'COMPANY' | 'LEAD', number]
  callId?: string
  vote?: number
  cost?: string
  comment?: string
}

const DAY = 24 * 3600 * 1000
/** CRM activities of the calls: far above those of other families. */
const FIRST_ACTIVITY = 7700

export function callRecord(row: CallRow, { now, utcOffset, currency }: { now: number, utcOffset: number, currency: string }): CallRecord {
  const [hours = 0, minutes = 0] = row.at.split(':').map(Number)
  const local = Math.floor((now + utcOffset * 60_000) / DAY) * DAY - row.daysAgo * DAY + (hours * 60 + minutes) * 60_000
  const start = local - utcOffset * 60_000

  return {
    ID: String(row.id),
    PORTAL_USER_ID: String(row.by),
    PORTAL_NUMBER: row.line,
    PHONE_NUMBER: row.number,
    CALL_ID: row.callId ?? `${(11018129443 + row.id).toString(16).toUpperCase()}.${Math.floor(start / 1000)}.${11438200 + row.id}`,
    EXTERNAL_CALL_ID: null,
    CALL_CATEGORY: 'external',
    CALL_LOG: null,
    CALL_DURATION: String(row.duration),
    CALL_START_DATE: isoDate(start, utcOffset),
    CALL_RECORD_URL: '',
    CALL_VOTE: row.vote ? String(row.vote) : null,
    COST: row.cost ?? '0.0000',
    COST_CURRENCY: currency,
    CALL_FAILED_CODE: row.code ?? (row.duration ? '200' : '304'),
    CALL_FAILED_REASON: row.reason ?? (row.duration ? 'Success call' : 'Skip this call'),
    CRM_ENTITY_TYPE: row.entity?.[0] ?? null,
    CRM_ENTITY_ID: row.entity ? String(row.entity[1]) : null,
    CRM_ACTIVITY_ID: row.entity ? String(FIRST_ACTIVITY + row.id) : null,
    REST_APP_ID: null,
    REST_APP_NAME: null,
    TRANSCRIPT_ID: null,
    TRANSCRIPT_PENDING: 'N',
    SESSION_ID: String(3841557000 + row.id),
    REDIAL_ATTEMPT: null,
    COMMENT: row.comment ?? null,
    RECORD_DURATION: null,
    RECORD_FILE_ID: null,
    CALL_TYPE: row.type,
  }
}
