import { drizzle } from 'drizzle-orm/better-sqlite3'
import { expect, test } from 'vitest'
import * as schema from '../../../db/schema.ts'
import { createFollowUpLists } from '../../../server/threads/follow-up-list.ts'
import { createLists } from '../../../server/threads/lists.ts'
import { createRecent } from '../../../server/threads/recent.ts'
import { followUpsQuery } from '../../../shared/lists.ts'
import { people } from '../../support/services.ts'
import { startLists, task } from './start-lists.ts'

const tables = ['follow_ups', 'notes', 'subjects', 'access', 'users', 'colleagues']

/** Every statement of the lists, with how SQLite carries it out. */
async function plansOfLists() {
  const started = await startLists()
  const { database, services, portal, reader, put } = started
  const notes = { id: 'n1', text: 'A note' }
  await services.notes.add({ portalId: portal.id, userId: people.marcus, isAdmin: false, subject: task(1) }, notes, [])
  const ids = [put(), put({ on: task(1) })]

  const statements = new Map<string, unknown[]>()
  const logged = drizzle({ client: database.$client, schema, logger: { logQuery: (sql, params) => void statements.set(sql, params) } })
  // What asks the portal and keeps its answers is looked into where that is tested.
  const readable = { ...services.readable, refresh: async () => {} }
  const lists = createLists({
    database: logged, readable, followUpLists: createFollowUpLists(logged, readable), recent: createRecent(logged), tasksOf: async (_portal, _userId, _owner, ids) => new Set(ids),
    threads: services.threads, people: services.people,
  })
  await services.readable.refresh(portal, people.marcus, [1, 2])
  const queries = [
    {}, { state: 'done' }, { assignee: 'me' }, { scope: 'type:2' }, { scope: 'user:3' }, { scope: 'group:10' }, { dueFrom: '2026-11-20T00:00:00Z', dueBefore: '2026-11-21T00:00:00Z' }, { text: 'promise' },
    { order: 'assignee' }, { order: 'object', direction: 'desc' }, ...['due', 'assignee', 'object'].map(order => ({ order, after: Buffer.from(JSON.stringify([null, 1, ids[0]])).toString('base64url') })),
  ]
  for (const query of queries) await lists.followUps(reader(people.marcus), followUpsQuery.parse(query))
  await lists.home(reader(people.marcus), 'UTC')

  return [...statements].map(([sql, params]) => ({
    sql, plan: database.$client.prepare<unknown[], { detail: string }>(`explain query plan ${sql}`).all(...params).map(({ detail }) => detail),
  }))
}

test('no list reads through a table of the portals: every row is looked up by the portal it belongs to', async () => {
  const plans = await plansOfLists()

  expect(plans.length).toBeGreaterThan(15)
  for (const { sql, plan } of plans) {
    expect(plan.filter(step => tables.some(table => new RegExp(`^SCAN ${table}\\b`).test(step))), sql).toEqual([])
    for (const step of plan.filter(step => /^SEARCH (follow_ups|notes|access|users|colleagues)\b/.test(step))) expect(step, sql).toMatch(/\(portal_id=\? AND|\(rowid=\?\)|\(portal_id=\?\)/)
  }
})

test('what falls due first is found in the order of an index, without sorting the rest', async () => {
  const plans = await plansOfLists()

  const byDue = plans.filter(({ sql }) => /order by "follow_ups"\."due_at" asc, "follow_ups"\."row_id" asc limit/.test(sql) && !sql.includes('json_each'))
  expect(byDue.length).toBeGreaterThan(3)
  for (const { sql, plan } of byDue) expect(plan.filter(step => step.includes('TEMP B-TREE')), sql).toEqual([])
})
