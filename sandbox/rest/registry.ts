import { batch } from './batch.ts'
import type { Method } from './method.ts'
import { crmDirectories } from './methods/crm-directories.ts'
import { crmItems } from './methods/crm-items.ts'
import { events } from './methods/events.ts'
import { messages } from './methods/messages.ts'
import { messenger } from './methods/messenger.ts'
import { notifications } from './methods/notifications.ts'
import { offlineEvents } from './methods/offline-events.ts'
import { options } from './methods/options.ts'
import { placements } from './methods/placements.ts'
import { system } from './methods/system.ts'
import { users } from './methods/users.ts'

/** Every method of the portals by its lower-case name. A new family is a new file and a line here. */
export const methods: Record<string, Method> = {
  batch,
  ...system,
  ...users,
  ...placements,
  ...events,
  ...offlineEvents,
  ...options,
  ...crmItems,
  ...crmDirectories,
  ...messenger,
  ...messages,
  ...notifications,
}
