import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Database } from '../../db/database.ts'
import { followUps, subjects } from '../../db/schema.ts'
import type { FollowUpState } from '../../shared/follow-up.ts'

/** Subjects that lists are made of, whoever may see them: what the portal is asked about before anything is shown. */
export interface ListCandidates {
  /** Tasks with follow-ups in this state, by row id and by the portal's. */
  tasks(portalId: number, state: FollowUpState): { id: number, externalId: string }[]
  /** Row id of a workgroup with follow-ups in this state; null when it has none. */
  workgroup(portalId: number, groupId: number, state: FollowUpState): number | null
  /** Row ids of the CRM items of a type whose open follow-ups fall due first; of all subjects where no type is named. */
  soonest(portalId: number, entityTypeId: number | null, limit: number): number[]
}

const value = (name: string) => sql.placeholder(name)

export function createListCandidates(database: Database): ListCandidates {
  const withFollowUps = and(
    eq(subjects.portalId, value('portalId')), eq(subjects.kind, value('kind')), sql`${subjects.entityTypeId} = 0`,
    sql`exists (select 1 from ${followUps} where ${followUps.portalId} = ${subjects.portalId} and ${followUps.subjectId} = ${subjects.id}
      and ${followUps.state} = ${value('state')} and ${followUps.deletedAt} is null)`,
  )
  const tasks = database.select({ id: subjects.id, externalId: subjects.externalId }).from(subjects).where(withFollowUps).prepare()
  const workgroup = database.select({ id: subjects.id }).from(subjects).where(and(withFollowUps, eq(subjects.externalId, value('externalId')))).prepare()

  const isOpen = and(
    eq(followUps.portalId, value('portalId')), sql`${followUps.state} = 'open'`, isNull(followUps.deletedAt),
    eq(subjects.portalId, value('portalId')), eq(subjects.id, followUps.subjectId),
  )
  const ofType = sql`${subjects.kind} = 'crm-item' and ${subjects.entityTypeId} = ${value('entityTypeId')}`
  const first = (isOfType: typeof ofType | undefined) => database.select({ id: followUps.subjectId }).from(followUps).crossJoin(subjects)
    .where(and(isOpen, isOfType)).orderBy(followUps.dueAt, followUps.rowId).limit(value('limit')).prepare()
  const [soonest, soonestOfType] = [first(undefined), first(ofType)]

  return {
    tasks: (portalId, state) => tasks.all({ portalId, state, kind: 'task' }),
    workgroup: (portalId, groupId, state) => workgroup.get({ portalId, state, kind: 'workgroup', externalId: String(groupId) })?.id ?? null,
    soonest(portalId, entityTypeId, limit) {
      const rows = entityTypeId === null ? soonest.all({ portalId, limit }) : soonestOfType.all({ portalId, entityTypeId, limit })
      return [...new Set(rows.map(({ id }) => id))]
    },
  }
}
