import { expect, test } from 'vitest'
import { isBuilt, pathOf, placementOf } from '../../../server/bitrix24/manifest.ts'
import { reconcile, type Progress } from '../../../server/bitrix24/reconciler.ts'
import { connectPortal, PortalError, type Answer, type PortalClient } from '../../../server/bitrix24/rest.ts'
import { titlesOf } from '../../../server/portals/titles.ts'
import { Secret } from '../../../server/secret.ts'
import { alderOak, people, startServices } from '../../support/services.ts'
import { widgetsOn } from '../../support/widgets.ts'

const appUrl = 'http://localhost:3000'
const everything = () => true

/** A portal that the application was added to, and the administrator's client of it. */
async function startPortal() {
  const { sandbox, app } = await startServices()
  sandbox.registerApp({ ...app, scope: ['crm', 'placement', 'user_basic', 'user', 'task', 'im', 'sonet_group', 'calendar', 'telephony', 'contact_center'] })
  const { memberId, url, data } = sandbox.portal(alderOak)
  const installation = sandbox.addApp(memberId, app.clientId)
  const { accessToken } = sandbox.issueToken({ memberId, userId: people.admin, clientId: app.clientId })
  const client = connectPortal({ clientEndpoint: `${url}/rest/`, accessToken: new Secret(accessToken) })
  const run = (changes: Partial<Parameters<typeof reconcile>[0]> = {}) => reconcile({ client, appUrl, titlesOf, ...changes })
  return { sandbox, installation, data, client, run, widgets: () => widgetsOn(sandbox.portal(alderOak)) }
}

/** The client, with another answer to crm.type.list from its `page`th call on. */
function answeringTypes(client: PortalClient, page: number, answer: Answer): PortalClient {
  let calls = 0
  return {
    async batch(commands) {
      const answers = await client.batch(commands)
      return 'types' in commands && ++calls >= page ? { ...answers, types: answer } : answers
    },
  }
}

async function outcome(progress: AsyncGenerator<Progress>) {
  const last = (await Array.fromAsync(progress)).at(-1)
  if (!last || !('outcome' in last)) throw new Error('the work has no outcome')
  return last.outcome
}

test('the whole manifest is bound on a portal in at most six requests', async () => {
  const { sandbox, installation, run } = await startPortal()

  const { bound, skipped } = await outcome(run({ wants: everything }))

  expect(skipped).toEqual([])
  expect(bound.length).toBeGreaterThanOrEqual(89)
  expect(installation.bindings).toHaveLength(bound.length)
  expect(sandbox.requests.filter(({ server }) => server === 'portal').length).toBeLessThanOrEqual(6)
})

test('this version needs four: a look, two batches of registrations, a check', async () => {
  const { sandbox, run } = await startPortal()

  await outcome(run())

  expect(sandbox.requests.map(({ method }) => method)).toEqual(['batch', 'batch', 'batch', 'batch'])
})

test('done twice, the second time only looks', async () => {
  const { sandbox, installation, run } = await startPortal()
  const first = await outcome(run({ wants: everything }))
  const before = structuredClone(installation.bindings)
  sandbox.clearRequests()

  const second = await outcome(run({ wants: everything }))

  expect(second).toEqual({ ...first, changed: [] })
  expect(installation.bindings).toEqual(before)
  expect(new Set(sandbox.requests.flatMap(({ commands }) => commands))).toEqual(new Set(['placement.list', 'placement.get', 'event.get', 'crm.type.list']))
})

test('the progress counts up to its total', async () => {
  const { run } = await startPortal()

  const lines = await Array.fromAsync(run({ wants: everything }))
  const widgets = lines.flatMap(line => 'step' in line && line.step === 'widgets' ? [line] : [])

  expect(widgets[0]).toMatchObject({ state: 'running', done: 0 })
  expect(widgets.map(({ done }) => done)).toEqual(widgets.map(({ done }) => done).toSorted((a, b) => a - b))
  expect(widgets.at(-1)).toMatchObject({ state: 'done', done: widgets[0]?.total })
})

test('a binding whose titles changed is registered anew, the others stay', async () => {
  const { installation, run } = await startPortal()
  await outcome(run({ wants: row => isBuilt(row) || row.view === 'peek' }))
  const before = new Map(installation.bindings.map(({ placement, id }) => [placement, id]))

  await outcome(run({
    wants: row => isBuilt(row) || row.view === 'peek',
    titlesOf: view => view === 'peek' ? { ...titlesOf(view), de: { TITLE: 'Kurzblick' } } : titlesOf(view),
  }))

  expect(installation.bindings).toHaveLength(before.size)
  for (const { placement, id, langAll } of installation.bindings) {
    const isRenamed = placementOf(placement)?.view === 'peek'
    expect(langAll.de?.TITLE === 'Kurzblick').toBe(isRenamed)
    expect(id !== before.get(placement)).toBe(isRenamed)
  }
})

test('what is no longer wanted, and what points to an old address of ours, is removed', async () => {
  const { installation, run } = await startPortal()
  await outcome(run({ wants: everything, appUrl: 'http://localhost:2999' }))

  const { bound } = await outcome(run())

  expect(installation.bindings.map(({ placement }) => placement).sort()).toEqual(bound.sort())
  for (const { placement, handler } of installation.bindings) expect(handler).toBe(`${appUrl}${pathOf(placementOf(placement)?.view ?? 'home')}`)
})

test('a code that the portal refuses is skipped with its reason, and the rest is bound', async () => {
  const { data, run, widgets } = await startPortal()
  const work = run()
  await work.next()
  await work.next()
  const removed = data.types.pop()

  const { bound, skipped } = await outcome(work)

  expect(skipped.length).toBeGreaterThan(0)
  expect(skipped.every(({ code, reason }) => code.startsWith(`CRM_DYNAMIC_${removed?.entityTypeId}_`) && reason === 'error_placement_not_found')).toBe(true)
  expect(bound.sort()).toEqual(widgets())
})

test('a row that is not wanted for a reason is never bound', async () => {
  const { installation, run } = await startPortal()

  await outcome(run({ wants: everything }))

  const codes = installation.bindings.map(({ placement }) => placement)
  expect(codes).not.toContain('BI_ANALYTICS_MENU')
  expect(codes).not.toContain('IM_SMILES_SELECTOR')
})

test('a portal that lost what it had accepted is told as a failure', async () => {
  const { installation, run } = await startPortal()
  const work = run()
  let line = await work.next()
  while (!line.done && !('step' in line.value && line.value.step === 'check')) line = await work.next()
  installation.bindings.length = 0

  await expect(outcome(work)).rejects.toMatchObject({ code: 'portal-unreachable', cause: expect.stringContaining('CRM_DEAL_DETAIL_TAB') })
})

test('a portal without smart processes gets the rest', async () => {
  const { data, run, widgets } = await startPortal()
  data.types.length = 0

  const { bound } = await outcome(run())

  expect(bound.sort()).toEqual(widgets())
})

test('a portal that does not tell its smart processes keeps the tabs that they have', async () => {
  const { installation, client, run } = await startPortal()
  const first = await outcome(run())
  const before = structuredClone(installation.bindings)

  const second = await outcome(run({ client: answeringTypes(client, 1, { error: new PortalError('ACCESS_DENIED', 'Access denied', 400) }) }))

  expect(first.bound).toEqual(expect.arrayContaining(['CRM_DYNAMIC_183_DETAIL_TAB', 'CRM_DYNAMIC_1036_DETAIL_TAB']))
  expect(second).toEqual({ ...first, changed: [] })
  expect(installation.bindings).toEqual(before)
})

test('a list of smart processes that breaks off stops the work before it changes anything', async () => {
  const { sandbox, data, client, run } = await startPortal()
  for (let id = 0; id < 60; id++) data.types.push({ ...data.types[0], id: 200 + id, title: `Process ${id}`, entityTypeId: 2000 + id })

  const work = outcome(run({ client: answeringTypes(client, 2, { error: new PortalError('QUERY_LIMIT_EXCEEDED', 'Too many requests', 503) }) }))

  await expect(work).rejects.toMatchObject({ code: 'portal-unreachable' })
  expect(sandbox.requests.flatMap(({ commands }) => commands).filter(command => /bind$/.test(command))).toEqual([])
})

test('a binding whose options changed is registered anew, the others stay', async () => {
  const { installation, run } = await startPortal()
  await outcome(run({ wants: everything }))
  const before = new Map(installation.bindings.map(({ placement, id }) => [placement, id]))
  const changed = installation.bindings.find(({ placement }) => placement === 'IM_SIDEBAR')
  if (changed) changed.options.iconName = 'fa-star'

  await outcome(run({ wants: everything }))

  expect(installation.bindings.filter(({ placement, id }) => before.get(placement) !== id)).toEqual([
    expect.objectContaining({ placement: 'IM_SIDEBAR', options: expect.objectContaining({ iconName: 'fa-sticky-note-o' }) }),
  ])
})
