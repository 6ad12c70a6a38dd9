import { isoDate } from '../../clock.ts'
import { offlineQueue } from '../../apps/offline-events.ts'
import type { OfflineRecord, Portal } from '../../types.ts'
import { missingArgument } from '../error.ts'
import type { Call, Method } from '../method.ts'
import { page } from '../page.ts'
import { flag, integer, list, map, text, upperKeys } from '../params.ts'
import { matches, sortBy } from '../query.ts'

const DEFAULT_LIMIT = 50

/** The queue that an application fetches itself, for administrators: api-reference/events/event-offline-*.md, offline-events.md */
export const offlineEvents: Record<string, Method> = {
  'event.offline.get': {
    scope: [],
    rights: 'admin',
    application: true,
    handle(call) {
      const { world, portal, installation, params } = call
      const given = upperKeys(params)
      const processId = text(given.PROCESS_ID)
      const wanted = offlineQueue(world, installation)
        .filter(({ connector }) => connector === text(given.AUTH_CONNECTOR))
        .filter(record => record.failed === flag(given.ERROR) && (record.processId === processId || (record.failed && !processId)))
        .map(record => ({ record, row: getRow(record, portal) }))
      const chosen = sortBy(wanted.filter(({ row }) => matches(row, map(given.FILTER))).map(({ row }) => row), order(given.ORDER, { TIMESTAMP_X: 'ASC', ID: 'ASC' }))
        .slice(0, integer(given.LIMIT, DEFAULT_LIMIT))
      const records = wanted.filter(({ row }) => chosen.includes(row)).map(({ record }) => record)

      return { result: { process_id: take(call, records, { clear: text(given.CLEAR) !== '0', processId }), events: chosen } }
    },
  },

  'event.offline.list': {
    scope: [],
    rights: 'admin',
    application: true,
    handle({ world, portal, installation, params }) {
      const given = upperKeys(params)
      const rows = offlineQueue(world, installation)
        .filter(record => record.connector === text(given.AUTH_CONNECTOR))
        .map(record => ({ ...getRow(record, portal), PROCESS_ID: record.processId, ERROR: record.failed ? '1' : '0' }))

      return page(sortBy(rows.filter(row => matches(row, map(given.FILTER))), order(given.ORDER, { ID: 'ASC' })), given.START)
    },
  },

  'event.offline.clear': {
    scope: [],
    rights: 'admin',
    application: true,
    handle({ world, installation, params }) {
      const given = upperKeys(params)
      const unwanted = offlineQueue(world, installation).filter(named(given, { orAll: true }))
      installation.offline = installation.offline.filter(record => !unwanted.includes(record))
      return { result: true }
    },
  },

  'event.offline.error': {
    scope: [],
    rights: 'admin',
    application: true,
    handle({ world, installation, params }) {
      for (const record of offlineQueue(world, installation).filter(named(upperKeys(params), { orAll: false }))) record.failed = true
      return { result: true }
    },
  },
}

/** Removes what was fetched, or reserves it under a process and answers that. */
function take({ world, installation }: Call, records: OfflineRecord[], { clear, processId }: { clear: boolean, processId: string }): string | null {
  if (clear) {
    installation.offline = installation.offline.filter(record => !records.includes(record))
    return null
  }
  const process = processId || world.random()
  for (const record of records) Object.assign(record, { processId: process, reservedAt: world.clock.now() })

  return process
}

/** The records of one process: those with the given ids, else those with the given message ids, else (if so) all. */
function named(given: Record<string, unknown>, { orAll }: { orAll: boolean }): (record: OfflineRecord) => boolean {
  const processId = text(given.PROCESS_ID)
  if (!processId) throw missingArgument('process_id')
  const ids = list(given.ID ?? given.MESSAGE_ID).map(text)

  return record => record.processId === processId && (ids.length ? ids.includes(String(record.id)) : orAll)
}

function getRow({ id, event, data, changedAt }: OfflineRecord, portal: Portal) {
  return {
    ID: String(id),
    TIMESTAMP_X: isoDate(changedAt, portal.utcOffset),
    EVENT_NAME: event,
    EVENT_DATA: Object.keys(data).length ? data : false,
    EVENT_ADDITIONAL: false,
    MESSAGE_ID: String(id),
  }
}

function order(given: unknown, otherwise: Record<string, string>): Record<string, unknown> {
  return Object.keys(map(given)).length ? map(given) : otherwise
}
