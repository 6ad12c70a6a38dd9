import { LRUCache } from 'lru-cache'
import { z } from 'zod'
import type { Answer, Command, PortalClient } from '../bitrix24/rest.ts'
import { Failure } from '../failure.ts'
import type { Portal } from '../portals/portals.ts'

/** The person who is responsible for a task, or the workgroup that it belongs to. */
export interface TaskOwner { of: 'user' | 'group', id: number }

/**
 * Which of these tasks are that person's or that workgroup's, among those that the reader may read. The answer holds for a minute. What was
 * remembered of a task with a note on it would be of that day: tasks change hands.
 * @param ids of tasks on the portal.
 * @throws Failure of `connect`, or `portal-unreachable`.
 */
export type TasksOf = (portal: Portal, userId: number, owner: TaskOwner, ids: string[]) => Promise<Set<string>>

const minute = 60_000
/** Of the portal: rows on a page, commands in a batch. */
const pageSize = 50
const batchSize = 50

/** @param connect a client of the portal with the rights of one person. */
export function createTasksOf({ connect, clock }: { connect: (portal: Portal, userId: number) => Promise<PortalClient>, clock: () => number }): TasksOf {
  /** Of each task that was asked about, by list: is it one of those? */
  const known = new LRUCache<string, Map<string, boolean>>({ max: 5_000, ttl: minute, ttlResolution: 0, perf: { now: clock } })

  return async (portal, userId, owner, ids) => {
    const key = `${portal.id}:${portal.generation}:${userId}:${owner.of}:${owner.id}`
    const answers = known.get(key) ?? new Map<string, boolean>()
    const unknown = ids.filter(id => !answers.has(id))
    if (unknown.length) {
      const theirs = await ask(await connect(portal, userId), owner, unknown)
      for (const id of unknown) answers.set(id, theirs.has(id))
      if (!known.has(key)) known.set(key, answers)
    }
    return new Set(ids.filter(id => answers.get(id)))
  }
}

async function ask(client: PortalClient, owner: TaskOwner, ids: string[]): Promise<Set<string>> {
  const pages = Array.from({ length: Math.ceil(ids.length / pageSize) }, (_, page) => ids.slice(page * pageSize, (page + 1) * pageSize))
  const theirs = new Set<string>()
  for (let from = 0; from < pages.length; from += batchSize) {
    const answers = await client.batch(Object.fromEntries(pages.slice(from, from + batchSize).map((page, index) => [`p${index}`, tasksOfCommand(owner, page)])))
    for (const answer of Object.values(answers)) for (const id of readTasks(answer)) theirs.add(id)
  }
  return theirs
}

/** @see https://apidocs.bitrix24.com/api-reference/tasks/tasks-task-list.html */
export function tasksOfCommand({ of, id }: TaskOwner, ids: string[]): Command {
  return ['tasks.task.list', { filter: { ID: ids.map(Number), [of === 'user' ? 'RESPONSIBLE_ID' : 'GROUP_ID']: id }, select: ['ID'], start: -1 }]
}

const tasksAnswer = z.object({ tasks: z.array(z.object({ id: z.coerce.string() })) })

export function readTasks(answer: Answer): string[] {
  const read = 'value' in answer ? tasksAnswer.safeParse(answer.value) : null
  if (!read?.success) throw new Failure('portal-unreachable', { cause: 'error' in answer ? answer.error : read?.error })
  return read.data.tasks.map(({ id }) => id)
}
