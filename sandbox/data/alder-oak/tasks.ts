import type { TaskRow } from '../tasks.ts'

/** Task 286 is that of the documentation's callback samples, task 31 that of its examples of addresses. */
export const tasks: TaskRow[] = [
  { id: 31, title: 'Prepare the quarterly sales review', text: 'Pipeline by stage, lost deals with their reasons, and three things we should stop doing.', by: 1, to: 3, age: 9, due: 4, status: 3, since: 5, auditors: [12], tags: ['review'], steps: ['+Export the pipeline', 'Talk to Hannah and Priya', 'Slides'] },
  { id: 286, title: 'Drawings for the reception desk', text: 'Two variants: [B]oak with brass edge[/B] and all walnut. The hotel decides on Friday. What was promised: [URL=/marketplace/view/1/?params[ENTITY]=deal&params[ID]=3473]thread of the deal[/URL]', by: 1, to: 9, age: 12, due: 2, status: 3, since: 8, high: true, accomplices: [3], auditors: [5], group: 10, crm: ['D_3473', 'CO_2946'], tags: ['drawings', 'hotel'], steps: ['+Measure on site', '+First variant', 'Second variant', 'Send to Eleanor Marsh'] },
  { id: 287, title: 'Order brass edging, 24 metres', by: 9, to: 9, age: 6, due: -1, high: true, group: 10, parent: 286, crm: ['D_3473'] },
  { id: 288, title: 'Agree the delivery date with the hotel', text: 'They have no lift before ten o\'clock.', by: 3, to: 5, age: 4, due: 7, accomplices: [9], group: 10, crm: ['D_3473', 'C_13037', 'Tb7_3'] },
  { id: 289, title: 'Photographs for the reference page', by: 5, to: 3, age: 30, due: -8, status: 5, since: 9, group: 10 },
  { id: 290, title: 'Service the panel saw', by: 9, to: 9, age: 3, due: 0, group: 11, tags: ['machines'] },
  { id: 291, title: 'Count the walnut stock', text: 'Boards over 2.4 m separately.', by: 1, to: 9, age: 20, due: -3, status: 4, since: 2, control: true, group: 11 },
  { id: 292, title: 'Choose fabrics for the mock-up room', text: 'Three ranges, all flame retardant.', by: 7, to: 15, age: 10, due: 5, status: 3, since: 3, auditors: [3], group: 12, crm: ['D_3481'], steps: ['+Samples ordered', 'Colour board'] },
  { id: 293, title: 'Build the bed head and desk', by: 7, to: 9, age: 9, due: 14, accomplices: [15], group: 12, crm: ['D_3481'] },
  { id: 294, title: 'Invite the owners to the viewing', by: 3, to: 7, age: 2, due: 21, status: 6, since: 1, group: 12, crm: ['D_3481', 'C_13071'] },
  { id: 295, title: 'Budget for the new spray booth', by: 1, to: 12, age: 15, due: 10, group: 14 },
  { id: 296, title: 'Angebot Eckbank nachfassen', text: 'Frau Moser ist ab Mittwoch wieder erreichbar.', by: 5, to: 5, age: 3, due: 1, crm: ['D_3470', 'C_13060'] },
  { id: 297, title: 'Call back about phone booths', by: 7, to: 7, age: 2, due: 0, high: true, crm: ['D_3469', 'C_13052'] },
  { id: 298, title: 'Renew the business insurance', by: 1, to: 1, age: 25, due: 12, tags: ['office'] },
  { id: 299, title: 'Write the text for the care leaflet', by: 3, to: 1, age: 8, accomplices: [9] },
  { id: 300, title: 'Reply to the boardroom table enquiry', text: 'The practice asks for a rounded edge.', by: 1, to: 3, age: 14, due: -6, status: 5, since: 7, crm: ['D_3463'] },
  { id: 301, title: 'Follow up Riverside Concert Hall', by: 3, to: 3, age: 1, due: 3, crm: ['L_6591'] },
  // Neil left; nobody has taken it over yet.
  { id: 302, title: 'Clean up duplicate contacts', by: 3, to: 17, age: 90, due: -40 },
]
