import type { ActivityRow, CommentRow, OrderRow } from '../rows.ts'

const DEAL = 2

export const activities: ActivityRow[] = [
  { id: 61, kind: 'meeting', of: [DEAL, 3473], contact: 22, by: 4, day: -8, time: '11:00', minutes: 60, done: true, subject: 'Kick-off for the spring launch', description: 'Vento wants one film and twelve stills. Test riders are found by them.' },
  { id: 62, kind: 'call', direction: 'out', of: [DEAL, 3473], contact: 22, by: 4, day: 2, time: '10:00', subject: 'Budget for the film' },
  { id: 63, kind: 'email', direction: 'in', of: [DEAL, 41], contact: 21, by: 3, day: -2, time: '09:12', done: true, subject: 'Label proof, second round', description: 'Gold foil is too dark on the matt paper. Can we see it in copper?' },
  { id: 64, kind: 'todo', of: [DEAL, 41], contact: 21, by: 3, day: 1, time: '14:00', subject: 'Order the copper proof' },
]

export const comments: CommentRow[] = [
  { id: 71, of: [DEAL, 41], by: 4, age: 1, time: '16:30', text: 'Copper foil takes five working days.' },
  { id: 72, of: [DEAL, 3473], by: 4, age: 7, time: '12:15', text: 'Storyboard first, then the budget.' },
]

export const orders: OrderRow[] = [
  { id: 236, status: 'P', by: 3, age: 12, deal: 41, contact: 21, company: 11, comment: 'Deliver to the distillery, not to the office.', items: [['Printed gift boxes', 2.4, 500], ['Setup of the die', 180, 1]] },
  { id: 241, status: 'N', by: 4, age: 3, deal: 3473, contact: 22, company: 12, items: [['Exhibition banner, 3 m', 145, 4]] },
  { id: 244, status: 'F', by: 4, age: 30, contact: 22, items: [['Sticker sheets', 0.35, 2000]] },
]
