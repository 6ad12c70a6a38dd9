import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eq, sql } from 'drizzle-orm'
import pino from 'pino'
import { openDatabase, type Database } from '../db/database.ts'
import { access, portals, subjects } from '../db/schema.ts'
import { readConfig } from '../server/config.ts'
import type { Portal } from '../server/portals/portals.ts'
import { createServices, type Services } from '../server/services.ts'
import { followUpsQuery } from '../shared/lists.ts'
import type { Subject } from '../shared/subject.ts'
import { createRandom, type Random } from '../soak/random.ts'
import { languageOf, lastMoment, makeLargeDatabase, vocabulary, type Language, type Made, type Size } from './large-database.ts'
import { quantile } from './statistics.ts'

/** What the database costs where there is much in it. */
export interface DatabaseFigures { size: Size, made: Made, rows: DatabaseRow[] }

/** Milliseconds of one opening or search: all its statements, and what is made of their rows; what the portal has to say, it has said before. */
export interface DatabaseRow {
  name: string
  kind: 'opening' | 'search'
  count: number
  p50: number
  p99: number
  max: number
  /** Of the process's own time: what others take from it on a busy machine is not in it. */
  busy: { p50: number, p99: number }
}

type Deed = (note: Note, random: Random) => Promise<unknown>

/** Somebody's note, somewhere: a portal comes as often as it has notes. */
interface Note { portal: Portal, subject: Subject, language: Language, words: string[] }

/** People who may read everything, two of a hundred objects, or nothing. */
const viewers = [{ userId: 1, everyNth: 1 }, { userId: 2, everyNth: 50 }, { userId: 3, everyNth: 0 }]

const pageSize = 20

/** What people type, who know a note of their portal. */
const searches: Record<string, (note: Note, random: Random) => string> = {
  'a frequent word': ({ language }, random) => random.pick(vocabulary[language].slice(0, 10)),
  'a word of the note': ({ words }, random) => random.pick(words),
  'three words of the note': ({ words }, random) => [random.pick(words), random.pick(words), random.pick(words)].join(' '),
  'a beginning of 2 letters': (note, random) => beginning(note, random, 2),
  'a beginning of 3 letters': (note, random) => beginning(note, random, 3),
  'a beginning of 4 letters': (note, random) => beginning(note, random, 4),
  'a word and a beginning of 2 letters': (note, random) => `${random.pick(note.words)} ${beginning(note, random, 2)}`,
  'what is nowhere': ({ language }, random) => `${random.pick(vocabulary[language].slice(0, 10))} qqqq`,
}

/** Two Chinese characters are as good as a word, one is as good as a beginning. */
function beginning({ language, words }: Note, random: Random, length: number) {
  return random.pick(words).slice(0, language === 'han' ? length - 1 : length)
}

/**
 * Makes a large database and measures in it: openings of threads, queues and home, and searches of each kind, in portals as they come and in the
 * largest one.
 * @param count of each row.
 */
export async function measureDatabase(size: Size, count: number): Promise<DatabaseFigures> {
  const folder = mkdtempSync(join(tmpdir(), 'sidenote-bench-'))
  try {
    const file = join(folder, 'large.sqlite')
    const made = await makeLargeDatabase(file, size)
    return { size, made, rows: await measureIn(file, count) }
  }
  finally {
    rmSync(folder, { recursive: true })
  }
}

async function measureIn(file: string, count: number): Promise<DatabaseRow[]> {
  const database = openDatabase(file)
  try {
    const random = createRandom(3)
    const notes = sampleOf(database, count, random)
    rememberAccess(database, notes)
    const services = await createServices({
      database, clock: () => lastMoment, log: pino({ level: 'silent' }), fetch: () => Promise.reject(new Error('everything is known')),
      config: readConfig({ NUXT_APP_URL: 'https://sidenote.example', NUXT_B24_CLIENT_ID: 'app.bench', NUXT_B24_CLIENT_SECRET: 'secret', NUXT_SECRET_KEYS: `bench:${randomBytes(32).toString('base64')}` }),
    })
    const rows: DatabaseRow[] = []
    async function measure(name: string, kind: DatabaseRow['kind'], deed: Deed) {
      for (const [among, where] of [[notes, ''], [notes.filter(({ portal }) => portal.id === 1), ', in the largest portal']] as const) {
        const times: Times = { passed: [], busy: [] }
        // What every process reads once is not what the next one waits for.
        for (const note of among.slice(0, 100)) await deed(note, random)
        for (const note of among) await timed(times, () => deed(note, random))
        rows.push({
          name: name + where, kind, count: among.length, p50: quantile(times.passed, 0.5), p99: quantile(times.passed, 0.99), max: Math.max(...times.passed),
          busy: { p50: quantile(times.busy, 0.5), p99: quantile(times.busy, 0.99) },
        })
      }
    }

    for (const [name, deed] of Object.entries(openingsIn(services))) await measure(name, 'opening', deed)
    for (const [name, textOf] of Object.entries(searches)) await measure(`search: ${name}`, 'search', (note, random) =>
      services.search.find(note.portal, random.pick(viewers).userId, textOf(note, random), { limit: pageSize }))
    return rows
  }
  finally {
    database.$client.close()
  }
}

/** What an opening does beside the portal's answers. */
function openingsIn({ subjects, readable, threads, lists }: Services): Record<string, Deed> {
  const reader = ({ portal }: Note, random: Random) => ({ portal, portalId: portal.id, userId: random.pick(viewers).userId, isAdmin: false, now: lastMoment })
  return {
    async 'a thread'({ portal, subject }) {
      const links = subjects.lastLinks(portal.id, subject)
      await subjects.remember(portal.id, subject, links)
      const linked = await readable.linked(portal, 1, subject, links)
      await threads.open({ portalId: portal.id, userId: 1, isAdmin: false, subject, linked }, { kind: 'crm-item', entityTypeId: subject.entityTypeId, id: subject.id, type: 'deal', title: 'A deal', path: null, facts: [] })
    },
    async 'the queue of deals'(note, random) {
      lists.followUpsInBatch(note.portal, { of: 'type', id: 2 })
      await lists.followUps(reader(note, random), { ...followUpsQuery.parse({}), scope: { of: 'type', id: 2 } })
    },
    async 'home'(note, random) {
      lists.homeInBatch(note.portal)
      await lists.home(reader(note, random), 'Europe/Berlin')
    },
  }
}

interface Times { passed: number[], busy: number[] }

async function timed({ passed, busy }: Times, work: () => Promise<unknown>) {
  const [started, used] = [performance.now(), process.cpuUsage()]
  await work()
  const { user, system } = process.cpuUsage(used)
  passed.push(performance.now() - started)
  busy.push((user + system) / 1000)
}

function sampleOf(database: Database, count: number, random: Random): Note[] {
  const note = database.$client.prepare<[number], { portal_id: number, subject_id: number, text: string }>('select portal_id, subject_id, text from notes where row_id = ?')
  const last = database.$client.prepare<[], number>('select max(row_id) from notes').pluck().get() ?? 0
  return Array.from({ length: count }, () => {
    const { portal_id: portalId, subject_id: subjectId, text } = mustBe(note.get(random.between(1, last)))
    const { entityTypeId, externalId } = mustBe(database.select().from(subjects).where(eq(subjects.id, subjectId)).get())
    const language = languageOf(portalId)
    return {
      portal: mustBe(database.select().from(portals).where(eq(portals.id, portalId)).get()), subject: { kind: 'crm-item' as const, entityTypeId, id: externalId },
      language, words: mustBe(language === 'han' ? text.match(/../gu) : text.split(' ')),
    }
  })
}

/** What the portals have answered, for all their objects. */
function rememberAccess(database: Database, notes: Note[]) {
  for (const portalId of new Set(notes.map(({ portal }) => portal.id))) {
    for (const { userId, everyNth } of viewers) {
      database.run(sql`insert into ${access} (portal_id, user_id, subject_id, is_readable, checked_at)
        select portal_id, ${userId}, id, ${everyNth ? sql`id % ${everyNth} = 0` : sql`0`}, ${lastMoment} from subjects where portal_id = ${portalId}`)
    }
  }
}

function mustBe<T>(value: T | undefined | null): T {
  if (value === undefined || value === null) throw new Error('this is no database of makeLargeDatabase')
  return value
}
