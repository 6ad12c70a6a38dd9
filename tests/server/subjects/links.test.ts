import { expect, test } from 'vitest'
import type { Subject } from '../../../shared/subject.ts'
import { failureOf, people } from '../../support/services.ts'
import { places, portalOf, startSubjects } from './start-subjects.ts'

const item = (entityTypeId: number, id: number): Subject => ({ kind: 'crm-item', entityTypeId, id: String(id) })
const deal = (id: number) => item(2, id)
const contact = item(3, 13037)
const company = item(4, 2946)
const task = (id: number): Subject => ({ kind: 'task', entityTypeId: 0, id: String(id) })
const chat = (id: string): Subject => ({ kind: 'chat', entityTypeId: 0, id })
const activity = (id: number): Subject => ({ kind: 'activity', entityTypeId: 0, id: String(id) })
const group = (id: number): Subject => ({ kind: 'workgroup', entityTypeId: 0, id: String(id) })

test.each([
  ['a deal points to its company and contact', deal(3473), [company, contact]],
  ['a contact to its company', contact, [company]],
  ['an estimate to its client and deal', item(7, 5), [company, contact, deal(3482)]],
  ['an invoice to its client and deal', item(31, 32), [company, contact, deal(3473)]],
  ['a smart process item to its client and deal', item(183, 3), [company, contact, deal(3473)]],
  ['an order to its clients and deal', item(14, 236), [item(3, 21), item(4, 11), deal(41)]],
  ['an activity to its owner', activity(805), [deal(3473)]],
  ['a task to its CRM items and project, a smart process among them', task(288), [deal(3473), contact, item(183, 3), group(10)]],
  ['the chat of a deal to the deal', chat('chat1439'), [deal(3473)]],
  ['a chat of colleagues to nothing', chat('chat1489'), []],
  ['a workgroup to nothing', group(10), []],
])('%s', async (_what, subject, links) => {
  const { portal, services } = await startSubjects(portalOf(subject.entityTypeId === 14 ? 'order' : 'deal'))

  expect(await services.access.check(portal, people.admin, subject)).toEqual(links)
})

/** Marcus has written on a deal of everybody's, on its contact, on a task and in the chat that belong to it, and on an invoice of it. */
async function startRollUp() {
  const server = await startSubjects()
  for (const userId of [people.marcus, people.hannah, people.tom]) await server.open({ ...places.user, userId })
  for (const subject of [deal(3473), contact, task(287), chat('chat1439'), item(31, 32)]) await server.write(subject, subject.kind === 'task' ? people.admin : people.marcus)
  server.sandbox.clearRequests()

  const around = async (subject: Subject, userId: number) => {
    const links = await server.services.access.check(server.portal, userId, subject)
    return (await server.services.readable.linked(server.portal, userId, subject, links)).map(({ label }) => label.title).sort()
  }
  return { ...server, around }
}

const titles = {
  contact: 'Eleanor Marsh', task: 'Order brass edging, 24 metres', chat: 'Deal: Reception desk and lounge seating, Harbour Hotel Bristol',
  invoice: 'Invoice AO-2032, deposit for reception desk', deal: 'Reception desk and lounge seating, Harbour Hotel Bristol',
}

test('around a deal is what was written on what it points to, and on what points to it', async () => {
  const { around } = await startRollUp()

  expect(await around(deal(3473), people.admin)).toEqual([titles.chat, titles.contact, titles.invoice, titles.task].sort())
})

test('and back: around the contact is the deal, and what else points to the contact', async () => {
  const { around } = await startRollUp()

  expect(await around(contact, people.admin)).toEqual([titles.deal, titles.invoice].sort())
  expect(await around(chat('chat1439'), people.admin)).toEqual([titles.deal])
})

test('it holds what the viewer may read: who is not in the chat is not told of it', async () => {
  const { around } = await startRollUp()

  expect(await around(deal(3473), people.hannah)).toEqual([titles.contact, titles.invoice, titles.task].sort())
})

test('of what nobody wrote on nothing is said, though it is linked', async () => {
  const { around } = await startRollUp()

  expect(await around(deal(3473), people.admin)).not.toContain('Harbour Hotel Group')
})

test('the thread of a deal holds what was written around it, each entry under the name of what it is on', async () => {
  const { open, write } = await startRollUp()
  await write(deal(3473), people.marcus, 'on the deal itself')

  const { thread } = await open({ ...places.deal, userId: people.hannah })

  expect(thread.notes.map(({ on }) => on?.title ?? null)).toEqual([null, titles.invoice, titles.task, titles.contact, null])
  expect(thread.notes.find(({ on }) => on?.type === 'contact')?.on).toEqual({ ...contact, type: 'contact', title: titles.contact, path: '/crm/contact/details/13037/' })
})

test('a list that the portal answers with an error of no documentation costs what it would have told, and not the thread', async () => {
  const { open, sandbox } = await startRollUp()
  sandbox.faults.add({ at: 'rest', kind: 'ERROR_CORE', method: 'tasks.task.list' })

  const { thread } = await open({ ...places.deal, userId: people.hannah })

  expect(thread.notes.map(({ on }) => on?.title ?? null)).toEqual([titles.invoice, titles.contact, null])
})

test('an opening knows it within its one batch', async () => {
  const { open, sandbox, database } = await startRollUp()

  await open({ ...places.deal, userId: people.hannah })

  expect(sandbox.requests.map(({ method }) => method).sort()).toEqual(['app.info', 'batch'])
  const said = database.$client.prepare(`select title, is_readable from access join subjects on id = subject_id where user_id = ${people.hannah} order by title`).all()
  expect(said).toEqual([
    { title: titles.chat, is_readable: 0 }, { title: titles.contact, is_readable: 1 }, { title: titles.invoice, is_readable: 1 }, { title: titles.task, is_readable: 1 },
  ])
})

test('an opening that finds links nobody knew asks once more, when something was written there; the next one does not', async () => {
  const { open, sandbox, asked } = await startRollUp()

  // Nothing was written on this deal, so its links are not stored; its contact has a note.
  const opened = async () => {
    sandbox.clearRequests()
    await open({ placement: 'CRM_DEAL_DETAIL_TAB', options: { ID: 3482 }, userId: people.hannah })
    return asked().length
  }

  expect(await opened()).toBe(2)
  expect(await opened()).toBe(1)
})

test('an opening writes nothing when it learns nothing', async () => {
  const { open, database } = await startRollUp()
  await open({ ...places.deal, userId: people.hannah })
  const rows = () => database.$client.prepare('select * from access').all()
  const before = rows()

  await open({ ...places.deal, userId: people.hannah })

  expect(rows()).toEqual(before)
})

test('who loses a right loses it here too, after ten minutes at most', async () => {
  const { around, open, sandbox, portal } = await startRollUp()
  await open({ ...places.deal, userId: people.hannah })
  const invoice = sandbox.portal(portal.memberId).data.items.find(({ entityTypeId, id }) => entityTypeId === 31 && id === 32)
  if (invoice) Object.assign(invoice, { opened: 'N' })
  sandbox.clock.turn(10 * 60_000 + 1)

  expect(await around(deal(3473), people.hannah)).toEqual([titles.contact, titles.task].sort())
})

test('a portal that does not answer costs what is not known, not the thread', async () => {
  const { services, portal, sandbox } = await startRollUp()
  sandbox.faults.rest = 'down'

  expect(await services.readable.linked(portal, people.hannah, deal(3473), [])).toEqual([])
})

test('a subject is stored under what the portal calls it, and follows when it is renamed', async () => {
  const { open, database, sandbox, portal } = await startRollUp()
  const title = () => database.$client.prepare('select title from subjects where entity_type_id = 2 and external_id = \'3473\'').pluck().get()
  const before = title()
  const renamed = sandbox.portal(portal.memberId).data.items.find(({ entityTypeId, id }) => entityTypeId === 2 && id === 3473)
  if (renamed) renamed.title = 'Reception, second phase'

  await open(places.deal)

  expect([before, title()]).toEqual([titles.deal, 'Reception, second phase'])
})

test('what one portal wrote is not around the objects of another', async () => {
  const { services, install } = await startRollUp()
  const other = await install('Brightwater Studio')

  expect(services.subjects.around(other.id, deal(3473), [contact])).toEqual([])
})

test('a call about something else than the page was opened on is answered by its own rights', async () => {
  const { services, portal } = await startRollUp()

  expect(await failureOf(services.access.check(portal, people.hannah, chat('chat1439')))).toBe('not-available')
})
