import type { ChatRow } from '../chats.ts'

const HOUR = 60
const DAY = 24 * HOUR

/** The newest message of the portal, in chat 1489: both ids are those of the documentation's callback samples. */
export const LAST_MESSAGE = 84889

/** Links to the first application that was registered with the sandbox (its numeric id), as a sender would write them. */
const APP = '/marketplace/view/1/'

export const chats: ChatRow[] = [
  {
    id: 1489, type: 'chat', title: 'Harbour Hotel Bristol', description: 'Everything about the lobby: drawings, dates, deliveries', members: [3, 1, 5, 9], unread: { 1: 2, 5: 1 },
    messages: [
      [0, 2 * DAY + 180, '[USER=3 REPLACE]Marcus Reid[/USER] invited [USER=1 REPLACE]Olivia Bennett[/USER], [USER=5 REPLACE]Hannah Vogel[/USER] and [USER=9 REPLACE]Tom Fletcher[/USER] to the chat'],
      [3, 2 * DAY + 170, 'Hello all. Let us keep everything about Bristol in here, my inbox is full enough.'],
      [9, 2 * DAY + 120, 'Good. The fumed oak has arrived from Hartwell, moisture is fine. I start on the reception desk tomorrow.'],
      [1, 2 * DAY + 95, 'Eleanor asked whether the desk fits through the revolving door. Has anybody measured it?'],
      [9, 2 * DAY + 60, 'It comes in three parts, the longest is 2.10 m. Side entrance, no problem.'],
      [5, 1 * DAY + 300, 'Kessler & Brandt sent the new drawing of the back wall. The power sockets move 12 cm to the left.'],
      [9, 1 * DAY + 270, 'Then I need the drawing before I cut the panels, please.'],
      [5, 1 * DAY + 262, `Notes of the call: [URL=${APP}?params[ENTITY]=deal&params[ID]=3473]Harbour Hotel Bristol[/URL]`],
      [3, 1 * DAY + 180, 'Reminder: the hotel stays open. [B]Deliveries before 10 am only[/B], and no drilling at breakfast.'],
      [9, 5 * HOUR, 'First coat of oil is on. It looks better than the sample.', [1, 3]],
      [1, 4 * HOUR + 30, 'Lovely. Please send a picture to Eleanor.'],
      [3, 95, 'She has seen it and wants the same tone for the breakfast room.'],
      [9, 40, 'Possible, there is enough of the same log left for two tables. Not for the benches.'],
      [3, 12, 'Then let us offer benches in the lighter oak. Hannah, can you check the price with Hartwell?'],
    ],
  },
  {
    id: 1439, type: 'crm', title: 'Deal: Reception desk and lounge seating, Harbour Hotel Bristol', members: [3, 1, 9], entityType: 'CRM', entityId: 'DEAL|3473',
    messages: [
      [0, 6 * DAY + 30, '[USER=3 REPLACE]Marcus Reid[/USER] created the chat of the deal'],
      [3, 6 * DAY + 25, 'Deposit invoice AO-2032 went out today.'],
      [9, 5 * DAY + 400, 'Production plan: desk until Thursday, seating the week after.'],
      [1, 5 * DAY + 380, 'What is our margin if they take the breakfast room as well?'],
      [3, 5 * DAY + 300, 'Around 31 %, with the timber from stock.'],
      [1, 3 * DAY + 240, 'Fine. Please ask for a second deposit then.'],
      [3, 3 * DAY + 200, 'Will do when they have approved the drawing.'],
      [9, 1 * DAY + 30, 'Truck is booked, 7 am, two people to carry.'],
    ],
  },
  {
    id: 1503, type: 'lines', title: 'Rachel Stein · Website chat', members: [7, 1], guests: [{ id: 61, name: 'Rachel', lastName: 'Stein' }], entityType: 'LINES', entityId: 'livechat|1|1501|61', unread: { 7: 1 },
    messages: [
      [0, 3 * HOUR + 4, 'The conversation was assigned to [USER=7 REPLACE]Priya Nair[/USER]'],
      [61, 3 * HOUR + 3, 'Hi, it is Rachel from Meridian. Can you tell me when the phone booths would be here?'],
      [7, 3 * HOUR, 'Hello Rachel! Six weeks after your order, so the middle of next month if you decide this week.'],
      [61, 2 * HOUR + 50, 'And if we take eight instead of six?'],
      [7, 2 * HOUR + 44, 'The same six weeks. I am sending you an estimate for both.'],
      [61, 2 * HOUR + 40, 'Perfect. Do they come with a power socket?'],
      [7, 2 * HOUR + 31, 'Two sockets and USB-C in every booth, with the US plug of course.'],
      [61, 18, 'Got the estimate, thank you. I will show it to our board on Monday.'],
    ],
  },
  {
    id: 1515, type: 'chat', title: 'Lindqvist Interiors: samples', description: 'With Sofia, outside our company', members: [3, 1, 15], unread: { 3: 1 },
    messages: [
      [0, 4 * DAY + 60, '[USER=3 REPLACE]Marcus Reid[/USER] invited [USER=15 REPLACE]Sofia Lindqvist[/USER] to the chat'],
      [3, 4 * DAY + 55, 'Welcome Sofia! Here you can reach us directly. Colleagues outside this chat see nothing of it.'],
      [15, 4 * DAY + 20, 'Thank you. Could I get three samples of the oak: natural, fumed, and the grey one?'],
      [1, 3 * DAY + 500, 'Of course, they leave today.'],
      [15, 2 * DAY + 90, 'They are here. Fumed is exactly right for the library.', [3]],
      [3, 2 * DAY + 70, 'Glad to hear it. Shall I prepare an offer for the shelving?'],
      [15, 7 * HOUR, 'Yes please, with and without the ladder.'],
    ],
  },
  {
    id: 1492, type: 'chat', title: 'Workshop and delivery', members: [9, 3, 5],
    messages: [
      [9, 5 * DAY + 15, 'New here: what is late, what leaves when, what breaks.'],
      [5, 4 * DAY + 300, 'Die Eckbank nach Innsbruck: can it go with the truck to Munich?'],
      [9, 4 * DAY + 280, 'If it is packed by Wednesday, yes.'],
      [3, 2 * DAY + 400, 'Hot desks: Meridian asks for the floor plan with the lift.'],
      [9, 2 * DAY + 390, 'Sent. The lift takes 1.90 m, so the tops go up the stairs.'],
      [9, 8 * HOUR, 'The planer is down until tomorrow noon. Nothing urgent on it.'],
      [5, 6 * HOUR, `Service request about the bar stool is written down here: ${APP}?params[ENTITY]=DYNAMIC_1036&params[ID]=1`],
    ],
  },
  {
    id: 1401, type: 'private', members: [1, 3], unread: { 1: 1 },
    messages: [
      [1, 3 * DAY + 120, 'Marcus, do you have ten minutes about the Whitfield offices?'],
      [3, 3 * DAY + 110, 'After lunch? I would rather not write about it in the group.'],
      [1, 3 * DAY + 108, 'Of course. My office, 2 pm.'],
      [3, 2 * DAY + 20, 'Victoria is fine with the first phase. She wants nobody else to know until the move is public.'],
      [1, 2 * DAY + 15, 'Then the deal stays closed, only you and me.'],
      [3, 1 * DAY + 60, `My notes, for you to read: ${APP}?params[ENTITY]=deal&params[ID]=3465`],
      [1, 1 * DAY + 31, 'Read them. Good work.'],
      [3, 22, 'Board meeting moved to Thursday, by the way.'],
    ],
  },
  {
    id: 1404, type: 'private', members: [3, 5],
    messages: [
      [5, 2 * DAY + 200, 'Frau Moser asks for Zirbe instead of oak. Can we do that?'],
      [3, 2 * DAY + 190, 'Tom has done it before. Ask him about the smell, it stays for years.'],
      [5, 2 * DAY + 185, 'She wants it because of the smell.'],
      [3, 2 * DAY + 184, 'Then everything is fine.'],
      [5, 9 * HOUR, 'Offer is out: € 6,900. She answers until Friday.'],
      [3, 8 * HOUR + 50, 'Well done.'],
    ],
  },
  {
    id: 1409, type: 'private', members: [9, 5], unread: { 5: 1 },
    messages: [
      [9, 1 * DAY + 400, 'Which glue did Kessler want for the boards?'],
      [5, 1 * DAY + 390, 'Nothing with formaldehyde. It is in their list, page 4.'],
      [9, 1 * DAY + 388, 'Found it.'],
      [5, 1 * DAY + 330, 'Danke, Tom.'],
      [9, 1 * DAY + 328, 'Bitte!'],
      [9, 35, 'The panels for Bristol: may I cut them now or is another drawing coming?'],
    ],
  },
  {
    id: 1412, type: 'private', members: [1, 12],
    messages: [
      [12, 6 * DAY + 200, 'Olivia, two invoices from Hartwell are without order number.'],
      [1, 6 * DAY + 190, 'Those are the terrace boards and the oak for Bristol.'],
      [12, 6 * DAY + 60, 'Thanks, booked.'],
      [12, 1 * DAY + 100, 'Meridian has paid AO-2034.'],
      [1, 1 * DAY + 90, 'At last. Thank you, Graham.'],
      [12, 1 * DAY + 85, 'You are welcome.'],
    ],
  },
  {
    id: 1418, type: 'private', members: [3, 15],
    messages: [
      [15, 3 * DAY + 60, 'Hello Marcus, is the showroom open on Saturday?'],
      [3, 3 * DAY + 40, 'From ten to two. I will be there myself.'],
      [15, 3 * DAY + 38, 'Then I bring my client, a couple with a long narrow dining room.'],
      [3, 3 * DAY + 30, 'I will put the 3 m table near the window.'],
      [15, 1 * DAY + 20, 'They loved it. Offer, please!'],
      [3, 1 * DAY + 10, 'With pleasure.'],
    ],
  },
]
