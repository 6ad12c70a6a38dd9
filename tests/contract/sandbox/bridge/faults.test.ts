import { expect, it } from 'vitest'
import { openPage, send, SILENCE, useBridge, visit, waitingFrame, install } from './support.ts'

const stage = useBridge()

it('a fault silences one command for every frame that opens, whoever of the portal would have answered it', async () => {
  stage.sandbox.faults.add({ at: 'bridge', kind: 'silent', method: 'refreshAuth' })
  stage.sandbox.faults.add({ at: 'bridge', kind: 'silent', method: 'getInterface' })
  const frame = await openPage(stage)

  const byTheServer = await send(frame, 'refreshAuth')
  const byThePage = await send(frame, 'getInterface')
  const spared = await send(frame, 'setUserOption', { name: 'a', value: 'b' }, 10_000)

  expect([byTheServer, byThePage]).toEqual([SILENCE, SILENCE])
  expect(spared).not.toEqual(SILENCE)
})

it('a bridge that is silent altogether never lets the SDK start', async () => {
  stage.sandbox.faults.add({ at: 'bridge', kind: 'silent' })
  install(stage)
  await visit(stage, `/marketplace/app/${stage.sandbox.apps.get(stage.clientId)?.id}/`)

  const frame = await waitingFrame(stage.page)

  expect(await frame.evaluate('typeof window.b24')).toBe('undefined')
  expect(stage.sandbox.requests).toEqual([])
})

it('a fault added on the page of switches is listed there, and removed again', async () => {
  const { page, sandbox } = stage
  await visit(stage, '/sandbox/open')
  await page.getByRole('link', { name: 'Sandbox control' }).click()

  await page.getByRole('combobox', { name: 'Fault' }).selectOption('oauth:wrong_client')
  await page.getByRole('spinbutton', { name: 'Times' }).fill('2')
  await page.getByRole('button', { name: 'Add fault' }).click()
  await page.getByRole('cell', { name: '0 / 2' }).waitFor()
  const added = sandbox.faults.active.map(({ at, kind, times }) => ({ at, kind, times }))
  await page.getByRole('button', { name: 'Remove: wrong_client' }).click()
  await page.getByRole('cell', { name: '0 / 2' }).waitFor({ state: 'detached' })

  expect(added).toEqual([{ at: 'oauth', kind: 'wrong_client', times: 2 }])
  expect(sandbox.faults.active).toEqual([])
})
