import { expect, test } from 'vitest'
import { alderOak, people } from '../../support/services.ts'
import { startLists, task } from './start-lists.ts'

const minute = 60_000

/** Follow-ups on every task of the portal that somebody may see, and on one of its workgroups. */
async function startTasks() {
  const started = await startLists()
  const { tasks } = started.sandbox.portal(alderOak).data
  for (const { id } of tasks) started.put({ on: task(id), text: `task ${id}` })
  started.put({ on: { kind: 'workgroup', entityTypeId: 0, id: '10' }, text: 'group 10' })
  started.sandbox.clearRequests()
  const texts = async (userId: number, scope: string) => (await started.page(userId, { scope })).followUps.map(({ text }) => text).sort()
  return { ...started, tasks, texts }
}

test('a person\'s list holds what is on the tasks that they are responsible for', async () => {
  const { tasks, texts } = await startTasks()

  const found = await texts(people.admin, `user:${people.marcus}`)

  expect(found).toEqual(tasks.filter(({ responsibleId }) => responsibleId === people.marcus).map(({ id }) => `task ${id}`).sort())
  expect(found.length).toBeGreaterThan(0)
})

test('a workgroup\'s list holds what is on the group and on its tasks', async () => {
  const { tasks, texts } = await startTasks()

  const found = await texts(people.admin, 'group:10')

  expect(found).toEqual([...tasks.filter(({ groupId }) => groupId === 10).map(({ id }) => `task ${id}`), 'group 10'].sort())
  expect(found.length).toBeGreaterThan(1)
})

test('what one person was told of is not what another one is told', async () => {
  const { tasks, texts } = await startTasks()
  const ofGroup = tasks.filter(({ groupId }) => groupId === 14).map(({ id }) => `task ${id}`).sort()

  const [hers, his] = [await texts(people.hannah, 'group:14'), await texts(people.admin, 'group:14')]

  expect(hers.length).toBeLessThan(ofGroup.length)
  expect(his).toEqual(ofGroup)
})

test('a task that changes hands moves to the other list, without a note being written on it', async () => {
  const { tasks, texts, sandbox } = await startTasks()
  const moved = tasks.find(({ responsibleId }) => responsibleId === people.marcus)
  const before = await texts(people.admin, `user:${people.marcus}`)
  if (moved) moved.responsibleId = people.hannah

  sandbox.clock.turn(minute + 1)
  const after = await texts(people.admin, `user:${people.marcus}`)

  expect(before).toContain(`task ${moved?.id}`)
  expect(after).not.toContain(`task ${moved?.id}`)
})
