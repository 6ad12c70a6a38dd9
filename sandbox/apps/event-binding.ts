export interface EventBinding {
  /** `event_handler_id` of the delivered events. */
  id: number
  event: string
  /** Empty for offline events, which are fetched. */
  handler: string
  authType: number
  offline: boolean
  /** Source key (auth_connector): what calls with the same key cause does not come back as an offline event. */
  connector: string
  /** Seconds between two ONOFFLINEEVENT, by its option minTimeout. */
  minTimeout: number
  /** When the last ONOFFLINEEVENT went to it, in Unix milliseconds. */
  announcedAt?: number
  boundBy: number
}

/** One record of the queue of offline events: the last state of one object under one event. */
export interface OfflineRecord {
  id: number
  event: string
  data: Record<string, unknown>
  /** Unix milliseconds of the last change. */
  changedAt: number
  connector: string
  /** The process that has reserved it; empty: free. */
  processId: string
  reservedAt: number
  failed: boolean
}
