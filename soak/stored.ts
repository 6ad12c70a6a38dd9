import Sqlite from 'better-sqlite3'
import { z } from 'zod'
import type { Stored } from './audit.ts'

const whole = z.int()
const flag = whole.transform(value => value === 1)

const tables = {
  portals: {
    query: 'select member_id, state from portals',
    row: z.object({ member_id: z.string(), state: z.string() }),
  },
  notes: {
    query: `select member_id, cast(external_id as integer) as deal, notes.id, author_id as authorId, text, version, deleted_at is not null as isDeleted, pinned as isPinned
      from notes join portals on portals.id = notes.portal_id join subjects on subjects.id = notes.subject_id`,
    row: z.object({ member_id: z.string(), deal: whole, id: z.string(), authorId: whole, text: z.string(), version: whole, isDeleted: flag, isPinned: flag }),
  },
  versions: {
    query: 'select member_id, note_id as noteId, version, text, user_id as userId from note_versions join portals on portals.id = portal_id',
    row: z.object({ member_id: z.string(), noteId: z.string(), version: whole, text: z.string(), userId: whole }),
  },
  followUps: {
    query: `select member_id, cast(external_id as integer) as deal, follow_ups.id, author_id as authorId, text, state,
      (select state from follow_up_versions as newest where newest.portal_id = follow_ups.portal_id and newest.follow_up_id = follow_ups.id order by newest.version desc limit 1) as lastState,
      version, (select count(*) from follow_up_versions as kept where kept.portal_id = follow_ups.portal_id and kept.follow_up_id = follow_ups.id) as versions
      from follow_ups join portals on portals.id = follow_ups.portal_id join subjects on subjects.id = follow_ups.subject_id`,
    row: z.object({ member_id: z.string(), deal: whole, id: z.string(), authorId: whole, text: z.string(), state: z.string(), lastState: z.string(), version: whole, versions: whole }),
  },
  drafts: {
    query: `select member_id, cast(external_id as integer) as deal, user_id as userId, text
      from drafts join portals on portals.id = drafts.portal_id join subjects on subjects.id = drafts.subject_id where note_id = ''`,
    row: z.object({ member_id: z.string(), deal: whole, userId: whole, text: z.string() }),
  },
}

/** Reads what there is to audit, beside the running application. @param members member ids, in the order of the run's numbers. */
export function readStored(file: string, members: string[]): Stored {
  const database = new Sqlite(file, { readonly: true })
  try {
    const read = <Row extends { member_id: string }>({ query, row }: { query: string, row: z.ZodType<Row> }) =>
      database.prepare(query).all().map(found => row.parse(found)).map(found => ({ ...found, portal: members.indexOf(found.member_id) }))
    return database.transaction(() => ({
      portals: read(tables.portals), notes: read(tables.notes), versions: read(tables.versions), followUps: read(tables.followUps), drafts: read(tables.drafts),
    }))()
  }
  finally {
    database.close()
  }
}
