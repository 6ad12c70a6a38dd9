import { LRUCache } from 'lru-cache'
import { z } from 'zod'
import type { Answer, Command, PortalClient } from '../bitrix24/rest.ts'
import type { Portal } from '../portals/portals.ts'
import { decided, pageSize, text, type Answers } from './kinds/kind.ts'

/** The person who is responsible for a task, or the workgroup that it belongs to. */
export interface TaskOwner { of: 'user' | 'group', id: number }

/** Tasks change hands: what was remembered of one with a note on it would be of that day. So the portal is asked, and an answer holds for a minute. */
export interface TasksOf {
  /**
   * Which of these tasks are that person's or that workgroup's, among those that the reader may read.
   * @param ids of tasks on the portal.
   * @throws Failure of `connect`, `missing-scope` or `portal-unreachable`.
   */
  among(portal: Portal, userId: number, owner: TaskOwner, ids: string[]): Promise<Set<string>>
  /** The same question about the first of them, for the one batch of an opening. */
  commands(owner: TaskOwner, ids: string[], most: number): Record<string, Command>
  /** Takes down what the portal answered to that. @returns theirs by id, with their titles. @throws Failure `missing-scope` or `portal-unreachable`. */
  learn(portal: Portal, userId: number, owner: TaskOwner, ids: string[], answers: Answers): Map<string, string | null>
}

const minute = 60_000
/** Commands in a batch of the portal's. */
const batchSize = 50

/** @param connect a client of the portal with the rights of one person. */
export function createTasksOf({ connect, clock }: { connect: (portal: Portal, userId: number) => Promise<PortalClient>, clock: () => number }): TasksOf {
  /** Of each task that was asked about, by list: is it one of those? */
  const lists = new LRUCache<string, Map<string, boolean>>({ max: 5_000, ttl: minute, ttlResolution: 0, perf: { now: clock } })

  function listOf(portal: Portal, userId: number, owner: TaskOwner): Map<string, boolean> {
    const key = `${portal.id}:${portal.generation}:${userId}:${owner.of}:${owner.id}`
    const known = lists.get(key) ?? new Map<string, boolean>()
    if (!lists.has(key)) lists.set(key, known)
    return known
  }

  function take(known: Map<string, boolean>, page: string[], answer: Answer | undefined): Map<string, string | null> {
    const theirs = readTasks(answer)
    for (const id of page) known.set(id, theirs.has(id))
    return theirs
  }

  return {
    async among(portal, userId, owner, ids) {
      const known = listOf(portal, userId, owner)
      const pages = pagesOf(ids.filter(id => !known.has(id)))
      const client = pages.length ? await connect(portal, userId) : null
      for (let from = 0; from < pages.length; from += batchSize) {
        const some = pages.slice(from, from + batchSize)
        const answers = await client?.batch(commandsOf(owner, some))
        some.forEach((page, index) => take(known, page, answers?.[nameOf(index)]))
      }
      return new Set(ids.filter(id => known.get(id)))
    },

    commands: (owner, ids, most) => commandsOf(owner, pagesOf(ids).slice(0, most)),

    learn(portal, userId, owner, ids, answers) {
      const known = listOf(portal, userId, owner)
      return new Map(pagesOf(ids).filter((_, index) => nameOf(index) in answers).flatMap((page, index) => [...take(known, page, answers[nameOf(index)])]))
    },
  }
}

const nameOf = (index: number) => `tasks${index}`

function pagesOf(ids: string[]): string[][] {
  return Array.from({ length: Math.ceil(ids.length / pageSize) }, (_, page) => ids.slice(page * pageSize, (page + 1) * pageSize))
}

/** @see https://apidocs.bitrix24.com/api-reference/tasks/tasks-task-list.html */
function commandsOf({ of, id }: TaskOwner, pages: string[][]): Record<string, Command> {
  const theirs = { [of === 'user' ? 'RESPONSIBLE_ID' : 'GROUP_ID']: id }
  return Object.fromEntries(pages.map((page, index): [string, Command] => [nameOf(index), ['tasks.task.list', { filter: { ...theirs, ID: page.map(Number) }, select: ['ID', 'TITLE'], start: -1 }]]))
}

const tasksAnswer = z.object({ tasks: z.array(z.object({ id: z.coerce.string(), title: text })) }).transform(({ tasks }) => tasks)

function readTasks(answer: Answer | undefined): Map<string, string | null> {
  return new Map(decided(answer, tasksAnswer, { scope: 'task', isRefusal: () => false }).map(({ id, title }) => [id, title]))
}
