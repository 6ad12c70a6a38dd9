import { expect, test } from 'vitest'
import { people, startServices, type Visit } from '../../support/services.ts'
import { startApi } from '../api/start-api.ts'

type Open = Awaited<ReturnType<typeof startServices>>['open']

async function openAutomation(open: Open, what: Visit = {}) {
  const { opening } = await open({ placement: 'CRM_DEAL_ROBOT_DESIGNER_TOOLBAR', options: undefined, ...what })
  if (opening.view !== 'automation') throw new Error(`this opens ${opening.view}`)
  return opening
}

const off = [{ rule: 'follow-up', isOn: false }, { rule: 'note', isOn: false }]
const noteOn = [{ rule: 'follow-up', isOn: false }, { rule: 'note', isOn: true }]

test.each(['CRM_DEAL_ROBOT_DESIGNER_TOOLBAR', 'CRM_DYNAMIC_183_ROBOT_DESIGNER_TOOLBAR', 'TASK_ROBOT_DESIGNER_TOOLBAR', 'SONET_GROUP_ROBOT_DESIGNER_TOOLBAR'])('%s shows the rules, none of which is wanted at first', async (placement) => {
  const server = await startServices()
  await server.install()

  expect((await openAutomation(server.open, { placement })).rules).toEqual(off)
})

test('what an administrator switches on is wanted for everybody who opens the page', async () => {
  const { open, call } = await startApi()
  const { session } = await openAutomation(open, { userId: people.admin })

  const { status, body } = await call(session, 'PATCH', '/api/automation', { rule: 'note', isOn: true })

  expect([status, body]).toEqual([200, noteOn])
  expect((await openAutomation(open)).rules).toEqual(noteOn)
})

test('what is switched off again is wanted no more', async () => {
  const { open, call } = await startApi()
  const { session } = await openAutomation(open, { userId: people.admin })
  await call(session, 'PATCH', '/api/automation', { rule: 'note', isOn: true })

  await call(session, 'PATCH', '/api/automation', { rule: 'note', isOn: false })

  expect((await openAutomation(open)).rules).toEqual(off)
})

test('an employee is refused, and nothing changes', async () => {
  const { open, call } = await startApi()
  const { session } = await openAutomation(open)

  const { status, body } = await call(session, 'PATCH', '/api/automation', { rule: 'note', isOn: true })

  expect([status, body.code]).toEqual([403, 'not-administrator'])
  expect((await openAutomation(open)).rules).toEqual(off)
})

test('a rule that there is not is refused', async () => {
  const { open, call } = await startApi()
  const { session } = await openAutomation(open, { userId: people.admin })

  expect((await call(session, 'PATCH', '/api/automation', { rule: 'mail', isOn: true })).status).toBe(400)
})

test.each([people.admin, people.marcus])('the page says to person %i whether Sidenote has the scope that rules need', async (userId) => {
  const server = await startServices()
  await server.install()
  const without = await openAutomation(server.open, { userId })
  server.app.scope.push('bizproc')

  const withScope = await openAutomation(server.open, { userId })

  expect([without.isPermitted, withScope.isPermitted]).toEqual([false, true])
})
