import type { ActivityRow, CommentRow } from '../rows.ts'
import { DELIVERIES, SERVICE } from './pipelines.ts'

const LEAD = 1
const DEAL = 2
const CONTACT = 3
const COMPANY = 4
const QUOTE = 7
const SMART_INVOICE = 31

export const activities: ActivityRow[] = [
  { id: 801, kind: 'call', direction: 'out', of: [DEAL, 3473], contact: 13037, by: 3, day: -20, time: '10:05', minutes: 14, done: true, subject: 'Call Eleanor Marsh about the desk height', description: 'She wants 1,080 mm at the front and a lowered section for wheelchair users. The electrician needs the cable plan before the desk ships.' },
  { id: 802, kind: 'meeting', of: [DEAL, 3473], contact: 13037, by: 3, day: -12, time: '14:00', minutes: 90, done: true, subject: 'Site visit in Bristol', description: 'Measured the lobby. The pillar stands 4 cm further left than on the plan. Photos are in the deal.' },
  { id: 803, kind: 'email', direction: 'in', of: [DEAL, 3473], contact: 13037, by: 3, day: -6, time: '08:47', done: true, subject: 'Re: fabric samples', description: 'The green is approved for the lounge. For the reception please quote the darker oak as well.\n\nEleanor' },
  { id: 804, kind: 'todo', of: [DEAL, 3473], contact: 13037, by: 3, day: 2, time: '12:00', subject: 'Send the cable plan to the electrician' },
  { id: 805, kind: 'call', direction: 'out', of: [DEAL, 3473], contact: 13037, by: 9, day: 5, time: '09:30', subject: 'Agree the delivery window with the hotel' },
  { id: 806, kind: 'email', direction: 'out', of: [DEAL, 3463], contact: 13046, by: 3, day: -9, time: '16:20', done: true, subject: 'Final drawing of the boardroom table', description: 'Dear Dr Okafor, the drawing with the cable duct is attached. Please confirm the position of both outlets.' },
  { id: 807, kind: 'call', direction: 'in', of: [DEAL, 3463], contact: 13046, by: 3, day: -7, time: '11:15', minutes: 6, done: true, subject: 'Dr Okafor confirms the outlets', description: 'Both outlets as drawn. Asks for the invoice before the end of the month.' },
  { id: 808, kind: 'todo', of: [DEAL, 3463], contact: 13046, by: 3, day: 1, time: '10:00', subject: 'Issue the final invoice' },
  { id: 809, kind: 'meeting', of: [DEAL, 3465], contact: 13066, by: 3, day: 3, time: '15:30', minutes: 60, subject: 'Confidential: walk through the new floor', description: 'Only Victoria Whitfield knows about the move. Use the side entrance.' },
  { id: 810, kind: 'call', direction: 'out', of: [DEAL, 3481], contact: 13071, by: 7, day: -4, time: '17:00', minutes: 22, done: true, subject: 'Juniper Bay: comments on the mock-up room', description: 'Headboard 10 cm lower, otherwise approved. The board decides on the 84 rooms next week.' },
  { id: 811, kind: 'todo', of: [DEAL, 3481], contact: 13071, by: 7, day: -1, time: '12:00', subject: 'Revise the headboard drawing', description: 'Overdue since the workshop waits for the timber list.' },
  { id: 812, kind: 'meeting', of: [DEAL, 3483], contact: 13060, by: 5, day: 4, time: '10:00', minutes: 120, subject: 'Besichtigung Gasthof Sonnenblick', description: 'Zimmer 4 bis 9 ausmessen, Muster der Stoffe mitnehmen.' },
  { id: 813, kind: 'email', direction: 'in', of: [DEAL, 3487], contact: 13041, by: 5, day: -3, time: '18:40', done: true, subject: 'Hotel am Kanal: Leistungsverzeichnis', description: 'Anbei das Leistungsverzeichnis. Abgabe ist der 30., bitte rechnen Sie Eiche und Esche.' },
  { id: 814, kind: 'call', direction: 'out', of: [LEAD, 6591], by: 3, day: 0, time: '16:00', subject: 'First call' },
  { id: 815, kind: 'call', direction: 'in', of: [CONTACT, 13037], contact: 13037, by: 3, day: -40, time: '13:10', minutes: 9, done: true, subject: 'Eleanor Marsh asks about the Cardiff tender' },
  { id: 816, kind: 'meeting', of: [COMPANY, 2946], contact: 13037, by: 3, day: -60, time: '09:00', minutes: 180, done: true, subject: 'Yearly review with the Harbour Hotel Group', description: 'They plan three houses for next year: Bristol, Cardiff, Bath. Payment terms stay at 30 days.' },
  { id: 817, kind: 'todo', of: [DELIVERIES.entityTypeId, 3], by: 9, day: 1, time: '07:30', subject: 'Load the van: reception desk first' },
  { id: 818, kind: 'todo', of: [SERVICE.entityTypeId, 1], contact: 13037, by: 9, day: 2, time: '09:00', subject: 'Take glue and clamps to lounge 2' },

  // These have the ids of the documentation's callback samples: api-reference/widgets/crm/list-menu.md, activity-timeline-menu.md
  { id: 1465, kind: 'call', direction: 'in', of: [DEAL, 3466], contact: 13055, by: 9, day: -2, time: '08:20', minutes: 4, done: true, subject: 'Samir Haddad asks for a lower counter' },
  { id: 1517, kind: 'call', direction: 'out', of: [DEAL, 3463], contact: 13046, by: 3, day: 4, time: '11:00', subject: 'Ask Dr Okafor for a delivery date' },
  { id: 1523, kind: 'todo', of: [LEAD, 6591], by: 3, day: -2, time: '10:30', done: true, subject: 'Look at the plans of the foyer', description: 'Fourteen benches, two of them around the pillars.' },
  { id: 1527, kind: 'call', direction: 'out', of: [DELIVERIES.entityTypeId, 3], contact: 13037, by: 9, day: 3, time: '14:30', subject: 'Confirm the time slot with the hotel' },
  { id: 1529, kind: 'email', direction: 'out', of: [QUOTE, 5], contact: 13037, by: 3, day: 2, time: '15:00', subject: 'Send the revised estimate for the bar' },
  { id: 238, kind: 'todo', of: [SMART_INVOICE, 32], contact: 13037, by: 3, day: 6, time: '09:15', subject: 'Check whether the deposit has arrived' },
]

export const comments: CommentRow[] = [
  { id: 901, of: [DEAL, 3473], by: 3, age: 19, time: '10:40', text: 'Lowered section: 720 mm clear height, checked with the access guideline.' },
  { id: 902, of: [DEAL, 3473], by: 9, age: 11, time: '17:25', text: 'The pillar is drawn in now. The desk gets 4 cm shorter on the left.', files: [['lobby-pillar.jpg', 284_113], ['reception-desk-rev-c.pdf', 921_442]] },
  { id: 903, of: [DEAL, 3473], by: 5, age: 2, time: '09:05', text: 'The oak arrives on Thursday; we can start [B]on Friday[/B].' },
  { id: 904, of: [DEAL, 3463], by: 3, age: 7, time: '11:30', text: 'Invoice to the practice, not to Dr Okafor herself.' },
  { id: 905, of: [DEAL, 3465], by: 3, age: 5, time: '18:10', text: 'Nothing of this in the weekly meeting, please.' },
  { id: 906, of: [DEAL, 3481], by: 7, age: 3, time: '17:40', text: 'If the board says yes, production has to begin in week 6.' },
  { id: 907, of: [CONTACT, 13037], by: 3, age: 40, time: '13:25', text: 'Prefers calls before ten.' },
  { id: 908, of: [DELIVERIES.entityTypeId, 3], by: 9, age: 1, time: '15:15', text: 'Side street is closed for lorries over 7.5 t: take the small van.' },
]
