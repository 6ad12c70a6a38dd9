import { batch } from './batch.ts'
import type { Method } from './method.ts'
import { automations } from './methods/automations.ts'
import { crmActivities } from './methods/crm-activities.ts'
import { crmComments } from './methods/crm-comments.ts'
import { calendar } from './methods/calendar.ts'
import { crmDirectories } from './methods/crm-directories.ts'
import { crmDuplicates } from './methods/crm-duplicates.ts'
import { crmItems } from './methods/crm-items.ts'
import { crmRecords } from './methods/crm-records.ts'
import { departments } from './methods/departments.ts'
import { events } from './methods/events.ts'
import { groups } from './methods/groups.ts'
import { messages } from './methods/messages.ts'
import { messenger } from './methods/messenger.ts'
import { notifications } from './methods/notifications.ts'
import { offlineEvents } from './methods/offline-events.ts'
import { options } from './methods/options.ts'
import { orders } from './methods/orders.ts'
import { placements } from './methods/placements.ts'
import { system } from './methods/system.ts'
import { userFieldTypes } from './methods/user-field-types.ts'
import { userFields } from './methods/user-fields.ts'
import { tasks } from './methods/tasks.ts'
import { telephony } from './methods/telephony.ts'
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
  ...userFieldTypes,
  ...userFields,
  ...automations,
  ...crmItems,
  ...crmDirectories,
  ...crmRecords,
  ...crmActivities,
  ...crmComments,
  ...crmDuplicates,
  ...orders,
  ...departments,
  ...groups,
  ...tasks,
  ...calendar,
  ...telephony,
  ...messenger,
  ...messages,
  ...notifications,
}
