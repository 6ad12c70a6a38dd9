import { drizzle } from 'drizzle-orm/better-sqlite3'
import { expect, test } from 'vitest'
import * as schema from '../../../db/schema.ts'
import { memoryDatabase, people, startServices } from '../../support/services.ts'

test.each([{ days: 365 as const }, { days: 30 as const, type: 183 }])('the figures of %j are found by indices, however much other portals have', async (query) => {
  const asked: { sql: string, params: unknown[] }[] = []
  const { $client } = memoryDatabase()
  const { services, install, open, clock } = await startServices({ database: drizzle({ client: $client, schema, logger: { logQuery: (sql, params) => asked.push({ sql, params }) } }) })
  const portal = await install()
  await open({ userId: people.marcus })
  asked.length = 0

  await services.insights({ portal, portalId: portal.id, userId: people.marcus, isAdmin: false, now: clock() }, { weekStart: 1, ...query }, 'UTC')

  const plans = asked.filter(({ sql }) => /^select.*"(follow_ups|notes)"/.test(sql))
    .map(({ sql, params }) => $client.prepare<unknown[], { detail: string }>(`explain query plan ${sql}`).all(...params).map(({ detail }) => detail))
  const steps = plans.flat().filter(step => /\b(follow_ups|notes|subjects|access)\b/.test(step))
  expect(plans).toHaveLength(5)
  expect(steps.filter(step => !step.startsWith('SEARCH') || !/portal_id=\?|rowid=\?/.test(step))).toEqual([])
  expect(steps.join('\n')).toMatch(/follow_ups_closed_since \(portal_id=\? AND state=\? AND closed_at>\?\)/)
  expect(steps.join('\n')).toMatch(/notes_with_source \(portal_id=\? AND created_at>\?\)/)
  expect(steps.join('\n')).toMatch(/follow_ups_due \(portal_id=\? AND state=\? AND due_at>\? AND due_at<\?\)/)
})
