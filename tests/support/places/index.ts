import { calendarPlaces } from './calendar.ts'
import { crmPlaces } from './crm.ts'
import { messengerPlaces } from './messenger.ts'
import { peoplePlaces } from './people.ts'
import type { Place } from './place.ts'
import { shellPlaces } from './shell.ts'
import { taskPlaces } from './tasks.ts'
import { telephonyPlaces } from './telephony.ts'

/** How people come to every placement that a web page can host; the background worker last, since it loads with every page from then on. */
export const places: Place[] = [
  ...crmPlaces, ...taskPlaces, ...peoplePlaces, ...messengerPlaces, ...calendarPlaces, ...telephonyPlaces, ...shellPlaces,
]
