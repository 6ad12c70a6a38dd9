import { fromAbsolute, toCalendarDate } from '@internationalized/date'
import { v7 as uuid } from 'uuid'
import type { Portal, Sandbox } from '../sandbox/index.ts'
import type { RunningApp } from '../tests/support/app.ts'
import { call, post, sessionOf } from '../tests/support/pages.ts'

const [olivia, marcus, hannah, tom] = [1, 3, 5, 9]

/** A day from today on, as YYYY-MM-DD. */
const day = (offset: number) => toCalendarDate(fromAbsolute(Date.now(), 'Europe/London')).add({ days: offset }).toString()

const deal = 'crm-item:2:3473'
const harbourHotel = 'crm-item:4:2946'
const patel = 'crm-item:3:13046'

const notes = [
  { by: olivia, on: harbourHotel, text: 'Invoices go to accounts@harbour-hotel.example, never to the reception.', pinned: true },
  { by: marcus, on: deal, text: 'Site visit done with Ms Marsh. The lift is **90 cm** wide, so the reception desk has to come in **two parts**.', pinned: true },
  { by: hannah, on: deal, text: 'Spoke with the joinery in Köln:\n\n- oak veneer is in stock\n- brass inlay takes *three weeks*' },
  { by: tom, on: 'task:0:286', text: 'Drawings are with the hotel. They want to see the walnut variant once more.' },
  { by: marcus, on: deal, text: 'Delivery has to be before 9 am, the hotel closes the ramp after that.' },
  { by: marcus, on: 'chat:0:chat1489', text: 'They would like the lounge seating a week earlier.' },
  { by: marcus, on: patel, text: 'Prefers to be called after two.', pinned: true },
  { by: olivia, on: patel, text: 'Asked for a second quote with linoleum tops.' },
  { by: hannah, on: 'crm-item:2:3463', text: 'The cable duct has to be open on one side.' },
  { by: tom, on: 'crm-item:2:3476', text: 'Twelve stools are here, four are still at the hotel.' },
]

const followUps = [
  { by: marcus, on: deal, text: 'Send Ms Marsh the revised drawings', due: -2, time: null, to: marcus },
  { by: olivia, on: deal, text: 'Confirm the delivery slot with the hotel', due: 0, time: '17:30', to: olivia },
  { by: marcus, on: deal, text: 'Order the brass inlay', due: 3, time: null, to: hannah },
  { by: olivia, on: deal, text: 'Ask for the floor plan of the lounge', due: -5, time: null, to: olivia, done: true },
  { by: marcus, on: 'crm-item:2:3468', text: 'Send the sample of the desk top', due: 1, time: null, to: olivia, done: true },
  { by: hannah, on: 'crm-item:2:3470', text: 'Aufmaß in der Stube nehmen', due: 0, time: null, to: hannah, done: true },
  { by: tom, on: 'task:0:287', text: 'Measure the edges once more', due: 2, time: null, to: tom, done: true },
  { by: olivia, on: patel, text: 'Call back about the linoleum', due: 1, time: '14:00', to: olivia },
  { by: hannah, on: 'crm-item:2:3463', text: 'Agree the date for the boardroom table', due: 0, time: null, to: olivia },
  { by: tom, on: 'crm-item:2:3476', text: 'Fetch the last four bar stools', due: 6, time: null, to: tom },
  { by: olivia, on: 'crm-item:2:3466', text: 'Visit the second bakery', due: -1, time: '10:00', to: olivia },
  { by: olivia, on: 'crm-item:2:3478', text: 'Show Ms Costa the walnut samples', due: 9, time: null, to: marcus },
  { by: marcus, on: 'task:0:286', text: 'Let the hotel choose a variant', due: 2, time: null, to: tom },
  { by: hannah, on: 'crm-item:2:3470', text: 'Angebot für die Eckbank nachfassen', due: 4, time: '11:00', to: olivia },
]

const snippets = [
  { title: 'Delivery times', text: 'Our workshop delivers within six to eight weeks after the drawings are released.', isShared: true },
  { title: 'How to reach us', text: 'You reach us from Monday to Friday between 8 am and 5 pm.', isShared: false },
]

/** What the people of the portal have written when the pictures are taken. */
export async function writeStory(sandbox: Sandbox, app: RunningApp, portal: Portal): Promise<void> {
  const sessions = new Map<number, string>()
  for (const userId of [olivia, marcus, hannah, tom]) {
    sessions.set(userId, sessionOf(await post(sandbox.openFrame(portal.memberId, { userId, clientId: app.clientId, placement: 'DEFAULT' }))))
  }
  async function ask(userId: number, method: string, path: string, body: unknown) {
    const answer = await call(app, sessions.get(userId) ?? '', method, path, body)
    if (answer.status >= 400) throw new Error(`${method} ${path}: ${answer.status} ${answer.text}`)
    return answer.json
  }

  for (const { by, on, text, pinned } of notes) {
    const { id } = await ask(by, 'POST', `/api/notes?subject=${on}`, { id: uuid(), text })
    if (pinned) await ask(by, 'PATCH', `/api/notes/${id}?subject=${on}`, { pinned })
  }
  for (const { by, on, text, due, time, to, done } of followUps) {
    const { id } = await ask(by, 'POST', `/api/follow-ups?subject=${on}`, { id: uuid(), text, dueOn: day(due), dueTime: time, assigneeId: to })
    if (done) await ask(by, 'PATCH', `/api/follow-ups/${id}?subject=${on}`, { state: 'done' })
  }
  for (const snippet of snippets) await ask(olivia, 'POST', '/api/snippets', { id: uuid(), ...snippet })
}
