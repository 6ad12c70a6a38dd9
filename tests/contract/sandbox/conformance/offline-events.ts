import { ADMIN, at, type Stage } from '../setup.ts'
import type { Row } from './row.ts'

/** Two changes wait to be fetched. */
async function queued({ call, sandbox, portal }: Stage): Promise<void> {
  await call(ADMIN, 'event.bind', { event: 'ONCRMDEALUPDATE', event_type: 'offline' })
  for (const id of [3473, 3483]) sandbox.fireDataEvent(portal.memberId, { event: 'ONCRMDEALUPDATE', data: { FIELDS: { ID: id } } })
}

/** The pages read `false`, and event-offline-get.md describes the key as the data of the event. */
const HAS_DATA = 'a change of a deal says which one'

export const offlineEvents: Row[] = [
  {
    method: 'event.offline.get',
    except: { 'result.events.0.EVENT_DATA': HAS_DATA },
    async params(here) {
      await queued(here)
      return {}
    },
  },
  {
    method: 'event.offline.list',
    except: { 'result.0.EVENT_DATA': HAS_DATA },
    async params(here) {
      await queued(here)
      return {}
    },
  },
  {
    method: 'event.offline.clear',
    async params(here) {
      await queued(here)
      const { body } = await here.call(ADMIN, 'event.offline.get', { clear: 0 })
      return { process_id: at(body, 'result', 'process_id') }
    },
  },
  {
    method: 'event.offline.error',
    documented: { source: 'api-reference/events/event-offline-error.md', answer: { result: true } },
    async params(here) {
      await queued(here)
      const { body } = await here.call(ADMIN, 'event.offline.get', { clear: 0 })
      return { process_id: at(body, 'result', 'process_id'), message_id: ['1'] }
    },
  },
]
