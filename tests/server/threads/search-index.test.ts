import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { migrateDatabase, openDatabase, type Database } from '../../../db/database.ts'
import { brightwater, people, startServices } from '../../support/services.ts'
import { startSearch, wordsIn } from './start-search.ts'

const day = 24 * 60 * 60_000

const count = ({ $client }: Database, table: string) => $client.prepare(`select count(*) from ${table}`).pluck().get()

/** All bytes of the index, in which a word may stand after it cannot be found any more. */
function bytesOf({ $client }: Database): string {
  return Buffer.concat($client.prepare<[], Buffer>('select block from search_index_data').pluck().all()).toString('latin1')
}

/** The migrations up to the one that brings search. */
function migrationsBefore(): string {
  const folder = mkdtempSync(join(tmpdir(), 'sidenote-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  cpSync('db/migrations', folder, { recursive: true })
  const journal = JSON.parse(readFileSync(join(folder, 'meta/_journal.json'), 'utf8')) as { entries: { tag: string }[] }
  const entries = journal.entries.slice(0, journal.entries.findIndex(({ tag }) => tag.endsWith('_search')))
  writeFileSync(join(folder, 'meta/_journal.json'), JSON.stringify({ ...journal, entries }))
  return folder
}

/** A database of before the index, in which `notes` notes and a follow-up of before them stand on a deal of the portal with id 1. */
function olderDatabase(notes: number): Database {
  const database = openDatabase(':memory:')
  onTestFinished(() => void database.$client.close())
  migrateDatabase(database, migrationsBefore())
  database.$client.exec(`
    insert into portals (id, member_id, state, generation, client_endpoint, server_endpoint, created_at) values (1, 'm1', 'installed', 1, '', '', 0), (2, 'm2', 'installed', 1, '', '', 0);
    insert into subjects (id, portal_id, kind, entity_type_id, external_id) values (1, 1, 'crm-item', 2, '3473'), (2, 2, 'crm-item', 2, '3473');
    with recursive n (n) as (select 1 union all select n + 1 from n where n < ${notes})
      insert into notes (id, portal_id, subject_id, author_id, text, created_at, seq) select 'n' || n, 1, 1, 3, 'oak ' || n, 1000 + n, n from n;
    insert into notes (id, portal_id, subject_id, author_id, text, created_at, deleted_at, seq) values ('gone', 1, 1, 3, 'oak gone', 5000, 6000, 1);
    insert into notes (id, portal_id, subject_id, author_id, text, created_at, seq) values ('theirs', 2, 2, 3, 'oak theirs', 5000, 1);
    insert into follow_ups (id, portal_id, subject_id, author_id, text, created_at, seq, assignee_id, due_on, zone, due_at) values ('f1', 1, 1, 3, 'oak promise', 1000, 1, 3, '2026-12-01', 'UTC', 0);
  `)
  migrateDatabase(database, 'db/migrations')
  return database
}

test('what was written before there was an index is added by a job, in the order in which it was written, and without what is deleted', async () => {
  const database = olderDatabase(250)
  const { services } = await startServices({ database, clock: () => Date.now() + day })
  const before = [count(database, 'search_entries'), wordsIn(database)]

  await services.jobs.runDue()

  expect(before).toEqual([253, []])
  expect([count(database, 'search_entries where is_indexed = 0'), count(database, 'search_index'), services.jobs.counts()]).toEqual([0, 252, []])
  expect(wordsIn(database)).not.toContain('1:gone')
  const newestFirst = database.$client.prepare('select coalesce(n.text, f.text) from search_index i join search_entries e on e.row_id = i.rowid left join notes n on e.kind = \'note\' and n.row_id = e.entry_id left join follow_ups f on e.kind = \'follow-up\' and f.row_id = e.entry_id where search_index match \'"1:oak"\' order by i.rowid desc').pluck().all()
  expect(newestFirst).toEqual([...Array.from({ length: 250 }, (_, n) => `oak ${250 - n}`), 'oak promise'])
})

test('the job is done in bites: another one comes in between, and a process that ends loses none', async () => {
  const database = olderDatabase(4500)
  const { services } = await startServices({ database, clock: () => Date.now() + day })
  const seen: unknown[] = []
  services.jobs.handle('look', async () => void seen.push(count(database, 'search_entries where is_indexed = 0')))
  await services.jobs.enqueue({ kind: 'look', key: 'a' })

  await services.jobs.runDue()

  expect(seen).toEqual([2503])
  expect(count(database, 'search_entries where is_indexed = 0')).toBe(0)
})

test('what is changed while the job has yet to come is found as it is now, and the job changes nothing of it', async () => {
  const database = olderDatabase(3)
  const { services } = await startServices({ database, clock: () => Date.now() + day })
  const scope = { portalId: 1, userId: 3, isAdmin: true, subject: { kind: 'crm-item' as const, entityTypeId: 2, id: '3473' } }

  await services.notes.edit(scope, 'n1', 1, 'pine')
  await services.notes.remove(scope, 'n2')
  await services.notes.restore(scope, 'gone')
  const between = wordsIn(database)
  await services.jobs.runDue()

  expect(between).toEqual(['1:gone', '1:oak', '1:pine'])
  expect(wordsIn(database)).toEqual(['1:3', '1:gone', '1:oak', '1:pine', '1:promise', '2:oak', '2:theirs'])
})

test('a fresh database has no such job', async () => {
  const { services } = await startServices()

  expect(services.jobs.counts()).toEqual([])
})

test('an erased portal leaves nothing in the index, and what another one wrote is found as before', async () => {
  const { write, found, install, services, database, sandbox, portal } = await startSearch()
  const other = await install(brightwater)
  await write(['Fumed oak', '合同 quixotic', 'oak quixotic'])
  const scope = { portalId: other.id, userId: people.admin, isAdmin: true, subject: { kind: 'crm-item' as const, entityTypeId: 2, id: '3473' } }
  await services.notes.add(scope, { id: 'n1', text: 'Zebrano and 同意' }, [])
  await services.notes.add(scope, { id: 'n2', text: 'oak zebrano' }, [])
  await services.portals.uninstall(other, sandbox.clock.now(), transaction => services.jobs.add(transaction, { kind: 'erase', key: String(other.id), portalId: other.id }))

  const counts = await services.portals.erase(other.id)

  expect(counts).toMatchObject({ notes: 2, search_entries: 2 })
  expect(wordsIn(database).filter(word => !word.startsWith(`${portal.id}:`))).toEqual([])
  expect([count(database, 'search_entries'), count(database, 'search_index'), count(database, 'search_index_docsize')]).toEqual([3, 3, 3])
  expect((await services.search.find(other, people.admin, 'zebrano', { limit: 20 })).hits).toEqual([])
  expect(await found('oak')).toEqual(['oak quixotic', 'Fumed oak'])
  database.$client.exec('insert into search_index (search_index, rank) values (\'integrity-check\', 0)')
})

test('the words of an erased portal leave the pages of the index, too', async () => {
  const { write, found, install, services, database, sandbox } = await startSearch()
  const other = await install(brightwater)
  await write(['Fumed oak', 'quixotic'])
  const scope = { portalId: other.id, userId: people.admin, isAdmin: true, subject: { kind: 'crm-item' as const, entityTypeId: 2, id: '3473' } }
  for (let n = 1; n <= 20; n++) await services.notes.add(scope, { id: `n${n}`, text: `zebrano ${n}` }, [])
  await services.portals.uninstall(other, sandbox.clock.now(), transaction => services.jobs.add(transaction, { kind: 'erase', key: String(other.id), portalId: other.id }))
  const before = bytesOf(database)

  await services.jobs.runDue()
  const cleaned = bytesOf(database)

  expect([before.includes('zebrano'), cleaned.includes('zebrano'), cleaned.includes('quixotic')]).toEqual([true, false, true])
  expect(services.jobs.counts()).toEqual([])
  expect(await found('oak')).toEqual(['Fumed oak'])
})

test.each([
  ['all: begins with every page, few as they are', 'all', false],
  ['rest: goes on where another one was, and begins nothing anew', 'rest', true],
])('a cleaning of %s', async (_what, key, isLeft) => {
  const { write, services, database, marcus } = await startSearch()
  const [id = ''] = await write(['zebrano', ...Array<string>(30).fill('oak')])
  await services.jobs.enqueue({ kind: 'clean-index', key: 'all' })
  await services.jobs.runDue()
  // One of thirty: where more is gone, FTS5 puts the pages up by itself.
  await services.notes.remove(marcus, id)
  const before = bytesOf(database)
  await services.jobs.enqueue({ kind: 'clean-index', key })

  await services.jobs.runDue()

  expect([before.includes('zebrano'), bytesOf(database).includes('zebrano')]).toEqual([true, isLeft])
  expect(services.jobs.counts()).toEqual([])
})

test('a cleaning that is too long for one job is gone on with, and comes to an end', async () => {
  const { write, services, database } = await startSearch()
  // Small pages, so that there are more of them than one job merges.
  database.$client.exec('insert into search_index (search_index, rank) values (\'pgsz\', 64)')
  for (let n = 1; n <= 5; n++) await write(Array.from({ length: 2_500 }, (_, word) => `w${n}x${word}`).join(' '))
  const jobs: unknown[] = []
  database.$client.function('seen', (key: unknown) => void jobs.push(key))
  database.$client.exec('create temp trigger seen after insert on main.jobs begin select seen(new.key); end')
  await services.jobs.enqueue({ kind: 'clean-index', key: 'all' })

  await services.jobs.runDue()

  expect(jobs.slice(0, 2)).toEqual(['all', 'rest'])
  expect(services.jobs.counts()).toEqual([])
})

test('whatever takes an entry away takes its words along', async () => {
  const { write, database, found } = await startSearch()
  await write(['oak', 'pine'])

  database.$client.exec('delete from search_entries where entry_id = (select row_id from notes where text = \'oak\')')

  expect(wordsIn(database)).toEqual(['1:pine'])
  expect(await found('oak')).toEqual([])
})
