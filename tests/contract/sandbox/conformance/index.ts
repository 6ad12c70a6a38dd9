import { calendar } from './calendar.ts'
import { crm } from './crm.ts'
import { messenger } from './messenger.ts'
import { offlineEvents } from './offline-events.ts'
import { people } from './people.ts'
import { registration } from './registration.ts'
import type { Row } from './row.ts'
import { system } from './system.ts'
import { tasks } from './tasks.ts'
import { telephony } from './telephony.ts'

export const rows: Row[] = [...system, ...people, ...registration, ...crm, ...tasks, ...messenger, ...calendar, ...telephony, ...offlineEvents]
