import type { CompanyRow, ContactRow } from '../rows.ts'

export const companies: CompanyRow[] = [
  { id: 2946, title: 'Harbour Hotel Group', industry: 'HOSPITALITY', kind: 'CUSTOMER', revenue: 18_400_000, by: 3, age: 410, phone: '+44 117 496 0112', email: 'projects@harbour-hotels.example', web: 'https://harbour-hotels.example' },
  { id: 2948, title: 'Kessler & Brandt Architekten', industry: 'CONSULTING', kind: 'PARTNER', revenue: 2_100_000, by: 5, age: 388, phone: '+49 30 5550 0174', email: 'buero@kessler-brandt.example', web: 'https://kessler-brandt.example' },
  { id: 2951, title: 'Lakeside Dental Practice', industry: 'OTHER', kind: 'CUSTOMER', revenue: 640_000, by: 3, age: 296, phone: '+44 1539 555 018', email: 'reception@lakeside-dental.example', web: 'https://lakeside-dental.example' },
  { id: 2955, title: 'Meridian Coworking', industry: 'OTHER', kind: 'CUSTOMER', revenue: 3_900_000, by: 7, age: 251, phone: '+1 212 555 0139', email: 'fitout@meridian-cowork.example', web: 'https://meridian-cowork.example' },
  { id: 2958, title: 'Blue Door Bakeries', industry: 'MANUFACTURING', kind: 'CUSTOMER', revenue: 1_250_000, by: 9, age: 203, phone: '+44 20 7946 0821', email: 'hello@bluedoor-bakeries.example', web: 'https://bluedoor-bakeries.example' },
  { id: 2961, title: 'Gasthof Sonnenblick', industry: 'HOSPITALITY', kind: 'CUSTOMER', revenue: 880_000, by: 5, age: 177, phone: '+43 512 555 0166', email: 'info@gasthof-sonnenblick.example', web: 'https://gasthof-sonnenblick.example' },
  { id: 2967, title: 'Whitfield Law LLP', industry: 'CONSULTING', kind: 'CUSTOMER', revenue: 5_600_000, by: 3, age: 142, closed: true, phone: '+44 161 496 0377', email: 'facilities@whitfield-law.example', web: 'https://whitfield-law.example' },
  { id: 2970, title: 'Juniper Bay Resort', industry: 'HOSPITALITY', kind: 'CUSTOMER', revenue: 12_700_000, by: 7, age: 98, phone: '+1 902 555 0155', email: 'procurement@juniper-bay.example', web: 'https://juniper-bay.example' },
  { id: 2974, title: 'Hartwell Timber', industry: 'MANUFACTURING', kind: 'SUPPLIER', revenue: 9_300_000, by: 9, age: 620, phone: '+44 1432 555 042', email: 'orders@hartwell-timber.example', web: 'https://hartwell-timber.example' },
]

export const contacts: ContactRow[] = [
  { id: 13037, name: 'Eleanor', lastName: 'Marsh', post: 'Head of interiors', company: 2946, by: 3, age: 405, phone: '+44 7700 900142', email: 'eleanor.marsh@harbour-hotels.example' },
  { id: 13041, name: 'Jonas', lastName: 'Kessler', post: 'Partner', company: 2948, by: 5, age: 380, phone: '+49 171 5550 174', email: 'j.kessler@kessler-brandt.example' },
  { id: 13046, name: 'Dr Amara', lastName: 'Okafor', post: 'Practice owner', company: 2951, by: 3, age: 290, phone: '+44 7700 900318', email: 'amara.okafor@lakeside-dental.example' },
  { id: 13052, name: 'Rachel', lastName: 'Stein', post: 'Director of operations', company: 2955, by: 7, age: 248, phone: '+1 212 555 0140', email: 'rachel@meridian-cowork.example' },
  { id: 13055, name: 'Samir', lastName: 'Haddad', post: 'Founder', company: 2958, by: 9, age: 200, phone: '+44 7700 900567', email: 'samir@bluedoor-bakeries.example' },
  { id: 13060, name: 'Katharina', lastName: 'Moser', post: 'Inhaberin', company: 2961, by: 5, age: 170, phone: '+43 660 555 0166', email: 'k.moser@gasthof-sonnenblick.example' },
  { id: 13066, name: 'Victoria', lastName: 'Whitfield', post: 'Managing partner', company: 2967, by: 3, age: 140, closed: true, phone: '+44 7700 900711', email: 'v.whitfield@whitfield-law.example' },
  { id: 13071, name: 'Daniel', lastName: 'Comeau', post: 'Procurement manager', company: 2970, by: 7, age: 95, phone: '+1 902 555 0156', email: 'daniel.comeau@juniper-bay.example' },
  { id: 13073, name: 'Ines', lastName: 'Pereira', post: 'Restaurant designer', by: 3, age: 61, phone: '+351 21 555 0199', email: 'ines@pereira-studio.example' },
  { id: 13078, name: 'George', lastName: 'Hartwell', post: 'Sales director', company: 2974, by: 9, age: 590, phone: '+44 7700 900220', email: 'george@hartwell-timber.example' },
  { id: 13082, name: 'Mia', lastName: 'Brandt', post: 'Project architect', company: 2948, by: 5, age: 44, email: 'm.brandt@kessler-brandt.example' },
]
