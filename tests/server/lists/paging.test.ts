import { expect, test } from 'vitest'
import { access, followUps, portals, subjects, users } from '../../../db/schema.ts'
import { createFollowUpLists } from '../../../server/threads/follow-up-list.ts'
import type { ListReader } from '../../../server/threads/list-reader.ts'
import type { Portal } from '../../../server/portals/portals.ts'
import { followUpsQuery, listOrders } from '../../../shared/lists.ts'
import { memoryDatabase } from '../../support/services.ts'
import { generator } from '../../support/generator.ts'

const rounds = Number(process.env.SEQUENCES ?? 40)
const firstSeed = Number(process.env.SEED ?? 1)
const now = Date.UTC(2026, 10, 20, 9)
const reader: ListReader = { portal: { id: 1 } as Portal, portalId: 1, userId: 7, isAdmin: false, now }

/** Two portals in one database, whose portals' answers are made up: a subject can be read when it is in `open`. */
function startWorld({ subjectCount, isOpen }: { subjectCount: number, isOpen: (id: number) => boolean }) {
  const database = memoryDatabase()
  const requests: number[][] = []
  database.$client.pragma('foreign_keys = OFF')
  for (const id of [1, 2]) {
    database.insert(portals).values({ id, memberId: `m${id}`, state: 'installed', generation: 1, clientEndpoint: '', serverEndpoint: '', createdAt: 0 }).run()
  }
  for (const [userId, name] of [[7, 'Ada'], [8, 'ben'], [9, 'Ben']] as const) {
    database.insert(users).values({ portalId: 1, userId, name, isAdmin: false, timeZone: 'UTC', seenAt: 0 }).run()
    // The same numbers are somebody else elsewhere.
    database.insert(users).values({ portalId: 2, userId, name: `z${name}`, isAdmin: false, timeZone: 'UTC', seenAt: 0 }).run()
  }
  for (let id = 1; id <= subjectCount; id++) {
    database.insert(subjects).values({ id, portalId: 1, kind: 'crm-item', entityTypeId: 2 + id % 2, externalId: String(id), title: id % 5 ? `Object ${id % 7}` : null }).run()
  }

  const lists = createFollowUpLists(database, {
    async refresh(portal, userId, subjectIds) {
      requests.push(subjectIds)
      for (const subjectId of subjectIds.slice(0, 2_500)) {
        const values = { isReadable: isOpen(subjectId), checkedAt: now }
        database.insert(access).values({ portalId: portal.id, userId, subjectId, ...values }).onConflictDoUpdate({ target: [access.portalId, access.userId, access.subjectId], set: values }).run()
      }
    },
  })

  let written = 0
  function put(portalId: number, subjectId: number, values: Partial<typeof followUps.$inferInsert>) {
    const id = `f${++written}`
    database.insert(followUps).values({
      id, portalId, subjectId, authorId: 7, text: id, createdAt: now, seq: written, assigneeId: 7, dueOn: '2026-11-20', zone: 'UTC', dueAt: now, ...values,
    }).run()
    return id
  }

  /** All pages, one after another. */
  async function all(values: Record<string, unknown>) {
    const ids: string[] = []
    const totals: (number | null)[] = []
    for (let after: string | null | undefined; after !== null;) {
      const { rows, next, total } = await lists.page(reader, followUpsQuery.parse({ ...values, after }), null)
      ids.push(...rows.map(({ row }) => row.id))
      totals.push(total)
      after = next
    }
    return { ids, totals }
  }

  return { database, requests, put, all, lists }
}

test(`${rounds} lists give, page by page and in every order, exactly what is readable, each once`, { timeout: 120_000 }, async () => {
  for (let seed = firstSeed; seed < firstSeed + rounds; seed++) {
    const random = generator(seed)
    const below = (n: number) => Math.floor(random() * n)
    const share = random()
    const closed = new Set(Array.from({ length: 60 }, (_, index) => index + 1).filter(() => random() > share))
    const world = startWorld({ subjectCount: 60, isOpen: id => !closed.has(id) })
    const rows = Array.from({ length: 20 + below(200) }, () => {
      const values = { subjectId: 1 + below(60), dueAt: now + below(6) * 1000, assigneeId: 7 + below(3), state: random() < 0.8 ? 'open' as const : 'done' as const, deletedAt: random() < 0.1 ? 1 : null }
      return { ...values, id: world.put(1, values.subjectId, values) }
    })
    for (let n = 0; n < 20; n++) world.put(2, 1 + below(60), { assigneeId: 7 })
    const query = { order: listOrders[below(3)], direction: random() < 0.5 ? 'asc' : 'desc', ...(random() < 0.3 ? { scope: 'type:2' } : {}), ...(random() < 0.3 ? { assignee: 8 } : {}) }

    const { ids, totals } = await world.all(query)

    const expected = rows.filter(row => row.state === 'open' && row.deletedAt === null && !closed.has(row.subjectId)
      && (!('scope' in query) || row.subjectId % 2 === 0) && (!('assignee' in query) || row.assigneeId === 8))
    const keyOf = new Map(rows.map(row => [row.id, query.order === 'due' ? '' : query.order === 'assignee' ? ['ada', 'ben', 'ben'][row.assigneeId - 7] ?? '' : row.subjectId % 5 ? `object ${row.subjectId % 7}` : '']))
    const place = (id: string) => `${keyOf.get(id)}:${rows.find(row => row.id === id)?.dueAt}:${id.slice(1).padStart(9, '0')}`
    const sorted = expected.map(({ id }) => id).sort((a, b) => place(a) < place(b) === (query.direction === 'asc') ? -1 : 1)
    expect(ids, `SEED=${seed} SEQUENCES=1`).toEqual(sorted)
    expect(totals[0], `SEED=${seed} SEQUENCES=1`).toBe(sorted.length)
  }
})

test('ten thousand follow-ups on as many objects are paged through with no more requests than they need, and are counted when all is known', { timeout: 60_000 }, async () => {
  const world = startWorld({ subjectCount: 10_000, isOpen: id => id % 3 > 0 })
  world.database.transaction(() => {
    for (let id = 1; id <= 10_000; id++) world.put(1, id, { dueAt: now + id })
  })

  const first = await world.lists.page(reader, followUpsQuery.parse({}), null)
  const { ids, totals } = await world.all({})
  const again = await world.lists.page(reader, followUpsQuery.parse({}), null)

  expect([first.rows.length, first.total]).toEqual([50, null])
  expect(ids).toHaveLength(6_667)
  expect(totals.slice(1).every(total => total === null)).toBe(true)
  expect(again.total).toBe(6_667)
  expect(world.requests.map(({ length }) => length)).toEqual([2_500, 2_500, 2_500, 2_500])
})

test('who may see next to nothing of very much gets a short page that goes on, and nothing of the rest', { timeout: 60_000 }, async () => {
  const world = startWorld({ subjectCount: 15_000, isOpen: id => id === 14_000 })
  world.database.transaction(() => {
    for (let id = 1; id <= 15_000; id++) world.put(1, id, { dueAt: now + id })
  })

  const first = await world.lists.page(reader, followUpsQuery.parse({}), null)
  const { ids } = await world.all({ after: first.next ?? undefined })

  expect([first.rows, first.next, first.total]).toEqual([[], '', null])
  expect(ids).toEqual(['f14000'])
})
