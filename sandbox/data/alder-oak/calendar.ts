import type { EventRow, SectionRow } from '../calendar-builder.ts'

export const sections: SectionRow[] = [
  { id: 2, type: 'company_calendar', ownerId: 0, name: 'Company calendar', description: 'Fairs, holidays and what concerns everyone', color: '#86b100', createdBy: 1 },
  { id: 4, type: 'user', ownerId: 1, name: 'Olivia Bennett', description: '', color: '#2fc6f6', createdBy: 1 },
  { id: 5, type: 'user', ownerId: 1, name: 'Visits', description: 'Clients on site and in the showroom', color: '#ffa900', createdBy: 1 },
  { id: 6, type: 'user', ownerId: 3, name: 'Marcus Reid', description: '', color: '#2fc6f6', createdBy: 3 },
  { id: 7, type: 'user', ownerId: 5, name: 'Hannah Vogel', description: '', color: '#2fc6f6', createdBy: 5 },
  { id: 8, type: 'user', ownerId: 7, name: 'Priya Nair', description: '', color: '#2fc6f6', createdBy: 7 },
  { id: 9, type: 'user', ownerId: 9, name: 'Tom Fletcher', description: '', color: '#2fc6f6', createdBy: 9 },
  { id: 10, type: 'user', ownerId: 9, name: 'Deliveries', description: 'Van and fitters', color: '#bb8e5b', createdBy: 9 },
  { id: 11, type: 'user', ownerId: 12, name: 'Graham Pike', description: '', color: '#2fc6f6', createdBy: 12 },
  { id: 12, type: 'group', ownerId: 10, name: 'Harbour Hotel Bristol', description: '', color: '#9dcf00', createdBy: 3 },
  { id: 13, type: 'group', ownerId: 12, name: 'Juniper Bay: mock-up room', description: '', color: '#9dcf00', createdBy: 7 },
]

/** Times are those on the owner's wall: Hannah works in Berlin, Priya in New York. */
export const events: EventRow[] = [
  { id: 1201, of: 0, name: 'Stocktaking, workshop closed', week: 2, day: 'FR', accessibility: 'absent' },
  { id: 1202, of: 0, name: 'Furniture fair', week: 1, day: 'WE', lasts: 3, location: 'Hall 4, stand 22', description: 'Build-up on the evening before. The oak lounge goes along.' },
  { id: 1203, of: 0, name: 'Summer party planning', week: -1, day: 'TH', at: '16:00', accessibility: 'free' },

  { id: 1210, of: 1, name: 'Monday round', week: -3, day: 'MO', at: '09:00', lasts: 30, weekly: ['MO'], location: 'Meeting room', invited: [{ userId: 3, status: 'Y' }, { userId: 9, status: 'Y' }, { userId: 5, status: 'Y' }] },
  { id: 1211, of: 1, name: 'Site walk-through, Harbour Hotel Bristol', week: 0, day: 'TU', at: '10:00', lasts: 90, section: 5, location: 'Harbour Hotel, Bristol', crm: ['D_3473', 'C_13037'], description: 'Measure the reception niche again. Ask about the delivery window before 10 am.', invited: [{ userId: 3, status: 'Y' }, { userId: 9, status: 'Q' }] },
  { id: 1212, of: 1, name: 'Bank', week: 0, day: 'TH', at: '14:00', lasts: 45, isPrivate: true },
  { id: 1213, of: 1, name: 'Showroom: Lakeside Dental', week: 1, day: 'MO', at: '11:30', section: 5, crm: ['D_3463', 'C_13046'] },
  { id: 1214, of: 1, name: 'Day off', week: 1, day: 'FR', accessibility: 'absent' },

  { id: 1220, of: 3, name: 'Offer review with Whitfield Law', week: 0, day: 'WE', at: '15:00', crm: ['D_3465', 'CO_2967'], isPrivate: true, important: true },
  { id: 1221, of: 3, name: 'Call: concert hall foyer', week: 0, day: 'TH', at: '09:30', lasts: 30, crm: ['L_6591'] },
  { id: 1222, of: 3, name: 'Tender questions, Harbour Hotel Cardiff', week: 0, day: 'FR', at: '13:00', lasts: 60, crm: ['D_3482'], invited: [{ userId: 5, status: 'N' }] },
  { id: 1223, of: 3, name: 'Sales figures', week: 1, day: 'TU', at: '10:00', lasts: 60, important: true },

  { id: 1230, of: 5, name: 'Entwurf mit Kessler & Brandt', week: 0, day: 'TU', at: '10:00', lasts: 120, location: 'Berlin, Büro Kessler & Brandt', crm: ['D_3487', 'CO_2948'] },
  { id: 1231, of: 5, name: 'Musterversand Gasthof Sonnenblick', week: 0, day: 'WE', at: '09:00', lasts: 30, crm: ['D_3470'] },
  { id: 1232, of: 5, name: 'Zahnarzt', week: 0, day: 'FR', at: '08:30', lasts: 45, isPrivate: true },
  { id: 1233, of: 5, name: 'Aufmaß Gästezimmer', week: 1, day: 'TH', at: '11:00', lasts: 180, location: 'Innsbruck', crm: ['D_3483', 'C_13060'] },

  { id: 1240, of: 7, name: 'Mock-up room, Juniper Bay', week: 0, day: 'WE', at: '10:00', lasts: 90, crm: ['D_3481', 'C_13071'], invited: [{ userId: 3, status: 'Y' }] },
  { id: 1241, of: 7, name: 'Handover, members’ café', week: 0, day: 'FR', at: '14:00', crm: ['D_3486'] },
  { id: 1242, of: 7, name: 'Trade fair follow-up', week: 1, day: 'MO', at: '09:30', lasts: 30, crm: ['L_6596'] },

  { id: 1250, of: 9, name: 'Delivery: bakery counters', week: 0, day: 'TH', at: '07:00', lasts: 240, section: 10, crm: ['D_3466'] },
  { id: 1251, of: 9, name: 'Hartwell: oak boards', week: 0, day: 'MO', at: '13:00', lasts: 60, crm: ['CO_2974'] },
  { id: 1252, of: 9, name: 'Forklift inspection', week: -1, day: 'WE', at: '08:00', lasts: 60, accessibility: 'quest' },

  { id: 1255, of: 3, group: 10, name: 'Drawings approved', week: 0, day: 'FR', important: true },
  { id: 1256, of: 9, group: 10, name: 'Fitting, reception desk', week: 1, day: 'TU', at: '06:30', lasts: 180, crm: ['D_3473'], location: 'Harbour Hotel, Bristol' },
  { id: 1257, of: 7, group: 12, name: 'Fabric samples', week: 0, day: 'TH', at: '09:00', lasts: 60, crm: ['D_3481'] },
]
