import type { CallRow } from '../call-builder.ts'

const LINE = '+441174960100'

export const calls: CallRow[] = [
  { id: 31, by: 3, type: '2', number: '+447700900142', line: LINE, daysAgo: 12, at: '10:05', duration: 412, entity: ['CONTACT', 13037], vote: 5, cost: '0.0820' },
  { id: 32, by: 3, type: '1', number: '+447700900318', line: LINE, daysAgo: 11, at: '11:40', duration: 95, entity: ['CONTACT', 13046], cost: '0.0190' },
  { id: 33, by: 5, type: '1', number: '+491715550174', line: LINE, daysAgo: 9, at: '08:15', duration: 0, entity: ['CONTACT', 13041], code: '480', reason: 'Temporarily Unavailable' },
  { id: 34, by: 7, type: '2', number: '+12125550140', line: LINE, daysAgo: 8, at: '15:22', duration: 731, entity: ['CONTACT', 13052], vote: 4, cost: '0.2140' },
  { id: 35, by: 3, type: '2', number: '+447700900861', line: LINE, daysAgo: 4, at: '09:48', duration: 186, entity: ['LEAD', 6591], cost: '0.0370', comment: 'Wants benches without backrests' },
  { id: 36, by: 9, type: '2', number: '+441174960112', line: LINE, daysAgo: 3, at: '13:10', duration: 58, entity: ['COMPANY', 2946], cost: '0.0120' },
  { id: 37, by: 9, type: '2', number: '+447700900999', line: LINE, daysAgo: 2, at: '16:30', duration: 0 },
  // The call of the documented callback (CALL_CARD): a number that nobody knows.
  { id: 38, by: 1, type: '2', number: '555555', line: '', daysAgo: 2, at: '17:02', duration: 23, callId: 'externalCall.c3ee67f1a63f6e6117c230ab59cc49ea.1723556778' },
  { id: 39, by: 5, type: '1', number: '+436605550166', line: LINE, daysAgo: 1, at: '09:03', duration: 340, entity: ['CONTACT', 13060], vote: 5, cost: '0.0910' },
  { id: 40, by: 3, type: '4', number: '+447700900711', line: LINE, daysAgo: 1, at: '14:45', duration: 0, entity: ['CONTACT', 13066], code: '486', reason: 'Busy here' },
  { id: 41, by: 7, type: '3', number: '+19025550156', line: LINE, daysAgo: 0, at: '00:40', duration: 129, entity: ['CONTACT', 13071], cost: '0.0540' },
]
