import { drizzle } from 'drizzle-orm/better-sqlite3'
import { expect, test } from 'vitest'
import * as schema from '../../../db/schema.ts'
import { createTimeline } from '../../../server/threads/timeline.ts'
import { startTimeline } from './start-timeline.ts'

/** Every statement of the timeline on notes and follow-ups, as it is run, with the plan that SQLite has for it. */
async function plans() {
  const statements = new Set<string>()
  const { database, subjects, reader, ids, putNote, putFollowUp } = startTimeline(1)
  for (let n = 0; n < 60; n++) putNote({ subjectId: ids[n % 2], pinned: n < 3 })
  for (let n = 0; n < 60; n++) putFollowUp({ subjectId: ids[n % 2], closedAt: n % 2 ? 1000 : null })
  const timeline = createTimeline(drizzle({ client: database.$client, schema, logger: { logQuery: sql => statements.add(sql) } }), subjects)
  for (const filter of [{}, { author: 7 }]) {
    const { older } = await timeline.page(reader, undefined, filter)
    await timeline.page(reader, older ?? undefined, filter)
    await timeline.page(reader, `f1000-f120`, filter)
  }
  await timeline.since(reader, 0)
  return [...statements].filter(sql => /from "(notes|follow_ups)"/.test(sql)).map(sql => ({
    sql, plan: database.$client.prepare<unknown[], { detail: string }>(`explain query plan ${sql}`).all(...Array(sql.split('?').length - 1).fill(1)).map(({ detail }) => detail).join('; '),
  }))
}

test('every statement goes along an index of its subject, in its order, and nothing is sorted', async () => {
  const found = await plans()

  expect(found.length).toBeGreaterThanOrEqual(12)
  for (const { sql, plan } of found) {
    expect(plan, sql).toMatch(/^SEARCH (notes|follow_ups) USING ((COVERING )?INDEX \w+ \(portal_id=\? AND (subject_id|id)=\?|INTEGER PRIMARY KEY \(rowid=\?\))/)
    expect(plan, sql).not.toMatch(/TEMP B-TREE|SCAN (notes|follow_ups)/)
  }
})

test.each([
  ['a page', 'notes_of_subject (portal_id=? AND subject_id=? AND created_at<?)', /select "created_at".*limit/],
  ['a page', 'follow_ups_closed (portal_id=? AND subject_id=? AND closed_at>? AND closed_at<?)', /select "closed_at".*limit/],
  ['a page of one author', 'notes_by_author (portal_id=? AND subject_id=? AND author_id=? AND created_at<?)', /select "created_at".*"author_id" = \?\)? order/],
  ['a page of one author', 'follow_ups_by_author (portal_id=? AND subject_id=? AND author_id=? AND closed_at>? AND closed_at<?)', /select "closed_at".*"author_id" = \?\)? order/],
  ['pinned notes', 'notes_pinned (portal_id=? AND subject_id=?)', /"pinned" = 1/],
  ['open follow-ups', 'follow_ups_open (portal_id=? AND subject_id=?)', /"state" = 'open'/],
  ['what changed', 'notes_changed (portal_id=? AND subject_id=? AND seq>?)', /from "notes".*"seq" > \?/],
  ['what changed', 'follow_ups_changed (portal_id=? AND subject_id=? AND seq>?)', /from "follow_ups".*"seq" > \?/],
])('%s is read along the index made for it: %s', async (_what, index, statement) => {
  const found = (await plans()).filter(({ sql }) => statement.test(sql)).map(({ plan }) => plan)

  expect(found).toContainEqual(expect.stringContaining(index))
})
