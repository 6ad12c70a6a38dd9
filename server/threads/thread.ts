import type { FollowUp } from '../../shared/follow-up.ts'
import type { SubjectCard } from '../../shared/subject.ts'
import { sourceSchema, type Note, type Person, type Thread, type ThreadFilter, type ThreadPage } from '../../shared/thread.ts'
import type { People } from '../portals/people.ts'
import type { Portals } from '../portals/portals.ts'
import type { Reader } from '../subjects/subject.ts'
import type { AuthorsOf } from './authors.ts'
import type { Drafts } from './drafts.ts'
import { renderMarkdown } from './markdown.ts'
import { mayEdit } from './entries.ts'
import type { FollowUpRow } from './follow-ups.ts'
import type { NoteRow } from './notes.ts'
import type { Timeline } from './timeline.ts'

/** To whom something is shown, and what is said of where it stands. */
type Viewer = Omit<Reader, 'subject'>

export interface Threads {
  /** The whole first screen: the caller brings the live header. */
  open(reader: Reader, card: SubjectCard): Promise<Thread>
  /** A further page (`before`), or the first one, of what the filter lets through. @throws Failure `not-found` for a cursor of another thread. */
  page(reader: Reader, before?: string, filter?: ThreadFilter): Promise<ThreadPage>
  /** What changed since a `seq`, at most 50 entries at once; deleted ones are named. */
  since(reader: Reader, seq: number): Promise<ThreadPage>
  /** A note as the viewer is shown it. */
  presentOne(viewer: Viewer, row: NoteRow): Promise<Note>
  /** Follow-ups as the viewer is shown them, in the given order; `on` is the label of those of `linked`. */
  presentFollowUps(viewer: Viewer, rows: FollowUpRow[]): Promise<FollowUp[]>
  /** One of them. */
  presentFollowUp(viewer: Viewer, row: FollowUpRow): Promise<FollowUp>
}

const isStanding = ({ deletedAt }: NoteRow | FollowUpRow) => deletedAt === null
const iso = (milliseconds: number) => new Date(milliseconds).toISOString()

/** Who did something, and when; null while nobody did. */
function deed(person: (id: number) => Person, by: number | null, at: number | null) {
  return by === null || at === null ? null : { by: person(by), at: iso(at) }
}

function only<T>([shown]: T[]): T {
  if (shown === undefined) throw new Error('a row gives what is shown')
  return shown
}

/** Threads as people see them: names for ids, HTML for Markdown. */
export function createThreads({ timeline, authorsOf, drafts, people, portals }: { timeline: Timeline, authorsOf: AuthorsOf, drafts: Drafts, people: People, portals: Portals }): Threads {
  /** Everybody who is named in the rows, by id. */
  async function personsIn(portalId: number, ids: (number | null)[]) {
    const known = [...new Set(ids)].filter(id => id !== null)
    const names = await people.names(portalId, known)
    return (id: number) => ({ id, name: names.get(id) ?? `#${id}` })
  }

  const labels = ({ linked }: Viewer) => new Map(linked.map(({ id, label }) => [id, label]))

  async function presentNotes(viewer: Viewer, rows: NoteRow[]): Promise<Note[]> {
    const person = await personsIn(viewer.portalId, rows.flatMap(row => [row.authorId, row.editedBy]))
    const on = labels(viewer)
    return rows.map(row => ({
      id: row.id,
      version: row.version,
      text: row.text,
      html: renderMarkdown(row.text),
      author: person(row.authorId),
      createdAt: iso(row.createdAt),
      edited: deed(person, row.editedBy, row.editedAt),
      pinned: row.pinned,
      on: on.get(row.subjectId) ?? null,
      source: sourceSchema.safeParse(row.source).data ?? null,
      editable: mayEdit(viewer, row),
    }))
  }

  async function presentFollowUps(viewer: Viewer, rows: FollowUpRow[]): Promise<FollowUp[]> {
    const person = await personsIn(viewer.portalId, rows.flatMap(row => [row.authorId, row.assigneeId, row.editedBy, row.closedBy]))
    const on = labels(viewer)
    return rows.map(row => ({
      id: row.id,
      version: row.version,
      text: row.text,
      on: on.get(row.subjectId) ?? null,
      source: sourceSchema.safeParse(row.source).data ?? null,
      author: person(row.authorId),
      assignee: person(row.assigneeId),
      state: row.state,
      dueOn: row.dueOn,
      dueTime: row.dueTime,
      zone: row.zone,
      dueAt: iso(row.dueAt),
      createdAt: iso(row.createdAt),
      edited: deed(person, row.editedBy, row.editedAt),
      closed: deed(person, row.closedBy, row.closedAt),
      editable: mayEdit(viewer, row),
    }))
  }

  /** The counter is read before the rows: a change between the two is told twice rather than never. */
  async function seqOf(portalId: number) {
    return (await portals.get(portalId))?.seq ?? 0
  }

  async function page(reader: Reader, before?: string, filter: ThreadFilter = {}): Promise<ThreadPage> {
    const seq = await seqOf(reader.portalId)
    const { notes, followUps, older } = await timeline.page(reader, before, filter)
    return { notes: await presentNotes(reader, notes), followUps: await presentFollowUps(reader, followUps), deleted: [], older, seq }
  }

  return {
    page,

    async presentOne(viewer, row) {
      return only(await presentNotes(viewer, [row]))
    },

    presentFollowUps,

    async presentFollowUp(viewer, row) {
      return only(await presentFollowUps(viewer, [row]))
    },

    async open(reader, card) {
      const first = await page(reader)
      const authors = first.older === null ? [] : authorsOf(reader)
      const person = await personsIn(reader.portalId, authors)
      return { subject: card, ...first, authors: authors.map(person), drafts: await drafts.of(reader.portalId, reader.userId, reader.subject) }
    },

    async since(reader, after) {
      const seq = await seqOf(reader.portalId)
      const { notes, followUps, until } = await timeline.since(reader, after)
      return {
        notes: await presentNotes(reader, notes.filter(isStanding)),
        followUps: await presentFollowUps(reader, followUps.filter(isStanding)),
        deleted: [...notes, ...followUps].filter(row => !isStanding(row)).map(({ id }) => id),
        older: null,
        seq: until ?? seq,
      }
    },
  }
}
