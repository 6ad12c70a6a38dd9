import { isoDate } from '../clock.ts'
import type { Task, TaskStatus, Workgroup } from '../types.ts'

const DAY = 24 * 3600 * 1000
const HOUR = 3600 * 1000
const END_OF_WORK = 19
const START_OF_WORK = 9

/** One task as the tables tell it. Days are relative to the start of the sandbox. */
export interface TaskRow {
  id: number
  title: string
  text?: string
  /** Creator. */
  by: number
  /** Responsible person. */
  to: number
  age: number
  /** Deadline in days from now, at the end of the working day; absent: none. */
  due?: number
  /** Days since the status became what it is; default: since the creation. */
  since?: number
  status?: TaskStatus
  high?: true
  accomplices?: number[]
  auditors?: number[]
  group?: number
  parent?: number
  crm?: string[]
  tags?: string[]
  /** Steps; those that are done start with `+`. */
  steps?: string[]
  control?: true
}

export interface GroupRow {
  id: number
  name: string
  text: string
  owner: number
  moderators?: number[]
  members?: number[]
  age: number
  /** Projects have an end, in days from now. */
  ends?: number
  access?: 'open' | 'closed' | 'secret'
  extranet?: true
  archived?: true
  keywords?: string[]
  /** Its chat, where the messenger has one. */
  chat?: number
}

const COMPLETED = 5

/** Complete tasks and groups out of the rows of one portal. */
export function workOf({ now, utcOffset }: { now: number, utcOffset: number }) {
  const midnight = Math.floor(now / DAY) * DAY - utcOffset * 60_000
  const at = (days: number, hour: number) => isoDate(midnight + days * DAY + hour * HOUR, utcOffset)

  return {
    task(row: TaskRow): Task {
      const { status = 2, since = row.age } = row
      const changedBy = status === 2 ? row.by : row.to
      const changed = at(-since, 11)

      return {
        id: row.id,
        title: row.title,
        description: row.text ?? '',
        status,
        priority: row.high ? 2 : 1,
        createdBy: row.by,
        responsibleId: row.to,
        accomplices: row.accomplices ?? [],
        auditors: row.auditors ?? [],
        groupId: row.group ?? 0,
        parentId: row.parent ?? null,
        createdDate: at(-row.age, START_OF_WORK),
        changedDate: changed,
        changedBy,
        statusChangedDate: changed,
        statusChangedBy: status === 2 ? null : changedBy,
        closedDate: status === COMPLETED ? changed : null,
        closedBy: status === COMPLETED ? changedBy : null,
        deadline: row.due === undefined ? null : at(row.due, END_OF_WORK),
        startDatePlan: null,
        endDatePlan: null,
        allowChangeDeadline: true,
        taskControl: row.control ?? false,
        ufCrmTask: row.crm ?? [],
        tags: row.tags ?? [],
        checklist: (row.steps ?? []).map(step => ({ title: step.replace(/^\+/, ''), done: step.startsWith('+') })),
        chatId: null,
      }
    },

    group(row: GroupRow): Workgroup {
      const { access = 'open' } = row

      return {
        id: row.id,
        name: row.name,
        description: row.text,
        project: row.ends !== undefined,
        visible: access !== 'secret',
        opened: access === 'open',
        closed: row.archived ?? false,
        extranet: row.extranet ?? false,
        ownerId: row.owner,
        moderators: row.moderators ?? [],
        members: row.members ?? [],
        keywords: row.keywords ?? [],
        created: at(-row.age, START_OF_WORK),
        updated: at(-Math.min(row.age, 3), 16),
        projectStart: row.ends === undefined ? null : at(-row.age, START_OF_WORK),
        projectFinish: row.ends === undefined ? null : at(row.ends, END_OF_WORK),
        chatId: row.chat ?? null,
      }
    },
  }
}
