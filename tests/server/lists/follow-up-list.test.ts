import { expect, test } from 'vitest'
import { deals, failureOf, people } from '../../support/services.ts'
import { company, deal, startLists } from './start-lists.ts'

const hour = 3600_000
const day = 24 * hour
const texts = (list: { followUps: { text: string }[] }) => list.followUps.map(({ text }) => text)

/** Three promises on a deal that all may read, and one on a deal that is Marcus's alone. */
async function startWithSecret() {
  const started = await startLists()
  for (const n of [1, 2, 3]) started.put({ text: `open ${n}`, dueAt: started.clock() + n * hour })
  started.put({ text: 'secret', on: deal(deals.secret), dueAt: started.clock() + 90 * 60_000 })
  return started
}

test('a list and its count hold what the person may read, in the order in which it falls due', async () => {
  const { page } = await startWithSecret()

  const [marcus, hannah] = [await page(people.marcus), await page(people.hannah)]

  expect([texts(marcus), marcus.total]).toEqual([['open 1', 'secret', 'open 2', 'open 3'], 4])
  expect([texts(hannah), hannah.total, hannah.next]).toEqual([['open 1', 'open 2', 'open 3'], 3, null])
})

test('no filter, order or word brings out what somebody may not read', async () => {
  const { page } = await startWithSecret()
  const queries = [{}, { text: 'secret' }, { scope: 'type:2' }, { assignee: people.marcus }, { order: 'object' }, { order: 'assignee', direction: 'desc' }]

  const lists = await Promise.all(queries.map(query => page(people.hannah, query)))

  expect(lists.flatMap(texts)).not.toContain('secret')
  expect(lists.map(({ total }) => total)).toEqual([3, 0, 3, 3, 3, 3])
})

test('a list of a type holds that type only', async () => {
  const { page, put } = await startWithSecret()
  put({ text: 'on a company', on: company(2946) })

  const [ofDeals, ofCompanies] = [await page(people.admin, { scope: 'type:2' }), await page(people.admin, { scope: 'type:4' })]

  expect(texts(ofDeals)).not.toContain('on a company')
  expect(texts(ofCompanies)).toEqual(['on a company'])
})

test('what is done or deleted is not open', async () => {
  const { page, put, clock } = await startLists()
  put({ text: 'open' })
  put({ text: 'done', state: 'done' })
  put({ text: 'deleted', deletedAt: clock() })

  const [open, done] = [await page(people.marcus), await page(people.marcus, { state: 'done' })]

  expect([texts(open), texts(done)]).toEqual([['open'], ['done']])
})

test('filters by assignee, by when it is due and by words in the text or in the name of the object, in any alphabet', async () => {
  const { page, put, clock } = await startLists()
  put({ text: 'Angebot für Müller', assigneeId: people.hannah, dueAt: clock() - hour })
  put({ text: 'Позвонить ИВАНУ', dueAt: clock() + hour })
  put({ text: 'Call them', on: deal(3466), title: 'Étagères du Nord', dueAt: clock() + 3 * day })
  const at = (milliseconds: number) => new Date(milliseconds).toISOString()

  const found = await Promise.all([
    { assignee: 'me' }, { assignee: people.hannah }, { dueBefore: at(clock()) }, { dueFrom: at(clock()), dueBefore: at(clock() + day) }, { dueFrom: at(clock() + day) },
    { text: 'MÜLLER angebot' }, { text: 'ивану' }, { text: 'étagères' }, { text: '100%' },
  ].map(async query => texts(await page(people.marcus, query))))

  expect(found).toEqual([
    ['Позвонить ИВАНУ', 'Call them'], ['Angebot für Müller'], ['Angebot für Müller'], ['Позвонить ИВАНУ'], ['Call them'],
    ['Angebot für Müller'], ['Позвонить ИВАНУ'], ['Call them'], [],
  ])
})

test('sorts by the name of the assignee and of the object, and within these by when it is due', async () => {
  const { page, put, clock } = await startLists()
  put({ text: 'm2', assigneeId: people.marcus, on: deal(3466), title: 'beta', dueAt: clock() + 2 * hour })
  put({ text: 'm1', assigneeId: people.marcus, on: deal(3468), title: 'Alpha', dueAt: clock() + hour })
  put({ text: 'h3', assigneeId: people.hannah, on: deal(3473), title: 'Gamma', dueAt: clock() + 3 * hour })

  const lists = await Promise.all([{ order: 'assignee' }, { order: 'object' }, { order: 'object', direction: 'desc' }, { direction: 'desc' }].map(query => page(people.marcus, query)))

  expect(lists.map(texts)).toEqual([['h3', 'm1', 'm2'], ['m1', 'm2', 'h3'], ['h3', 'm2', 'm1'], ['h3', 'm2', 'm1']])
})

test('what a page says of its objects is their name, and where the portal has told none yet, nothing instead of a number', async () => {
  const { page, put } = await startLists()
  put({ on: deal(3466), title: 'Harbour Hotel' })
  put({ on: deal(3468), title: null })

  const { followUps } = await page(people.marcus)

  expect(followUps.map(({ on }) => on)).toMatchObject([{ kind: 'crm-item', type: 'deal', id: '3466', title: 'Harbour Hotel' }, { type: 'deal', id: '3468', title: '' }])
})

test('a cursor that is none is refused', async () => {
  const { page } = await startLists()

  const failures = await Promise.all(['x', 'W10', Buffer.from('[null,1,"nowhere"]').toString('base64url')].map(after => failureOf(page(people.marcus, { after }))))

  expect(failures).toEqual(['invalid-input', 'invalid-input', 'not-found'])
})

test('a portal that does not answer makes the list fail, instead of leaving something out', async () => {
  const { page, sandbox } = await startWithSecret()
  sandbox.faults.rest = 'down'

  const failure = await failureOf(page(people.hannah))

  expect(failure).toBe('portal-unreachable')
})
