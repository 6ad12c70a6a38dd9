import type { PortalUser } from '../../types.ts'

const LONDON = 'Europe/London'

export const users: PortalUser[] = [
  { id: 1, name: 'Olivia', lastName: 'Bennett', email: 'olivia.bennett@alder-oak.example', position: 'Managing director', role: 'admin', active: true, lang: 'en', timeZone: LONDON, appAccess: true, departments: [1], workPhone: '+44 117 496 0301', mobile: '+44 7700 900301' },
  { id: 3, name: 'Marcus', lastName: 'Reid', email: 'marcus.reid@alder-oak.example', position: 'Head of sales', role: 'employee', active: true, lang: 'en', timeZone: LONDON, appAccess: true, departments: [3], workPhone: '+44 117 496 0303', mobile: '+44 7700 900303', innerPhone: '203' },
  { id: 5, name: 'Hannah', lastName: 'Vogel', email: 'hannah.vogel@alder-oak.example', position: 'Account manager, DACH', role: 'employee', active: true, lang: 'de', timeZone: 'Europe/Berlin', appAccess: true, departments: [3], workPhone: '+49 30 5550 0305', mobile: '+49 171 5550 305', innerPhone: '205' },
  { id: 7, name: 'Priya', lastName: 'Nair', email: 'priya.nair@alder-oak.example', position: 'Account manager, North America', role: 'employee', active: true, lang: 'en', timeZone: 'America/New_York', appAccess: true, departments: [3], workPhone: '+1 212 555 0307', mobile: '+1 917 555 0307', innerPhone: '207' },
  { id: 9, name: 'Tom', lastName: 'Fletcher', email: 'tom.fletcher@alder-oak.example', position: 'Workshop and delivery', role: 'employee', active: true, lang: 'en', timeZone: LONDON, appAccess: true, departments: [4], workPhone: '+44 117 496 0309', innerPhone: '209' },
  // The administrator has not given him the applications: user_access_error.
  { id: 12, name: 'Graham', lastName: 'Pike', email: 'graham.pike@alder-oak.example', position: 'Bookkeeper', role: 'employee', active: true, lang: 'en', timeZone: LONDON, appAccess: false, departments: [5], workPhone: '+44 117 496 0312', innerPhone: '212' },
  { id: 15, name: 'Sofia', lastName: 'Lindqvist', email: 'sofia@lindqvist-interiors.example', position: 'Interior architect, partner', role: 'extranet', active: true, lang: 'en', timeZone: 'Europe/Stockholm', appAccess: true, mobile: '+46 70 555 0315' },
  { id: 17, name: 'Neil', lastName: 'Sawyer', email: 'neil.sawyer@alder-oak.example', position: 'Sales assistant', role: 'employee', active: false, lang: 'en', timeZone: LONDON, appAccess: true, departments: [3] },
]
