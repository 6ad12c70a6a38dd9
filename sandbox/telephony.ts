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
