import type { GroupRow } from '../tasks.ts'

/** Group 10 is that of the documentation's callback samples; group 11 and `11,12` stand in its examples of addresses and options. */
export const groups: GroupRow[] = [
  { id: 10, name: 'Harbour Hotel Bristol', text: 'Reception desk, lounge seating and breakfast room, from drawings to handover.', owner: 3, moderators: [9], members: [1, 5], age: 80, ends: 45, keywords: ['hotel', 'Bristol'], chat: 1489 },
  { id: 11, name: 'Workshop', text: 'Machines, timber and who works on what.', owner: 9, moderators: [1], members: [3], age: 400, access: 'closed', keywords: ['machines', 'timber'] },
  // The only place where the interior architect from outside works with the company.
  { id: 12, name: 'Juniper Bay: mock-up room', text: 'One guest room at full size, with Lindqvist Interiors, before the owners\' meeting.', owner: 7, moderators: [3], members: [9, 15], age: 60, ends: 30, access: 'closed', extranet: true, keywords: ['mock-up'] },
  { id: 14, name: 'Management', text: 'Figures and decisions.', owner: 1, members: [12], age: 390, access: 'secret' },
  { id: 15, name: 'Trade fair, last spring', text: 'Stand, samples and enquiries. Finished.', owner: 5, members: [3, 7], age: 300, ends: -120, archived: true, keywords: ['fair'] },
]
