import { expect, test } from 'vitest'
import type { FollowUps } from '../../../server/threads/follow-ups.ts'
import type { Scope } from '../../../server/subjects/subject.ts'
import { brightwater, failureOf, people } from '../../support/services.ts'
import { followUpHistory, promise, startFollowUps } from './start-follow-ups.ts'

const iso = (milliseconds: number) => new Date(milliseconds).toISOString()

test('a follow-up says what, by when and who, and is open', async () => {
  const { followUps, marcus, from, clock } = await startFollowUps()

  const { followUp, isNew } = await followUps.add(marcus, promise('f1', { dueTime: '09:30' }), { ...from, source: { kind: 'call', id: 'c1', title: '+49 30 1' } })

  expect(isNew).toBe(true)
  expect(followUp).toMatchObject({
    id: 'f1', version: 1, text: 'Send the samples', authorId: people.marcus, assigneeId: people.hannah, state: 'open', createdAt: clock(), closedAt: null, editedBy: null,
    dueOn: '2026-11-25', dueTime: '09:30', source: { kind: 'call', id: 'c1', title: '+49 30 1' },
  })
})

test('a time is meant in the zone of who sets it', async () => {
  const { write } = await startFollowUps()

  const { zone, dueAt } = await write('f1', { dueTime: '09:30' })

  expect([zone, iso(dueAt)]).toEqual(['Europe/London', '2026-11-25T09:30:00.000Z'])
})

test('a day without a time ends with the assignee\'s working day', async () => {
  const { write } = await startFollowUps()

  const { zone, dueAt } = await write('f1')

  expect([zone, iso(dueAt)]).toEqual(['Europe/Berlin', '2026-11-25T17:00:00.000Z'])
})

test('of an assignee who never opened Sidenote the zone is not known: it is that of who sets it', async () => {
  const { write } = await startFollowUps()

  const { zone } = await write('f1', { assigneeId: people.tom })

  expect(zone).toBe('Europe/London')
})

test('a save that is retried makes one follow-up', async () => {
  const { followUps, marcus, from, database } = await startFollowUps()

  const saves = await Promise.all([1, 2, 3].map(() => followUps.add(marcus, promise('f1'), from)))

  expect(saves.map(({ isNew }) => isNew)).toEqual([true, false, false])
  expect(followUpHistory(database, 'f1')).toHaveLength(1)
})

test('an id that somebody else used, that stands on another subject or was deleted is not found', async () => {
  const { followUps, marcus, hannah, otherDeal, from, write } = await startFollowUps()
  await write('f1')
  await write('f2')
  await followUps.remove(marcus, 'f2')

  const codes = [
    await failureOf(followUps.add(hannah, promise('f1'), from)),
    await failureOf(followUps.add({ ...marcus, subject: otherDeal }, promise('f1'), from)),
    await failureOf(followUps.add(marcus, promise('f2'), from)),
  ]

  expect(codes).toEqual(['not-found', 'not-found', 'not-found'])
})

test('the same id on another portal is another follow-up, and to change that of this one is to find nothing', async () => {
  const { followUps, marcus, from, install, write } = await startFollowUps()
  await write('f1')
  const there = { ...marcus, portalId: (await install(brightwater)).id, isAdmin: true }

  const codes = [
    await failureOf(followUps.change(there, 'f1', { version: 1, text: 'x' })),
    await failureOf(followUps.setState(there, 'f1', 'done')),
    await failureOf(followUps.remove(there, 'f1')),
    await failureOf(followUps.restore(there, 'f1')),
    await failureOf(followUps.get(there, 'f1')),
  ]
  const { isNew } = await followUps.add(there, promise('f1', { text: 'Theirs' }), from)

  expect(codes).toEqual(Array(5).fill('not-found'))
  expect(isNew).toBe(true)
  expect((await followUps.get(marcus, 'f1')).text).toBe('Send the samples')
})

test('its text is changed by its author and administrators, not even by the assignee', async () => {
  const { followUps, marcus, hannah, admin, write } = await startFollowUps()
  await write('f1')

  const assignee = await failureOf(followUps.change(hannah, 'f1', { version: 1, text: 'Forget it' }))
  const author = await followUps.change(marcus, 'f1', { version: 1, text: 'Send two samples' })
  const administrator = await followUps.change(admin, 'f1', { version: 2, text: 'Send three samples' })

  expect(assignee).toBe('not-allowed')
  expect([author.followUp.text, administrator.followUp.text]).toEqual(['Send two samples', 'Send three samples'])
  expect(administrator.followUp).toMatchObject({ version: 3, editedBy: people.admin })
})

test('whoever sees it gives it to somebody else, puts it off, finishes, cancels and opens it again', async () => {
  const { followUps, hannah, write } = await startFollowUps()
  await write('f1')

  const given = await followUps.change(hannah, 'f1', { version: 1, assigneeId: people.marcus })
  const putOff = await followUps.change(hannah, 'f1', { version: 2, dueOn: '2026-12-01' })
  const states = [await followUps.setState(hannah, 'f1', 'done'), await followUps.setState(hannah, 'f1', 'open'), await followUps.setState(hannah, 'f1', 'cancelled')]

  expect([given.followUp.assigneeId, putOff.followUp.dueOn]).toEqual([people.marcus, '2026-12-01'])
  expect(states.map(({ state, version }) => [state, version])).toEqual([['done', 4], ['open', 5], ['cancelled', 6]])
})

test('who puts a promise off or gives it away leaves its time as it was meant', async () => {
  const { followUps, hannah, write } = await startFollowUps()
  await write('f1', { dueTime: '09:30' })

  await followUps.change(hannah, 'f1', { version: 1, dueOn: '2026-11-26' })
  const { followUp } = await followUps.change(hannah, 'f1', { version: 2, assigneeId: people.marcus })

  expect([followUp.zone, iso(followUp.dueAt)]).toEqual(['Europe/London', '2026-11-26T09:30:00.000Z'])
})

test('who sets another time means it in their own zone', async () => {
  const { followUps, hannah, write } = await startFollowUps()
  await write('f1', { dueTime: '09:30' })

  const { followUp } = await followUps.change(hannah, 'f1', { version: 1, dueTime: '11:00' })

  expect([followUp.zone, iso(followUp.dueAt)]).toEqual(['Europe/Berlin', '2026-11-25T10:00:00.000Z'])
})

test('without its time, or in other hands, a day ends with the working day of whoever has it', async () => {
  const { followUps, marcus, write } = await startFollowUps()
  await write('f1', { dueTime: '09:30' })

  const untimed = await followUps.change(marcus, 'f1', { version: 1, dueTime: null })
  const given = await followUps.change(marcus, 'f1', { version: 2, assigneeId: people.marcus })

  expect([untimed.followUp.zone, iso(untimed.followUp.dueAt)]).toEqual(['Europe/Berlin', '2026-11-25T17:00:00.000Z'])
  expect([given.followUp.zone, iso(given.followUp.dueAt)]).toEqual(['Europe/London', '2026-11-25T18:00:00.000Z'])
})

test('a stale change gives the follow-up that stands, and changes nothing', async () => {
  const { followUps, marcus, hannah, database, write } = await startFollowUps()
  await write('f1')
  await followUps.change(hannah, 'f1', { version: 1, dueOn: '2026-12-01' })

  const { followUp, isStale } = await followUps.change(marcus, 'f1', { version: 1, text: 'Mine', assigneeId: people.marcus })

  expect(isStale).toBe(true)
  expect(followUp).toMatchObject({ version: 2, text: 'Send the samples', dueOn: '2026-12-01', assigneeId: people.hannah })
  expect(followUpHistory(database, 'f1')).toHaveLength(2)
})

test('a successful change that is sent again is no conflict and no further version', async () => {
  const { followUps, marcus, database, write } = await startFollowUps()
  await write('f1')
  await followUps.change(marcus, 'f1', { version: 1, text: 'Two', dueTime: '10:00' })

  const { followUp, isStale } = await followUps.change(marcus, 'f1', { version: 1, text: 'Two', dueTime: '10:00' })

  expect([isStale, followUp.version, followUpHistory(database, 'f1').length]).toEqual([false, 2, 2])
})

test('who finished it stands beside it until it is open again', async () => {
  const { followUps, marcus, hannah, sandbox, write } = await startFollowUps()
  await write('f1')
  sandbox.clock.turn(1000)

  const done = await followUps.setState(hannah, 'f1', 'done')
  sandbox.clock.turn(1000)
  const again = await followUps.setState(marcus, 'f1', 'done')
  const cancelled = await followUps.setState(marcus, 'f1', 'cancelled')
  const open = await followUps.setState(marcus, 'f1', 'open')

  expect(done).toMatchObject({ state: 'done', closedBy: people.hannah, closedAt: sandbox.clock.now() - 1000, editedBy: null })
  expect(again).toEqual(done)
  expect(cancelled).toMatchObject({ state: 'cancelled', closedBy: people.marcus, closedAt: sandbox.clock.now() })
  expect(open).toMatchObject({ state: 'open', closedBy: null, closedAt: null })
})

test('the history keeps every state with whoever brought it about, and only grows', async () => {
  const { followUps, marcus, hannah, database, write } = await startFollowUps()
  await write('f1')
  await followUps.change(hannah, 'f1', { version: 1, dueOn: '2026-12-01', dueTime: '08:00' })
  await followUps.setState(hannah, 'f1', 'done')
  await followUps.change(marcus, 'f1', { version: 3, text: 'Send all' })
  await followUps.remove(marcus, 'f1')
  await followUps.restore(marcus, 'f1')

  const first = { version: 1, text: 'Send the samples', assignee_id: people.hannah, state: 'open', due_on: '2026-11-25', due_time: null, user_id: people.marcus }
  const second = { ...first, version: 2, due_on: '2026-12-01', due_time: '08:00', user_id: people.hannah }
  const third = { ...second, version: 3, state: 'done' }
  expect(followUpHistory(database, 'f1')).toEqual([first, second, third, { ...third, version: 4, text: 'Send all', user_id: people.marcus }])
})

test('every change is counted in the portal\'s counter, and nothing else is', async () => {
  const { followUps, marcus, services, portal, write } = await startFollowUps()
  const seq = async () => (await services.portals.get(portal.id))?.seq
  const counts = [await seq()]
  const changes: (() => Promise<unknown>)[] = [
    () => write('f1'), () => write('f1'),
    () => followUps.change(marcus, 'f1', { version: 1, text: 'Two' }), () => followUps.change(marcus, 'f1', { version: 1, text: 'Two' }), () => followUps.change(marcus, 'f1', { version: 1, text: 'Stale' }),
    () => followUps.setState(marcus, 'f1', 'done'), () => followUps.setState(marcus, 'f1', 'done'),
    () => followUps.remove(marcus, 'f1'), () => followUps.remove(marcus, 'f1'),
    () => followUps.restore(marcus, 'f1'), () => followUps.restore(marcus, 'f1'),
  ]

  for (const change of changes) {
    await change()
    counts.push(await seq())
  }

  expect(counts).toEqual([0, 1, 1, 2, 2, 2, 3, 3, 4, 4, 5, 5])
})

const own: [string, (followUps: FollowUps, scope: Scope) => Promise<unknown>][] = [
  ['delete', (followUps, scope) => followUps.remove(scope, 'f1')],
  ['restore', (followUps, scope) => followUps.restore(scope, 'f1')],
]

test.each(own)('only its author and administrators may %s a follow-up', async (_verb, change) => {
  const { followUps, hannah, admin, write } = await startFollowUps()
  await write('f1')

  expect(await failureOf(change(followUps, hannah))).toBe('not-allowed')
  expect(await failureOf(change(followUps, admin))).toBe('no failure')
})

test.each([
  ...own,
  ['change', (followUps, scope) => followUps.change(scope, 'f1', { version: 1, dueOn: '2026-12-01' })],
  ['finish', (followUps, scope) => followUps.setState(scope, 'f1', 'done')],
  ['read', (followUps, scope) => followUps.get(scope, 'f1')],
] satisfies typeof own)('to %s a follow-up of another subject is to find nothing, for administrators too', async (_verb, change) => {
  const { followUps, admin, otherDeal, write } = await startFollowUps()
  await write('f1')

  expect(await failureOf(change(followUps, { ...admin, subject: otherDeal }))).toBe('not-found')
})

test('a deleted follow-up takes no change until it is restored', async () => {
  const { followUps, marcus, write } = await startFollowUps()
  await write('f1')
  await followUps.remove(marcus, 'f1')
  await followUps.remove(marcus, 'f1')

  const meanwhile = [
    await failureOf(followUps.change(marcus, 'f1', { version: 1, text: 'x' })), await failureOf(followUps.setState(marcus, 'f1', 'done')), await failureOf(followUps.get(marcus, 'f1')),
  ]
  await followUps.restore(marcus, 'f1')

  expect(meanwhile).toEqual(['not-found', 'not-found', 'not-found'])
  expect(await followUps.get(marcus, 'f1')).toMatchObject({ state: 'open', version: 1, deletedAt: null })
})

test('what an administrator deleted its author cannot restore, the administrators can', async () => {
  const { followUps, marcus, admin, write } = await startFollowUps()
  await write('f1')
  await followUps.remove(admin, 'f1')

  const author = await failureOf(followUps.restore(marcus, 'f1'))
  const administrator = await failureOf(followUps.restore({ ...admin, userId: people.tom }, 'f1'))

  expect([author, administrator]).toEqual(['not-allowed', 'no failure'])
})
