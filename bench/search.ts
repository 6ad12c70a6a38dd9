import { eq, sql } from 'drizzle-orm'
import { openDatabase, type Database } from '../db/database.ts'
import { access, portals } from '../db/schema.ts'
import type { Portal } from '../server/portals/portals.ts'
import { createReadable } from '../server/subjects/readable.ts'
import { createSubjects } from '../server/subjects/subjects.ts'
import { createSearch } from '../server/threads/search.ts'
import { createRandom, type Random } from '../soak/random.ts'
import { languageOf, lastMoment, vocabulary, type Language } from './large-database.ts'
import { quantile } from './statistics.ts'

/** Milliseconds that one search takes, all statements and the answer's rows; the portal has said before what may be read. */
export interface SearchFigures {
  name: string
  queries: number
  p50: number
  p99: number
  max: number
  /** Of the process's own time: what another one takes from it on a busy machine is not in it. */
  busy: { p50: number, p99: number }
  /** Hits on its first page, on average. */
  hits: number
}

/** What people type, who know a note of their portal. */
const kinds: Record<string, (note: Note, random: Random) => string> = {
  'a frequent word': ({ language }, random) => random.pick(vocabulary[language].slice(0, 10)),
  'a word of the note': (note, random) => random.pick(note.words),
  'three words of the note': ({ words }, random) => [random.pick(words), random.pick(words), random.pick(words)].join(' '),
  'a beginning of 2 letters': (note, random) => beginning(note, random, 2),
  'a beginning of 3 letters': (note, random) => beginning(note, random, 3),
  'a beginning of 4 letters': (note, random) => beginning(note, random, 4),
  'a word and a beginning of 2 letters': (note, random) => `${random.pick(note.words)} ${beginning(note, random, 2)}`,
  'what is nowhere': ({ language }, random) => `${random.pick(vocabulary[language].slice(0, 10))} qqqq`,
}

interface Note { portal: Portal, language: Language, words: string[] }

/** Two Chinese characters are as good as a word, one is as good as a beginning. */
function beginning({ language, words }: Note, random: Random, length: number) {
  return random.pick(words).slice(0, language === 'han' ? length - 1 : length)
}

/** Who searches: somebody who may read everything, two of a hundred objects, or nothing. */
const viewers = [{ userId: 1, everyNth: 1 }, { userId: 2, everyNth: 50 }, { userId: 3, everyNth: 0 }]

const pageSize = 20

/**
 * Measures searches in a database that `makeLargeDatabase` made: each kind of query in portals as they come, by their notes, and all of them in
 * the largest portal. Every third search is for the second page.
 * @param queries of each kind, and in the largest portal of all kinds together.
 */
export async function measureSearch(file: string, queries: number): Promise<SearchFigures[]> {
  const database = openDatabase(file)
  try {
    const random = createRandom(3)
    const notes = sampleOf(database, queries, random)
    const largest = notes.filter(({ portal }) => portal.id === 1)
    rememberAccess(database, notes)
    const search = createSearch({ database, clock: () => lastMoment, readable: createReadable({ database, subjects: createSubjects(database), clock: () => lastMoment, connect: () => Promise.reject(new Error('everything is known')) }) })

    async function measure(name: string, texts: { note: Note, text: string }[]): Promise<SearchFigures> {
      const times: Times = { passed: [], busy: [] }
      const hits: number[] = []
      for (const { note, text } of texts) {
        const { userId } = random.pick(viewers)
        const first = await timed(times, () => search.find(note.portal, userId, text, { limit: pageSize }))
        hits.push(first.hits.length)
        const { older } = first
        if (older && random.chance(1 / 3)) await timed(times, () => search.find(note.portal, userId, text, { limit: pageSize, before: older }))
      }
      return {
        name, queries: times.passed.length, p50: quantile(times.passed, 0.5), p99: quantile(times.passed, 0.99), max: Math.max(...times.passed),
        busy: { p50: quantile(times.busy, 0.5), p99: quantile(times.busy, 0.99) }, hits: hits.reduce((sum, count) => sum + count, 0) / hits.length,
      }
    }

    // The first of all pays for what every process has to read once.
    await measure('', notes.slice(0, 50).map(note => ({ note, text: random.pick(note.words) })))
    const figures: SearchFigures[] = []
    for (const [name, textOf] of Object.entries(kinds)) figures.push(await measure(name, notes.map(note => ({ note, text: textOf(note, random) }))))
    for (const [name, textOf] of Object.entries(kinds)) figures.push(await measure(`${name}, in the largest portal`, largest.map(note => ({ note, text: textOf(note, random) }))))
    return figures
  }
  finally {
    database.$client.close()
  }
}

interface Times { passed: number[], busy: number[] }

async function timed<T>({ passed, busy }: Times, work: () => Promise<T>): Promise<T> {
  const [started, used] = [performance.now(), process.cpuUsage()]
  const answer = await work()
  const { user, system } = process.cpuUsage(used)
  passed.push(performance.now() - started)
  busy.push((user + system) / 1000)
  return answer
}

/** Notes from anywhere, so that a portal comes as often as it has notes. */
function sampleOf(database: Database, count: number, random: Random): Note[] {
  const note = database.$client.prepare<[number], { portal_id: number, text: string }>('select portal_id, text from notes where row_id = ?')
  const last = database.$client.prepare<[], number>('select max(row_id) from notes').pluck().get() ?? 0
  return Array.from({ length: count }, () => {
    const { portal_id: portalId, text } = mustBe(note.get(random.between(1, last)))
    const language = languageOf(portalId)
    const words = language === 'han' ? text.match(/../gu) : text.split(' ')
    return { portal: mustBe(database.select().from(portals).where(eq(portals.id, portalId)).get()), language, words: mustBe(words) }
  })
}

/** What the portals would have answered, for all their objects. */
function rememberAccess(database: Database, notes: Note[]) {
  database.$client.exec('delete from access')
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
