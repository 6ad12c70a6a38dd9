import { getTableName, isTable } from 'drizzle-orm'
import { expect, test } from 'vitest'
import * as schema from '../../../db/schema.ts'
import { alderOak, brightwater, memoryDatabase, people, startServices } from '../../support/services.ts'

/** `portals` is the tenant; a redeemed callback is a fingerprint that belongs to nobody. */
const withoutTenant = new Set(['portals', 'redeemed_callbacks'])
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

test('the schema and the migrated database have the same tables', () => {
  const names = memoryDatabase().$client.prepare('select name from sqlite_master where type = \'table\' and name not like \'sqlite\\_%\' escape \'\\\' and name not like \'\\_\\_%\' escape \'\\\'').pluck().all()

  expect(names.sort()).toEqual([...tenantTables, ...withoutTenant].sort())
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
