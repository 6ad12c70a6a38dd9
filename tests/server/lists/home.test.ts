import { expect, test } from 'vitest'
import { v7 as uuid } from 'uuid'
import { deals, failureOf, people } from '../../support/services.ts'
import type { Subject } from '../../../shared/subject.ts'
import { deal, startLists } from './start-lists.ts'

const hour = 3600_000
const day = 24 * hour

/** A portal and its people, some of whom write. It is nine in the morning, in UTC. */
async function startHome() {
  const started = await startLists()
  const { services, portal, lists, reader } = started
  const home = (userId: number, timeZone = 'UTC') => lists.home(reader(userId), timeZone)
  const write = (userId: number, subject: Subject, text: string) =>
    services.notes.add({ portalId: portal.id, userId, isAdmin: false, subject }, { id: uuid(), text }, [])
  return { ...started, home, write }
}

test('counts what is overdue, what is due today and what comes next, of one\'s own open follow-ups', async () => {
  const { home, put, clock } = await startHome()
  put({ dueAt: clock() - day })
  put({ dueAt: clock() })
  put({ dueAt: clock() + hour })
  put({ dueAt: clock() + 2 * day })
  put({ dueAt: clock() + 3 * day, assigneeId: people.hannah })
  put({ dueAt: clock() - day, state: 'done' })

  const { counts, mine } = await home(people.marcus)

  expect(counts).toEqual({ overdue: 2, today: 1, next: 1 })
  expect(mine.followUps).toHaveLength(4)
})

test('today ends at the person\'s own midnight', async () => {
  const { home, put, clock } = await startHome()
  // Six in the evening in London, which is three in the morning of the next day in Tokyo.
  put({ dueAt: clock() + 9 * hour })

  const [london, tokyo] = [await home(people.marcus, 'Europe/London'), await home(people.marcus, 'Asia/Tokyo')]

  expect([london.counts?.today, tokyo.counts?.today]).toEqual([1, 0])
  expect([london.counts?.next, tokyo.counts?.next]).toEqual([0, 1])
})

test('what is on objects that the person may not read is neither shown nor counted', async () => {
  const { home, put, write } = await startHome()
  put({ assigneeId: people.hannah, on: deal(deals.secret), text: 'secret' })
  put({ assigneeId: people.hannah, text: 'open' })
  await write(people.marcus, deal(deals.secret), 'secret note')

  const { mine, counts, recent } = await home(people.hannah)

  expect(mine.followUps.map(({ text }) => text)).toEqual(['open'])
  expect(counts).toEqual({ overdue: 0, today: 1, next: 0 })
  expect(JSON.stringify(recent)).not.toContain('secret')
})

test('threads on which one wrote or has something to do are one\'s own, the others are those of colleagues, the latest change first', async () => {
  const { home, put, write } = await startHome()
  await write(people.marcus, deal(3463), 'By **Marcus**')
  await write(people.hannah, deal(3466), 'By Hannah')
  put({ on: deal(3484), assigneeId: people.marcus, authorId: people.hannah, text: 'For Marcus', seq: 50 })
  await write(people.hannah, deal(3463), 'An answer')

  const { recent } = await home(people.marcus)

  expect(recent.mine.map(({ subject, text, kind }) => [subject.id, kind, text])).toEqual([['3484', 'follow-up', 'For Marcus'], ['3463', 'note', 'An answer']])
  expect(recent.others.map(({ subject, text, by }) => [subject.id, text, by.name])).toEqual([['3466', 'By Hannah', 'Hannah Vogel']])
})

test('of a note with a form its words are shown, of a deleted one nothing', async () => {
  const { home, write, services, portal } = await startHome()
  await write(people.marcus, deal(3463), '# Title\n\n- **bold**: and [a link](https://example.com)\n- `code`\nbroken')
  const { note } = await write(people.marcus, deal(3466), 'gone')
  await services.notes.remove({ portalId: portal.id, userId: people.marcus, isAdmin: false, subject: deal(3466) }, note.id)

  const { recent } = await home(people.marcus)

  expect(recent.mine.map(({ text }) => text)).toEqual(['Title bold: and a link code broken'])
})

test('what was finished last is told by whoever finished it', async () => {
  const { home, put, services, portal, sandbox } = await startHome()
  const id = put({ on: deal(3463), text: 'Call them' })
  sandbox.clock.turn(hour)
  await services.followUps.setState({ portalId: portal.id, userId: people.hannah, isAdmin: false, subject: deal(3463) }, id, 'done')

  const { recent } = await home(people.marcus)

  expect(recent.others).toMatchObject([{ kind: 'follow-up', text: 'Call them', by: { name: 'Hannah Vogel' }, at: '2026-11-20T10:00:00.000Z' }])
})

test('the page asks the portal about all of that in one request, and within ten minutes in none', async () => {
  const { home, put, write, sandbox } = await startHome()
  put()
  await write(people.hannah, deal(3466), 'By Hannah')
  sandbox.clearRequests()

  await home(people.marcus)
  const first = sandbox.requests.filter(({ method }) => method === 'batch').length
  await home(people.marcus)

  expect([first, sandbox.requests.filter(({ method }) => method === 'batch').length]).toEqual([1, 1])
})

test('a portal that does not answer makes the page fail, instead of showing that there is nothing', async () => {
  const { home, put, sandbox } = await startHome()
  put()
  sandbox.faults.rest = 'down'

  expect(await failureOf(home(people.marcus))).toBe('portal-unreachable')
})
