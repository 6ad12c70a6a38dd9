import type { FollowUp } from '../../shared/follow-up.ts'
import type { FollowUpRow } from './follow-up-list.ts'
import type { SubjectCard, SubjectLabel } from '../../shared/subject.ts'
import { sourceSchema, type Note, type Thread, type ThreadPage } from '../../shared/thread.ts'
import type { People } from '../portals/people.ts'
import type { Portals } from '../portals/portals.ts'
import type { Drafts } from './drafts.ts'
import { renderMarkdown } from './markdown.ts'
import { mayEdit, type NoteRow, type Notes } from './notes.ts'
import type { Scope } from '../subjects/subject.ts'

export interface Threads {
  /** The whole first screen: the caller brings the live header. */
  open(reader: Scope, card: SubjectCard): Promise<Thread>
  /** A further page (`before`), or the first one. */
  page(reader: Scope, before?: string): Promise<ThreadPage>
  /** What changed since a `seq`, at most 50 notes at once; deleted ones are named. */
  since(reader: Scope, seq: number): Promise<ThreadPage>
  /** A note as the reader is shown it. */
  presentOne(reader: Scope, row: NoteRow): Promise<Note>
  presentFollowUps(viewer: Omit<Scope, 'subject'> & { linked?: { id: number, label: SubjectLabel }[] }, rows: FollowUpRow[]): Promise<FollowUp[]>
}

const iso = (milliseconds: number) => new Date(milliseconds).toISOString()

/** Threads as people see them: names for ids, HTML for Markdown. */
export function createThreads({ notes, drafts, people, portals }: { notes: Notes, drafts: Drafts, people: People, portals: Portals }): Threads {
  async function present(reader: Scope, rows: NoteRow[]): Promise<Note[]> {
    const ids = new Set(rows.flatMap(row => row.editedBy === null ? [row.authorId] : [row.authorId, row.editedBy]))
    const names = await people.names(reader.portalId, [...ids])
    const person = (id: number) => ({ id, name: names.get(id) ?? `#${id}` })
    return rows.map(row => ({
      id: row.id,
      version: row.version,
      text: row.text,
      html: renderMarkdown(row.text),
      author: person(row.authorId),
      createdAt: iso(row.createdAt),
      edited: row.editedBy === null || row.editedAt === null ? null : { by: person(row.editedBy), at: iso(row.editedAt) },
      pinned: row.pinned,
      on: null,
      source: sourceSchema.safeParse(row.source).data ?? null,
      editable: mayEdit(reader, row),
    }))
  }

  /** The counter is read before the rows: a change between the two is told twice rather than never. */
  async function seqOf(reader: Scope) {
    return (await portals.get(reader.portalId))?.seq ?? 0
  }

  async function page(reader: Scope, before?: string): Promise<ThreadPage> {
    const seq = await seqOf(reader)
    const { rows, older } = await notes.page(reader.portalId, reader.subject, before)
    return { notes: await present(reader, rows), followUps: [], deleted: [], older, seq }
  }

  return {
    page,

    async presentFollowUps(viewer, rows) {
      const names = await people.names(viewer.portalId, rows.flatMap(row => [row.authorId, row.assigneeId]))
      const person = (id: number) => ({ id, name: names.get(id) ?? `#${id}` })
      const on = new Map(viewer.linked?.map(({ id, label }) => [id, label]))
      return rows.map(row => ({
        id: row.id, version: row.version, text: row.text, on: on.get(row.subjectId) ?? null, source: null, author: person(row.authorId), assignee: person(row.assigneeId),
        state: row.state, dueOn: row.dueOn, dueTime: row.dueTime, zone: row.zone, dueAt: iso(row.dueAt), createdAt: iso(row.createdAt), edited: null, closed: null, editable: true,
      }))
    },

    async presentOne(reader, row) {
      const [note] = await present(reader, [row])
      if (!note) throw new Error('a row gives a note')
      return note
    },

    async open(reader, card) {
      return { subject: card, ...await page(reader), drafts: await drafts.of(reader.portalId, reader.userId, reader.subject) }
    },

    async since(reader, after) {
      const seq = await seqOf(reader)
      const { rows, until } = await notes.since(reader.portalId, reader.subject, after)
      const [deleted, standing] = [rows.filter(row => row.deletedAt !== null), rows.filter(row => row.deletedAt === null)]
      return { notes: await present(reader, standing), followUps: [], deleted: deleted.map(row => row.id), older: null, seq: until ?? seq }
    },
  }
}
