import { expect, test } from 'vitest'
import { alderOak, deals, failureOf, people } from '../../support/services.ts'
import { deal, startLists, task } from './start-lists.ts'

/** What the page of a placement shows, and how often the portal was asked for it. */
async function startOpenings() {
  const started = await startLists()
  async function open(placement: string, options: Record<string, unknown> | undefined, userId: number = people.marcus) {
    started.sandbox.clearRequests()
    const { opening } = await started.open({ placement, options, userId })
    return { opening, batches: started.sandbox.requests.filter(({ server, method }) => server === 'portal' && method === 'batch').length }
  }
  async function openQueue(placement: string, options?: Record<string, unknown>, userId?: number) {
    const { opening, batches } = await open(placement, options, userId)
    if (opening.view !== 'queue') throw new Error(`this opens ${opening.view}`)
    return { ...opening, batches, texts: opening.list.followUps.map(({ text }) => text) }
  }
  return { ...started, openIt: open, openQueue }
}

test('the list of a type opens with one request to the portal, and holds nothing that the person may not read', async () => {
  const { openQueue, put } = await startOpenings()
  put({ text: 'open' })
  put({ text: 'secret', on: deal(deals.secret) })

  const [marcus, hannah] = [await openQueue('CRM_DEAL_LIST_TOOLBAR'), await openQueue('CRM_DEAL_LIST_TOOLBAR', undefined, people.hannah)]

  expect([marcus.texts, marcus.list.total, marcus.batches]).toEqual([['open', 'secret'], 2, 1])
  expect([hannah.texts, hannah.list.total, hannah.batches]).toEqual([['open'], 1, 1])
  expect(marcus.list.followUps.map(({ on }) => on?.title)).not.toContain('')
})

test('a smart process is called by its name where the portal tells it, and its list holds its items only', async () => {
  const { openQueue, put } = await startOpenings()
  put({ text: 'on a deal' })

  const { scope, type, name, texts } = await openQueue('CRM_DYNAMIC_183_LIST_TOOLBAR', undefined, people.admin)

  expect({ scope, type, texts }).toEqual({ scope: { of: 'type', id: 183 }, type: 'dynamic', texts: [] })
  expect(name).toMatch(/\w/)
})

test('the lists of a person\'s and of a workgroup\'s tasks open with one request, under their names', async () => {
  const { openQueue, put, sandbox } = await startOpenings()
  const { tasks } = sandbox.portal(alderOak).data
  for (const { id } of tasks) put({ on: task(id), text: `task ${id}` })
  const idsOf = (isIt: (task: typeof tasks[number]) => boolean) => tasks.filter(isIt).map(({ id }) => `task ${id}`).sort()

  const ofPerson = await openQueue('TASK_USER_LIST_TOOLBAR', { USER_ID: String(people.marcus) }, people.admin)
  const ofGroup = await openQueue('TASK_GROUP_LIST_TOOLBAR', { GROUP_ID: '10' }, people.admin)

  expect([ofPerson.name, ofPerson.texts.sort(), ofPerson.batches]).toEqual(['Marcus Reid', idsOf(({ responsibleId }) => responsibleId === people.marcus), 1])
  expect([ofGroup.name, ofGroup.texts.sort(), ofGroup.batches]).toEqual(['Harbour Hotel Bristol', idsOf(({ groupId }) => groupId === 10), 1])
})

test('the toolbar of a workgroup names it by the page that it was opened on, and none by any other', async () => {
  const { openQueue, openIt } = await startOpenings()

  const { scope } = await openQueue('SONET_GROUP_TOOLBAR', { URI: '/workgroups/group/10/tasks/' })

  expect(scope).toEqual({ of: 'group', id: 10 })
  expect(await failureOf(openIt('SONET_GROUP_TOOLBAR', { URI: '/stream/' }))).toBe('not-available')
})

test('the own page opens with one request, wherever it stands', async () => {
  const { openIt, put } = await startOpenings()
  put({ text: 'to do' })

  for (const placement of ['DEFAULT', 'LEFT_MENU', 'IM_NAVIGATION', 'CONTACT_CENTER']) {
    const { opening, batches } = await openIt(placement, undefined)
    expect([placement, opening.view === 'home' && opening.mine.followUps.map(({ text }) => text), batches]).toEqual([placement, ['to do'], 1])
  }
})

test('the own page with the parameter of a subject shows its thread, as far as the person may see it', async () => {
  const { openIt, put } = await startOpenings()
  put({ text: 'secret', on: deal(deals.secret) })
  const subject = `crm-item:2:${deals.secret}`

  const { opening } = await openIt('DEFAULT', { subject, IFRAME: 'Y' })

  expect(opening.view === 'thread' && [opening.thread.subject.id, opening.isPeek]).toEqual([String(deals.secret), true])
  expect(await failureOf(openIt('DEFAULT', { subject }, people.hannah))).toBe('not-available')
  expect(await failureOf(openIt('DEFAULT', { subject: `crm-item:2:${deals.absent}` }, people.hannah))).toBe('not-available')
})

test('a portal without the permission for tasks says so, instead of showing that there are none', async () => {
  const { openIt, put, app } = await startOpenings()
  put({ on: task(1) })
  app.scope.splice(app.scope.indexOf('task'), 1)

  expect(await failureOf(openIt('TASK_USER_LIST_TOOLBAR', { USER_ID: '3' }))).toBe('missing-scope')
})
