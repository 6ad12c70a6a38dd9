import { drizzle } from 'drizzle-orm/better-sqlite3'
import { expect, test } from 'vitest'
import { write } from '../../../db/database.ts'
import * as schema from '../../../db/schema.ts'
import { createSearch } from '../../../server/threads/search.ts'
import { createSearchIndex } from '../../../server/threads/search-index.ts'
import { alderOak, brightwater, deals, failureOf, memoryDatabase, people } from '../../support/services.ts'
import { startSearch, wordsIn } from './start-search.ts'

const others = ['Unrelated', 'Что-то другое', '其他事情', '別の件', 'เรื่องอื่น', 'شيء آخر', 'कुछ और', '다른 일']

test.each([
  ['English', 'The lift takes 1.9 m, not more', ['lift', 'LIFT', 'lif', 'more lift', '1.9']],
  ['English, with an apostrophe', 'O’Brien doesn\'t answer', ['o\'brien', 'brien', 'doesn’t']],
  ['German', 'Straße der Müllers, Größe 5', ['strasse', 'STRASSE', 'Straße', 'müllers', 'muller', 'mueller', 'groesse', 'grösse', 'GRÖSSE', 'grosse']],
  ['German, written without umlauts', 'Mueller ruft zurueck', ['Müller', 'zurück', 'mü']],
  ['Russian', 'Договор с Фёдором подписан', ['договор', 'ДОГОВОР', 'федором', 'Фёдор', 'подп']],
  ['Chinese', '客户王小明要求周五前送样品，北京大学生', ['王小明', '样品', '小明', '大学', '京大学', '明', '品', '周五 样品']],
  ['Japanese', '東京都渋谷区の佐藤健太郎様から納期について電話がありました。サーバー', ['佐藤', '健太郎様', '納期', '電話', '電', 'ｻｰﾊﾞｰ', '佐藤 電話', 'ついて']],
  ['Thai', 'คุณธนวัฒน์โทรมาถามเรื่องใบเสนอราคา', ['ธนวัฒน์', 'ใบเสนอราคา', 'เสนอ', 'ราคา', 'โทร ราคา']],
  ['Korean', '고객에게 견적서를 보냈습니다', ['고객', '견적서', '견적 고객', '객']],
  ['Arabic', 'أُرسِل العَقْد إلى أحمد', ['العقد', 'احمد', 'أحمد', 'ارسل']],
  ['Turkish', 'IŞIK Sokağı, İstanbul', ['ışık', 'ISIK', 'istanbul', 'İSTANBUL', 'sokagi', 'SOKAĞI']],
  ['Hindi', 'ग्राहक को फ़ोन कीजिए', ['ग्राहक', 'फोन', 'फ़ोन', 'कीजि', 'ग्रा']],
  ['Greek', 'Η ΟΔΟΣ είναι κλειστή', ['οδός', 'οδος', 'κλειστη']],
  ['French', 'L’œuvre a déjà été livrée', ['oeuvre', 'œuvre', 'deja', 'été livrée']],
  ['Markdown', '**Nadia** wants [the terms](https://example.com/terms)', ['nadia', 'example.com', 'terms']],
])('a note in %s is found by what stands in it', async (_language, text, queries) => {
  const { write, found } = await startSearch()
  await write([...others, text])

  for (const query of queries) expect([query, await found(query)]).toEqual([query, [text]])
})

test.each([
  ['a word that stands in none', 'oak desk chair'],
  ['the inside of a word', 'esk'],
  ['a beginning that is not the last word', 'des oak'],
  ['one letter, of which there are too many beginnings', 'd'],
  ['characters that stand in another order', '同合'],
  ['characters that stand apart', '签同'],
])('%s finds nothing', async (_case, query) => {
  const { write, found } = await startSearch()
  await write(['An oak desk', '签合同'])

  expect(await found(query)).toEqual([])
})

test('a query without letters and digits finds nothing', async () => {
  const { write, found } = await startSearch()
  await write(['An oak desk!? "…" 👍'])

  for (const query of ['', '   ', '!?', '"', '。、', '…—*', '👍', '\u0000', '\u200B']) expect([query, await found(query)]).toEqual([query, []])
})

test('the language of the index is none of the query\'s', async () => {
  const { write, found } = await startSearch()
  const queries = [
    'oak OR pine', 'oak NOT desk', 'oak AND', 'NEAR(oak desk)', 'words:oak', 'words : oak', '"oak', 'oak"', '"oak" "desk', 'oak*', '* oak', '^oak', 'oak)', '(oak', '-pine oak',
    '{words}: oak', 'oak + desk', '1:oak', '\' OR 1=1 --', '%oak%', 'oak\u0000desk',
  ]
  await write(['pine', 'desk', ...queries])

  for (const query of queries) {
    const texts = await found(query)
    expect(texts).toContain(query)
    expect(texts).not.toContain('pine')
    expect(texts).not.toContain('desk')
  }
})

test('200 characters and ten words of a query count, whatever is typed or pasted', async () => {
  const { write, found } = await startSearch()
  const ten = 'one two three four five six seven eight nine ten'
  await write(['only one two three', ten, '合'.repeat(300)])

  expect(await found(`${ten} eleven twelve`)).toEqual([ten])
  expect(await found(`${'one '.repeat(49)}two absent`)).toEqual([ten, 'only one two three'])
  expect(await found('合'.repeat(100_000))).toEqual(['合'.repeat(300)])
  expect(await found('x'.repeat(1_000_000))).toEqual([])
})

test('the newest comes first, and an edit or a restoration moves nothing', async () => {
  const { write, found, notes, marcus } = await startSearch()
  await write(['oak one', 'oak two', 'oak three'])

  await notes.edit(marcus, 'n1', 1, 'oak 1')
  await notes.remove(marcus, 'n2')
  await notes.restore(marcus, 'n2')

  expect(await found('oak')).toEqual(['oak three', 'oak two', 'oak 1'])
})

test('an edited note is found by its present text alone', async () => {
  const { write, found, notes, marcus } = await startSearch()
  await write('An oak desk')

  await notes.edit(marcus, 'n1', 1, 'A pine desk')

  expect([await found('oak'), await found('pine'), await found('desk')]).toEqual([[], ['A pine desk'], ['A pine desk']])
})

test('a deleted note is not found until it is restored', async () => {
  const { write, found, notes, marcus } = await startSearch()
  await write('An oak desk')

  await notes.remove(marcus, 'n1')
  const meanwhile = await found('oak')
  await notes.restore(marcus, 'n1')

  expect([meanwhile, await found('oak')]).toEqual([[], ['An oak desk']])
})

test('a note that could not be written is not found either', async () => {
  const { database, search, notes, marcus } = await startSearch()
  database.$client.exec('create trigger full before insert on search_entries begin select raise(abort, \'no\'); end')

  await failureOf(notes.add(marcus, { id: 'n1', text: 'oak' }, []))

  expect([(await search('oak')).hits, (await notes.page(marcus.portalId, marcus.subject)).rows]).toEqual([[], []])
})

test('follow-ups are found among the notes, in the order in which they were written', async () => {
  const { write: writeNotes, search, database, services, portal, deal } = await startSearch()
  const index = createSearchIndex({ database, jobs: services.jobs })
  await writeNotes('oak one')
  const values = {
    id: 'f1', portalId: portal.id, subjectId: services.subjects.find(portal.id, deal) ?? 0, authorId: people.marcus, text: 'oak two', createdAt: 1, seq: 1,
    assigneeId: people.marcus, dueOn: '2026-12-01', zone: 'UTC', dueAt: 1,
  }
  await write(database, transaction => index.put(transaction, 'follow-up', transaction.insert(schema.followUps).values(values).returning().get()))
  await writeNotes('oak three')

  const first = await search('oak', { limit: 2 })
  const second = await search('oak', { limit: 2, before: first.older ?? undefined })

  expect(first.older).toEqual({ kind: 'follow-up', id: 'f1' })
  expect([...first.hits, ...second.hits].map(({ kind, row, subject }) => [kind, row.text, subject.externalId])).toEqual([['note', 'oak three', '3473'], ['follow-up', 'oak two', '3473'], ['note', 'oak one', '3473']])
})

test('pages follow one another, miss nothing and end', async () => {
  const { write, search } = await startSearch()
  const texts = Array.from({ length: 45 }, (_, n) => `oak ${n}`)
  await write(texts)

  const first = await search('oak')
  const second = await search('oak', { before: first.older ?? undefined })
  const third = await search('oak', { before: second.older ?? undefined })

  expect([first, second, third].map(({ hits }) => hits.length)).toEqual([20, 20, 5])
  expect([first, second, third].flatMap(({ hits }) => hits.map(({ row }) => row.text))).toEqual(texts.toReversed())
  expect(third.older).toBeNull()
})

test('a page that everything fits on is the last one', async () => {
  const { write, search } = await startSearch()
  await write(Array.from({ length: 20 }, (_, n) => `oak ${n}`))

  const { hits, older } = await search('oak')

  expect([hits.length, older]).toEqual([20, null])
})

test('the place where a page ended holds when its note is deleted meanwhile', async () => {
  const { write, search, notes, marcus } = await startSearch()
  await write(['oak 1', 'oak 2', 'oak 3'])
  const first = await search('oak', { limit: 2 })

  await notes.remove(marcus, 'n2')
  const second = await search('oak', { limit: 2, before: first.older ?? undefined })

  expect(second.hits.map(({ row }) => row.text)).toEqual(['oak 1'])
})

test('two portals find their own words alone, though the number of one begins with that of the other', async () => {
  const { write, found, install, services, database, deal } = await startSearch()
  database.$client.exec('update sqlite_sequence set seq = 11 where name = \'portals\'')
  const other = await install(brightwater)
  await write('Oak of Alder')
  await services.notes.add({ portalId: other.id, userId: people.admin, isAdmin: true, subject: deal }, { id: 'n1', text: 'Oak of Brightwater' }, [])

  expect(other.id).toBe(12)
  expect(wordsIn(database)).toEqual(['12:brightwater', '12:oak', '12:of', '1:alder', '1:oak', '1:of'])
  for (const query of ['oak', 'oa', '2:oak', '12:oak']) expect(await found(query)).not.toContain('Oak of Brightwater')
  expect(await found('oak')).toEqual(['Oak of Alder'])
})

test('what somebody may not read is neither found nor counted, and leaves no gap in the pages', async () => {
  const { write, search, scopeOn } = await startSearch()
  for (let n = 1; n <= 30; n++) {
    await write(`oak ${n}`)
    await write(`oak secret ${n}`, scopeOn(deals.secret))
    await write(`oak absent ${n}`, scopeOn(deals.absent))
  }
  const texts = Array.from({ length: 30 }, (_, n) => `oak ${30 - n}`)

  const first = await search('oak', { userId: people.hannah })
  const second = await search('oak', { userId: people.hannah, before: first.older ?? undefined })
  const hidden = await search('secret', { userId: people.hannah })

  expect([first, second].map(({ hits }) => hits.map(({ row }) => row.text))).toEqual([texts.slice(0, 20), texts.slice(20)])
  expect(second.older).toBeNull()
  expect(hidden).toEqual({ hits: [], older: null })
  expect((await search('secret')).hits).toHaveLength(20)
  expect(await search('absent')).toEqual({ hits: [], older: null })
})

test('a place where one may not read is as absent as one that is not there', async () => {
  const { write, search, scopeOn } = await startSearch()
  await write(['oak 1', 'oak 2'])
  const [secret = ''] = await write('oak secret', scopeOn(deals.secret))

  const hidden = await failureOf(search('oak', { userId: people.hannah, before: { kind: 'note', id: secret } }))
  const absent = await failureOf(search('oak', { userId: people.hannah, before: { kind: 'note', id: 'n999' } }))
  const ofAnotherKind = await failureOf(search('oak', { userId: people.hannah, before: { kind: 'follow-up', id: 'n1' } }))

  expect([hidden, absent, ofAnotherKind]).toEqual(['not-found', 'not-found', 'not-found'])
  expect((await search('oak', { before: { kind: 'note', id: secret } })).hits).toHaveLength(2)
})

test('hundreds of matches that one may not read do not hide an older one that one may', async () => {
  const { write, found, search, scopeOn, sandbox } = await startSearch()
  await write('the oak that Hannah may see')
  await write(Array.from({ length: 300 }, (_, n) => `oak ${n}`), scopeOn(deals.secret))
  sandbox.clearRequests()

  const texts = await found('oak', people.hannah)

  expect(texts).toEqual(['the oak that Hannah may see'])
  expect(sandbox.requests.filter(({ method }) => method === 'batch')).toHaveLength(2)
  expect((await search('oak', { userId: people.hannah })).older).toBeNull()
})

test('the portal is asked once for a page, and not for what it said lately', async () => {
  const { write, search, scopeOn, sandbox } = await startSearch()
  for (let id = 1; id <= 90; id++) await write(`oak ${id}`, scopeOn(4000 + id))
  await write('oak', scopeOn(deals.open))
  sandbox.clearRequests()

  const { hits } = await search('oak')
  await search('oak')
  await search('oa')

  expect(hits).toHaveLength(1)
  expect(sandbox.requests.filter(({ method }) => method === 'batch')).toHaveLength(1)
})

test('a portal that does not answer is no empty result', async () => {
  const { write, search, sandbox } = await startSearch()
  await write('oak')
  sandbox.faults.rest = 'down'

  expect(await failureOf(search('oak'))).toBe('portal-unreachable')
})

test('what is known for a last moment is found, though it is over when the portal has answered about the rest', async () => {
  const { write, search, scopeOn, sandbox, database, services, portal, clock } = await startSearch()
  await write('oak')
  await search('oak')
  await write('oak secret', scopeOn(deals.secret))
  sandbox.clock.turn(10 * 60_000 - 1)
  const slowly = createSearch({
    database, clock, readable: {
      async refresh(...about) {
        const wasAsked = await services.readable.refresh(...about)
        sandbox.clock.turn(2000)
        return wasAsked
      },
    },
  })

  const { hits } = await slowly.find(portal, people.marcus, 'oak', { limit: 20 })

  expect(hits.map(({ row }) => row.text)).toEqual(['oak secret', 'oak'])
})

test('who lost the right finds nothing any more after ten minutes', async () => {
  const { write, found, scopeOn, sandbox } = await startSearch()
  await write('oak', scopeOn(deals.secret))
  const before = await found('oak')
  const secret = sandbox.portal(alderOak).data.items.find(({ entityTypeId, id }) => entityTypeId === 2 && id === deals.secret)
  if (secret) secret.assignedById = people.hannah

  sandbox.clock.turn(10 * 60_000)

  expect([before, await found('oak'), await found('oak', people.hannah)]).toEqual([['oak'], [], ['oak']])
})

test('no row is read that does not match: each statement goes from the index to entries by their keys, newest first, without sorting', async () => {
  const statements: { sql: string, params: unknown[] }[] = []
  const { write, search, database } = await startSearch({
    database: drizzle({ client: memoryDatabase().$client, schema, logger: { logQuery: (sql, params) => statements.push({ sql, params }) } }),
  })
  await write(['oak 1', 'oak 2', '合同'])
  const { older } = await search('oa', { limit: 1 })
  statements.length = 0
  await search('oa', { limit: 1, before: older ?? undefined })

  const plans = statements.filter(({ sql }) => sql.includes('"search_'))
    .map(({ sql, params }) => database.$client.prepare(`explain query plan ${sql}`).all(...params).map(step => String(Object(step).detail)))

  expect(plans.map(([first]) => first)).toEqual([
    expect.stringMatching(/^SEARCH notes .*portal_id=\? AND id=\?/), expect.stringMatching(/^SEARCH notes .*portal_id=\? AND id=\?/),
    // M: what matches. <: beneath a row id.
    'SCAN search_index VIRTUAL TABLE INDEX 192:M1<', 'SCAN json_each VIRTUAL TABLE INDEX 1:',
  ])
  // Everything else by its whole key. A portal's number alone would be a scan of the portal.
  for (const step of plans.flatMap(steps => steps.slice(1))) {
    expect(step).toMatch(/^SEARCH \w+ (EXISTS )?USING (INTEGER PRIMARY KEY \(rowid=\?\)|INDEX \w+ \(portal_id=\? AND \w+=\? AND \w+=\?\))|^USE TEMP B-TREE FOR ORDER BY/)
  }
})

test('what is deleted or changed while the portal is asked is not found by what it was', async () => {
  const { write, database, clock, services, portal, notes, marcus } = await startSearch()
  await write(['oak one', 'oak two', 'oak three'])
  const slowly = createSearch({
    database, clock, readable: {
      async refresh(...about) {
        const wasAsked = await services.readable.refresh(...about)
        await notes.remove(marcus, 'n1')
        await notes.edit(marcus, 'n2', 1, 'pine')
        return wasAsked
      },
    },
  })

  const { hits } = await slowly.find(portal, people.marcus, 'oak', { limit: 20 })

  expect(hits.map(({ row }) => row.text)).toEqual(['oak three'])
})
