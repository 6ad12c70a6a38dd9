import { randomBytes } from 'node:crypto'
import { eq, getTableName, isTable } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/better-sqlite3'
import { expect, test } from 'vitest'
import * as schema from '../../../db/schema.ts'
import { reencryptTokens } from '../../../server/bitrix24/reencryption.ts'
import { createSealer } from '../../../server/seal.ts'
import { followUpsQuery } from '../../../shared/lists.ts'
import { Secret } from '../../../server/secret.ts'
import { promise } from '../threads/start-follow-ups.ts'
import { alderOak, brightwater, memoryDatabase, people, startServices } from '../../support/services.ts'

/**
 * `portals` is the tenant; a redeemed callback is a fingerprint that belongs to nobody; a job may be about all portals, or about one that
 * is not known yet; the receipt of an erasure outlives its portal.
 */
const withoutTenant = new Set(['portals', 'redeemed_callbacks', 'jobs', 'erasures'])
const tenantTables = Object.values(schema).filter(value => isTable(value)).map(table => getTableName(table)).filter(name => !withoutTenant.has(name))

interface Column { name: string, notnull: number, pk: number }

function columnsOf(table: string) {
  return memoryDatabase().$client.prepare<[string], Column>('select * from pragma_table_info(?)').all(table)
}

/** The columns of each key of a table: its primary key and its unique indices. */
function keysOf(table: string) {
  const { $client } = memoryDatabase()
  const primary = columnsOf(table).filter(({ pk }) => pk > 0).sort((a, b) => a.pk - b.pk).map(({ name }) => name)
  const unique = $client.prepare<[string], { name: string }>('select name from pragma_index_list(?) where "unique" = 1').all(table)
    .map(({ name }) => $client.prepare<[string], string>('select name from pragma_index_info(?) order by seqno').pluck().all(name))
  return [primary, ...unique]
}

test('the schema and the migrated database have the same tables, and the full-text index beside them', () => {
  const { $client } = memoryDatabase()
  const tables = (type: string) => $client.prepare<[string], string>('select name from pragma_table_list where schema = \'main\' and type = ? and name not like \'sqlite\\_%\' escape \'\\\' and name not like \'\\_\\_%\' escape \'\\\'').pluck().all(type)

  expect(tables('table').sort()).toEqual([...tenantTables, ...withoutTenant].sort())
  expect(tables('virtual')).toEqual(['search_index'])
})

test.each(tenantTables)('every row of %s belongs to a portal, which leads its key', (table) => {
  const tenant = columnsOf(table).find(({ name }) => name === 'portal_id')
  const keys = keysOf(table)

  expect(tenant?.notnull).toBe(1)
  expect(keys.map(([first]) => first)).toContain('portal_id')
  // Any other key is a number that SQLite counts up: nothing from outside can collide in it.
  expect(keys.filter(([first]) => first !== 'portal_id').every(key => key.length === 1 && /^(row_)?id$/.test(key[0] ?? ''))).toBe(true)
})

test.each(tenantTables)('the rows of %s go with their portal', (table) => {
  const references = memoryDatabase().$client.prepare('select "from", on_delete from pragma_foreign_key_list(?) where "table" = \'portals\'').all(table)

  expect(references).toEqual([{ from: 'portal_id', on_delete: 'CASCADE' }])
})

test.each(tenantTables)('what the rows of %s refer to is named together with its portal', (table) => {
  const references = memoryDatabase().$client.prepare<[string], { id: number, from: string, to: string }>('select id, "from", "to" from pragma_foreign_key_list(?) where "table" <> \'portals\'').all(table)
  const ids = [...new Set(references.map(({ id }) => id))]

  const tenants = ids.map(id => references.some(reference => reference.id === id && reference.from === 'portal_id' && reference.to === 'portal_id'))

  expect(tenants).toEqual(ids.map(() => true))
})

test('a note cannot be written on a subject of another portal, whatever its id', async () => {
  const { services, install, database } = await startServices()
  const [here, there] = [await install(alderOak), await install(brightwater)]
  const subject = { kind: 'crm-item' as const, entityTypeId: 2, id: '3473' }
  const { note } = await services.notes.add({ portalId: here.id, userId: people.marcus, isAdmin: false, subject }, { id: 'n1', text: 'x' }, [])

  const { rowId: _, ...values } = { ...note, id: 'n2', portalId: there.id }

  expect(() => database.insert(schema.notes).values(values).run()).toThrow('FOREIGN KEY constraint failed')
})

/** Everything that the repositories can do, once, on an installed portal. @returns each statement as SQLite got it. */
async function statementsOfATour() {
  const statements: string[] = []
  const { services, sandbox, install, openThread, tokenKeeper, ownerOf, database, config, clock } = await startServices({
    database: drizzle({ client: memoryDatabase().$client, schema, logger: { logQuery: sql => statements.push(sql) } }),
  })
  const portal = await install()
  const portalId = portal.id
  const subject = { kind: 'crm-item' as const, entityTypeId: 2, id: '3473' }
  const { notes, followUps, drafts, threads, lists, subjects, settings } = services
  const scope = { portalId, userId: people.admin, isAdmin: true, subject, linked: [] }
  const company = (id: string) => ({ kind: 'crm-item' as const, entityTypeId: 4, id })
  const installation = [...sandbox.portal(alderOak).installations.values()][0]

  for (let n = 1; n <= 60; n++) await notes.add(scope, { id: `n${n}`, text: 'x' }, [company('11')])
  await notes.edit(scope, 'n1', 1, 'y')
  await notes.pin(scope, 'n1', true)
  await notes.remove(scope, 'n2')
  await notes.restore(scope, 'n2')
  await followUps.add(scope, promise('f1', { assigneeId: people.marcus }), { links: [company('11')], source: null, timeZone: 'UTC' })
  await followUps.change(scope, 'f1', { version: 1, dueOn: '2026-12-01' })
  await followUps.setState(scope, 'f1', 'done')
  await followUps.remove(scope, 'f1')
  await followUps.restore(scope, 'f1')
  await services.snippets.add(scope, { id: 's1', title: 'x', text: 'x', isShared: true })
  await services.snippets.change(scope, 's1', { title: 'y', text: 'y', isShared: true })
  await services.snippets.of(scope)
  await services.snippets.remove(scope, 's1')
  services.locate(portalId, { note: 'n1' })
  services.locate(portalId, { followUp: 'f1' })
  await services.directory.search(portal, people.admin, '')
  await services.people.meet(portalId, [{ id: people.tom, name: 'Tom' }])
  await services.people.names(portalId, [people.tom])
  await subjects.remember(portalId, subject, [company('12')])
  for (let n = 1; n <= 21; n++) await drafts.keep(portalId, people.admin, subject, { noteId: `n${n}`, text: 'x', baseVersion: 1 })
  await drafts.keep(portalId, people.admin, subject, { noteId: 'n21', text: '', baseVersion: null })
  await threads.page(scope, (await threads.page(scope)).older ?? undefined)
  await threads.page({ ...scope, linked: [{ id: subjects.find(portalId, company('11')) ?? 0, label: { ...company('11'), type: 'company', title: '', path: null } }] }, undefined, { author: people.admin })
  await threads.since(scope, 0)
  const reader = { portal, ...scope, now: clock() }
  for (const query of [{}, { order: 'assignee' }, { order: 'object', text: 'x' }, { scope: 'type:2' }, { scope: 'group:10' }]) await lists.followUps(reader, followUpsQuery.parse(query))
  await lists.home(reader, 'UTC')
  await services.changeFollowUps(reader, [{ id: 'f1', subject, to: { state: 'open' } }])
  await settings.registrations(portalId)
  await settings.chooseRule(portalId, { rule: 'note', isOn: true })
  await services.readable.refresh(portal, people.admin, [1, 2])
  await services.insights({ portal, portalId, userId: people.admin, isAdmin: true, now: clock() }, { days: 90, type: 2, weekStart: 1 }, 'UTC')
  const { older } = await services.search.find(portal, people.admin, 'y', { limit: 0 })
  await services.search.find(portal, people.admin, 'x', { limit: 20, before: older ?? { kind: 'note', id: 'n1' } })
  database.update(schema.searchEntries).set({ isIndexed: false }).where(eq(schema.searchEntries.portalId, portalId)).run()
  await services.jobs.enqueue({ kind: 'fill-index', key: 'all' })
  await services.jobs.runDue()
  await services.portals.finishInstallation(portal, false)
  await services.portals.update(portalId, { clientEndpoint: 'https://alder-oak.example/rest/' })
  await openThread()
  await tokenKeeper().accessToken(ownerOf(portal, people.marcus))
  sandbox.clock.turn(91 * 24 * 3600_000)
  for (const owner of await tokenKeeper().dueForRenewal(sandbox.clock.now())) await tokenKeeper().accessToken(owner)
  await services.anyAdministrator(portal)
  await services.people.demote(portalId, people.marcus)
  await reencryptTokens({ database, sealer: await createSealer([{ id: 'newer', key: new Secret(randomBytes(32).toString('base64')) }, ...config.secretKeys], clock) })
  for (let ts = 0; ts <= 1000; ts++) {
    sandbox.clock.turn(1100)
    await services.inbox.receive(new URLSearchParams({
      'event': 'ONAPPUPDATE', 'ts': String(ts), 'auth[member_id]': sandbox.portal(alderOak).memberId, 'auth[application_token]': installation?.applicationToken ?? '',
    }))
  }

  return [...new Set(statements)].filter(sql => /^(select|insert|update|delete)/i.test(sql))
}

test('every statement on a table of the portals names the portal', async () => {
  const statements = await statementsOfATour()

  const about = (table: string) => statements.filter(sql => new RegExp(`(from|into|update|join) "${table}"`).test(sql))
  expect(tenantTables.filter(table => !about(table).length)).toEqual([])
  for (const table of tenantTables) {
    for (const statement of about(table)) expect(conditionOf(statement)).toMatch(/"portal_id"/)
  }
})

test('the full-text index is matched together with the portal\'s own entries, and written by the number of one of them', async () => {
  const statements = (await statementsOfATour()).filter(sql => sql.includes('"search_index"'))

  expect(statements.map(sql => sql.split(' ')[0])).toEqual(expect.arrayContaining(['insert', 'delete', 'select']))
  for (const statement of statements) {
    expect(statement).toMatch(/^insert into "search_index" \("rowid"|^delete from "search_index" where "search_index"."rowid" = cast|"search_entries"."row_id" = "search_index"."rowid" and "search_entries"."portal_id" = \?/)
  }
})

/** What chooses the rows: the columns of an insert, the condition of anything else. */
function conditionOf(statement: string) {
  return statement.startsWith('insert') ? statement.split(' values ')[0] : statement.slice(statement.indexOf(' where ')).split(/ (order by|returning) /)[0]
}
