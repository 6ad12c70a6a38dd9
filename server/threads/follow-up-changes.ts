import type { ChangeResult, FollowUpRowChange } from '../../shared/lists.ts'
import type { FollowUp } from '../../shared/follow-up.ts'
import { asFailure } from '../failure.ts'
import type { Directory } from '../portals/directory.ts'
import type { Readable } from '../subjects/readable.ts'
import type { Scope } from '../subjects/subject.ts'
import type { Subjects } from '../subjects/subjects.ts'
import type { FollowUpRow, FollowUps } from './follow-ups.ts'
import type { ListReader } from './list-reader.ts'

/**
 * Changes follow-ups of many objects, each for itself: what is refused for one does not keep the others. Whether the reader may see what they
 * are on is asked of the portal at this moment, for all of them in one request.
 * @param present a follow-up as the reader is shown it.
 * @returns in the order of the changes.
 * @throws Failure `invalid-input` when somebody is to be given something whom the reader does not know, what keeps the portal from answering, and what
 * keeps the database from taking the next one; what was done before stays done.
 */
export type ChangeFollowUps = (reader: ListReader, changes: FollowUpRowChange[]) => Promise<ChangeResult[]>

export function createChangeFollowUps({ subjects, readable, directory, followUps, present }: {
  subjects: Subjects
  readable: Pick<Readable, 'now'>
  directory: Directory
  followUps: FollowUps
  present: (reader: ListReader, row: FollowUpRow) => Promise<FollowUp>
}): ChangeFollowUps {
  async function carryOut(scope: Scope, { id, to }: FollowUpRowChange): Promise<{ followUp: FollowUpRow, isStale: boolean }> {
    return 'state' in to ? { followUp: await followUps.setState(scope, id, to.state), isStale: false } : followUps.change(scope, id, to)
  }

  async function resultOf(reader: ListReader, change: FollowUpRowChange): Promise<ChangeResult> {
    const { id, subject } = change
    try {
      const { followUp, isStale } = await carryOut({ ...reader, subject }, change)
      return { id, outcome: isStale ? 'conflict' : 'done', followUp: await present(reader, followUp) }
    }
    catch (error) {
      if (!['not-found', 'not-allowed'].includes(asFailure(error).code)) throw error
      return { id, outcome: 'not-available' }
    }
  }

  return async (reader, changes) => {
    const { portal, portalId, userId } = reader
    const idOf = ({ subject }: FollowUpRowChange) => subjects.find(portalId, subject)
    const readableIds = await readable.now(portal, userId, [...new Set(changes.map(idOf))].filter(id => id !== undefined))
    const isReadable = (change: FollowUpRowChange) => readableIds.has(idOf(change) ?? 0)

    const assignees = new Set(changes.filter(isReadable).flatMap(({ to }) => 'assigneeId' in to && to.assigneeId !== undefined ? [to.assigneeId] : []))
    for (const assigneeId of assignees) await directory.choose(portal, userId, assigneeId)

    const results: ChangeResult[] = []
    for (const change of changes) results.push(isReadable(change) ? await resultOf(reader, change) : { id: change.id, outcome: 'not-available' })
    return results
  }
}
