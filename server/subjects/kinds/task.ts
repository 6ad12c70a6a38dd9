import { z } from 'zod'
import type { Fact, SubjectState } from '../../../shared/subject.ts'
import type { Subject } from '../subject.ts'
import { crmItem, decided, id, listed, momentFact, nameOfLink, notAvailable, pageSize, text, textFact, type Kind, type Refusals, type Surroundings } from './kind.ts'

/** PHP writes an object that is not there as an empty list. */
const named = z.object({ name: text }).nullish().catch(null)

const taskAnswer = z.union([z.array(z.never()).max(0), z.object({
  task: z.object({
    title: text, status: z.coerce.number().catch(0), deadline: text, groupId: id, chatId: id,
    ufCrmTask: z.array(z.string()).nullish().catch(null).transform(value => value ?? []),
    responsible: named, group: named,
  }),
})])
type Task = Extract<z.infer<typeof taskAnswer>, { task: unknown }>['task']

/** Both "absent" and "denied" are an answer without the task. @see https://apidocs.bitrix24.com/api-reference/tasks/tasks-task-get.html */
const refusals: Refusals = { scope: 'task', isRefusal: () => false }

export const tasks: Kind = {
  decide: ({ id }) => ({
    subject: ['tasks.task.get', { taskId: Number(id), select: ['ID', 'TITLE', 'STATUS', 'DEADLINE', 'RESPONSIBLE_ID', 'GROUP_ID', 'CHAT_ID', 'UF_CRM_TASK'] }],
  }),

  named: links => links.find(({ kind }) => kind === 'crm-item'),

  read({ kind, entityTypeId, id }, answers) {
    const answer = decided(answers.subject, taskAnswer, refusals)
    if (!('task' in answer)) notAvailable()
    const { task } = answer
    return {
      subject: { kind, entityTypeId, id },
      title: task.title,
      links: linksOf(task),
      facts: surroundings => factsOf(task, surroundings),
    }
  },

  list: {
    size: pageSize,
    command: objects => ['tasks.task.list', { filter: { ID: objects.map(({ id }) => Number(id)) }, select: ['ID', 'TITLE'] }],
    read(answer) {
      const rows = listed(answer, z.object({ tasks: z.array(z.object({ id: z.coerce.string(), title: text })) }).transform(({ tasks }) => tasks), refusals)
      return new Map(rows.map(({ id, title }) => [id, title]))
    },
  },
}

/** Short codes of CRM types; a smart process has its type in hexadecimal. @see https://apidocs.bitrix24.com/api-reference/crm/data-types.html */
const codes: Record<string, number> = { L: 1, D: 2, C: 3, CO: 4, Q: 7, O: 14, SI: 31 }

function crmItemsOf({ ufCrmTask }: Task): Subject[] {
  return ufCrmTask.flatMap((code) => {
    const [, name = '', number] = /^([A-Z]+|T[\da-f]+)_(\d+)$/.exec(code) ?? []
    return crmItem(codes[name] ?? Number.parseInt(name.slice(1), 16), Number(number))
  })
}

function linksOf(task: Task): Subject[] {
  return [
    ...crmItemsOf(task),
    ...(task.groupId ? [{ kind: 'workgroup' as const, entityTypeId: 0, id: String(task.groupId) }] : []),
    ...(task.chatId ? [{ kind: 'chat' as const, entityTypeId: 0, id: `chat${task.chatId}` }] : []),
  ]
}

/** @see https://apidocs.bitrix24.com/api-reference/tasks/fields.html */
const states: Record<number, SubjectState> = { 2: 'pending', 3: 'in-progress', 4: 'awaiting-review', 5: 'completed', 6: 'deferred' }
const underWay = new Set<SubjectState | undefined>(['pending', 'in-progress'])

function factsOf(task: Task, surroundings: Surroundings): Fact[] {
  const state = states[task.status]
  return [
    ...(state ? [{ key: 'state' as const, kind: 'state' as const, value: state, outcome: state === 'completed' ? 'won' as const : 'open' as const }] : []),
    ...momentFact('deadline', task.deadline, underWay.has(state), surroundings),
    ...textFact('responsible', task.responsible?.name),
    ...textFact('project', task.group?.name),
    ...textFact('crm', nameOfLink(crmItemsOf(task), surroundings)),
  ]
}
