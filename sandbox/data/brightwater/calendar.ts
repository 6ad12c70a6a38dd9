import type { CallRow } from '../call-builder.ts'
import type { EventRow, SectionRow } from '../calendar-builder.ts'

export const sections: SectionRow[] = [
  { id: 1, type: 'company_calendar', ownerId: 0, name: 'Studio calendar', description: '', color: '#86b100', createdBy: 1 },
  { id: 2, type: 'user', ownerId: 3, name: 'My calendar', description: '', color: '#2fc6f6', createdBy: 3 },
  { id: 3, type: 'user', ownerId: 4, name: 'My calendar', description: '', color: '#2fc6f6', createdBy: 4 },
]

export const events: EventRow[] = [
  { id: 61, of: 0, name: 'Studio breakfast', week: 0, day: 'FR', at: '09:00', weekly: ['FR'] },
  { id: 62, of: 3, name: 'Packaging proofs, Saltmarsh', week: 0, day: 'WE', at: '11:00', crm: ['D_41'], invited: [{ userId: 4, status: 'Y' }] },
  { id: 63, of: 4, name: 'Vento photo shoot', week: 1, day: 'TU', at: '10:00', lasts: 240, crm: ['D_3473'] },
]

export const calls: CallRow[] = [
  { id: 1, by: 3, type: '2', number: '+353855550144', line: '+35315550100', daysAgo: 3, at: '10:20', duration: 210, entity: ['CONTACT', 21] },
]
