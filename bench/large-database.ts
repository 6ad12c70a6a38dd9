import pino from 'pino'
import { sql } from 'drizzle-orm'
import { v7 as uuid } from 'uuid'
import { migrateDatabase, openDatabase, type Database } from '../db/database.ts'
import { followUps, notes, noteVersions, portals, searchEntries, subjectLinks, subjects, users } from '../db/schema.ts'
import { createJobs } from '../server/jobs/jobs.ts'
import { createSearchIndex, rowsBegin } from '../server/threads/search-index.ts'
import { createRandom, type Random } from '../soak/random.ts'

export interface Size { portals: number, notes: number }

/** 10,000 portals with a million notes on 160,000 objects, and 200,000 follow-ups. */
export const large: Size = { portals: 10_000, notes: 1_000_000 }

/** How long it took to write the rows, and the job to put all of them into the full-text index; in seconds. */
export interface Made { seconds: number, indexSeconds: number }

/** When the first of all notes was written; they follow at equal distances until `lastMoment`. */
const firstMoment = Date.UTC(2025, 0, 1)
export const lastMoment = Date.UTC(2026, 10, 1)

const notesPerSubject = 6
/** Of the notes, how many more follow-ups there are; which share of them is open. */
const followUpShare = 0.2
const openShare = 0.3

/**
 * Makes a database as years of use would leave it, always the same one: the largest of 10,000 portals has 6 per cent of all notes, a hundred
 * of them more than a half, most a few dozen; some threads are long, most short; some words are everywhere, most are rare.
 * @param file that is not there yet.
 */
export async function makeLargeDatabase(file: string, size: Size): Promise<Made> {
  const database = openDatabase(file)
  try {
    migrateDatabase(database, 'db/migrations')
    // Nobody else is here, and what is lost with the machine is made anew.
    for (const setting of ['synchronous = off', 'cache_size = -500000', 'wal_autocheckpoint = 100000']) database.$client.pragma(setting)
    const started = performance.now()
    writeRows(database, size, createRandom(1))
    const written = performance.now()
    await fillIndex(database)
    database.$client.exec('analyze')
    database.$client.pragma('wal_checkpoint(truncate)')
    return { seconds: (written - started) / 1000, indexSeconds: (performance.now() - written) / 1000 }
  }
  finally {
    database.$client.close()
  }
}

function writeRows(database: Database, size: Size, random: Random) {
  const insert = statements(database)
  const portalOf = zipf(random, size.portals, 0.9)
  const shares = sharesOf(size.portals, 0.9)

  database.$client.exec('begin')
  let subjectId = 0
  const places = shares.map((share, index) => {
    const portalId = index + 1
    const count = Math.max(1, Math.round(share * size.notes / notesPerSubject))
    insert.portal.run({ id: portalId, memberId: `member-${portalId}`, at: firstMoment })
    for (let userId = 1; userId <= Math.min(200, 2 + Math.round(count / 40)); userId++) insert.user.run({ portalId, userId, name: `Person ${userId}`, isAdmin: userId === 1, at: lastMoment })
    for (let n = 1; n <= count; n++) insert.subject.run({ id: subjectId + n, portalId, entityTypeId: n % 4 === 0 ? 3 : 2, externalId: String(n) })
    // Deals point to contacts.
    for (let n = 1; n <= count; n++) if (n % 4 !== 0 && count >= 4) insert.link.run({ portalId, fromId: subjectId + n, toId: subjectId + 4 * (1 + n % Math.floor(count / 4)) })
    const place = { first: subjectId + 1, count, language: languageOf(portalId), people: Math.min(200, 2 + Math.round(count / 40)), seq: 0, entries: 0 }
    subjectId += count
    return place
  })

  for (let n = 0; n < size.notes; n++) {
    const portalId = portalOf()
    const place = at(places, portalId - 1)
    const createdAt = Math.round(firstMoment + (lastMoment - firstMoment) * n / size.notes)
    // The square makes some threads long.
    const entry = { id: uuid({ msecs: createdAt }), portalId, subjectId: place.first + Math.floor(random.next() ** 2 * place.count), userId: random.between(1, place.people), text: textIn(place.language, random), at: createdAt }
    const { lastInsertRowid } = insert.note.run({ ...entry, seq: ++place.seq, pinned: random.chance(0.02) })
    insert.version.run(entry)
    insert.entry.run({ rowId: rowsBegin(portalId) + ++place.entries, portalId, subjectId: entry.subjectId, kind: 'note', entryId: Number(lastInsertRowid) })

    if (!random.chance(followUpShare)) continue
    const isOpen = random.chance(openShare)
    const dueAt = createdAt + random.between(1, 60) * 24 * 3600_000
    const { lastInsertRowid: followUpId } = insert.followUp.run({
      ...entry, id: uuid({ msecs: createdAt }), seq: ++place.seq, assigneeId: random.between(1, place.people), state: isOpen ? 'open' : 'done', dueOn: new Date(dueAt).toISOString().slice(0, 10), dueAt,
    })
    insert.entry.run({ rowId: rowsBegin(portalId) + ++place.entries, portalId, subjectId: entry.subjectId, kind: 'follow-up', entryId: Number(followUpId) })
  }
  for (const [index, { seq }] of places.entries()) insert.seq.run({ id: index + 1, seq })
  database.$client.exec('commit')
}

/** The server's own job does it, in the bites in which it does it beside the server's work. */
async function fillIndex(database: Database) {
  const jobs = createJobs({ database, clock: Date.now, log: pino({ level: 'silent' }) })
  createSearchIndex({ database, jobs })
  await jobs.enqueue({ kind: 'fill-index', key: 'all' })
  await jobs.runDue()
}

function statements(database: Database) {
  const { placeholder } = sql
  const entry = { id: placeholder('id'), portalId: placeholder('portalId'), subjectId: placeholder('subjectId'), authorId: placeholder('userId'), text: placeholder('text'), createdAt: placeholder('at'), seq: placeholder('seq') }
  return {
    portal: database.insert(portals).values({
      id: placeholder('id'), memberId: placeholder('memberId'), state: 'installed', generation: 1, clientEndpoint: 'https://portal.example/rest/', serverEndpoint: 'https://oauth.example/rest/', createdAt: placeholder('at'),
    }).prepare(),
    seq: database.update(portals).set({ seq: sql`${placeholder('seq')}` }).where(sql`${portals.id} = ${placeholder('id')}`).prepare(),
    user: database.insert(users).values({
      portalId: placeholder('portalId'), userId: placeholder('userId'), name: placeholder('name'), isAdmin: placeholder('isAdmin'), timeZone: 'UTC', seenAt: placeholder('at'),
    }).prepare(),
    subject: database.insert(subjects).values({
      id: placeholder('id'), portalId: placeholder('portalId'), kind: 'crm-item', entityTypeId: placeholder('entityTypeId'), externalId: placeholder('externalId'), title: sql`'Object ' || ${placeholder('externalId')}`,
    }).prepare(),
    link: database.insert(subjectLinks).values({ portalId: placeholder('portalId'), fromId: placeholder('fromId'), toId: placeholder('toId') }).prepare(),
    note: database.insert(notes).values({ ...entry, pinned: placeholder('pinned') }).prepare(),
    version: database.insert(noteVersions).values({
      portalId: placeholder('portalId'), noteId: placeholder('id'), version: 1, text: placeholder('text'), userId: placeholder('userId'), at: placeholder('at'),
    }).prepare(),
    followUp: database.insert(followUps).values({
      ...entry, assigneeId: placeholder('assigneeId'), state: placeholder('state'), dueOn: placeholder('dueOn'), zone: 'UTC', dueAt: placeholder('dueAt'),
    }).prepare(),
    entry: database.insert(searchEntries).values({
      rowId: placeholder('rowId'), portalId: placeholder('portalId'), subjectId: placeholder('subjectId'), kind: placeholder('kind'), entryId: placeholder('entryId'), isIndexed: false,
    }).prepare(),
  }
}

// ── Who has how much ──

/** Of `count` that follow one another in size, the share of each. */
function sharesOf(count: number, exponent: number): number[] {
  const weights = Array.from({ length: count }, (_, index) => (index + 1) ** -exponent)
  const sum = weights.reduce((total, weight) => total + weight, 0)
  return weights.map(weight => weight / sum)
}

/** Numbers from 1 to `count`, as often as their shares. */
function zipf(random: Random, count: number, exponent: number): () => number {
  let total = 0
  const until = Float64Array.from(sharesOf(count, exponent), share => total += share)
  return () => {
    const wanted = random.next() * total
    let [low, high] = [0, count - 1]
    while (low < high) {
      const middle = (low + high) >> 1
      if (at(until, middle) < wanted) low = middle + 1
      else high = middle
    }
    return low + 1
  }
}

// ── What is written ──

export type Language = 'latin' | 'cyrillic' | 'han'

/** Of any 20 portals 12 write in Latin letters, 5 in Cyrillic ones, 3 in Chinese. */
export function languageOf(portalId: number): Language {
  const place = portalId % 20
  if (place === 2 || place >= 16) return 'cyrillic'
  return place === 3 || place === 9 || place === 13 ? 'han' : 'latin'
}

const syllables = {
  latin: ['ka', 'lo', 'mi', 'ren', 'ta', 'sto', 'ver', 'ban', 'del', 'ou', 'chi', 'pra', 'zu', 'fi', 'gor', 'ne', 'tal', 'wes', 'im', 'ser', 'po', 'ha', 'dri', 'mont', 'el', 'van', 'gen', 'ti', 'ro', 'schö', 'ü', 'ly'],
  cyrillic: ['ка', 'ло', 'ми', 'ре', 'та', 'сто', 'вер', 'ба', 'дел', 'о', 'чи', 'пра', 'зу', 'фи', 'гор', 'не', 'тал', 'вес', 'им', 'сер', 'по', 'ха', 'дри', 'мон', 'ел', 'ван', 'ген', 'ти', 'ро', 'щё', 'ый', 'ли'],
}

/** Words of a language from the most frequent to the rarest. */
export const vocabulary: Record<Language, string[]> = {
  latin: wordsFrom(syllables.latin, 30_000),
  cyrillic: wordsFrom(syllables.cyrillic, 30_000),
  // Two characters of 2,000 each.
  han: Array.from({ length: 15_000 }, (_, n) => String.fromCodePoint(0x4E00 + (n * 31) % 2000, 0x4E00 + (n * 17 + Math.floor(n / 100)) % 2000)),
}

function wordsFrom(from: string[], count: number): string[] {
  const random = createRandom(2)
  return Array.from({ length: count }, (_, rank) => Array.from({ length: random.between(1, 3) + (rank > 300 ? 1 : 0) }, () => random.pick(from)).join(''))
}

/** A word of that language, the frequent ones often. */
export function wordIn(language: Language, random: Random): string {
  const words = vocabulary[language]
  return at(words, Math.floor(words.length ** random.next()) - 1)
}

/** Three words or a few hundred, 25 on average. */
function textIn(language: Language, random: Random): string {
  const count = Math.max(3, Math.round(-Math.log(1 - random.next()) * 25))
  return Array.from({ length: count }, () => wordIn(language, random)).join(language === 'han' ? '' : ' ')
}

function at<T>(from: ArrayLike<T>, index: number): T {
  const value = from[index]
  if (value === undefined) throw new Error(`there is nothing at ${index}`)
  return value
}
