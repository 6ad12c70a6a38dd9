import type { Browser, Frame } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { launchBrowser, openDealTab, visit, type Visitor } from '../support/browser.ts'
import { call, install } from '../support/pages.ts'
import { startStage } from '../support/stage.ts'

/** A page outlives its session within seconds here, instead of half a day. */
const { sandbox, app, portal } = await startStage({ environment: { NUXT_SESSION_SECONDS: '2' } })
let browser: Browser
let marcus: Visitor

const marcusId = 3
const tooLong = 'This page was open for too long'

beforeAll(async () => {
  browser = await launchBrowser()
})

afterAll(() => browser.close())

/** Every test has a deal of its own among those that everybody may read. */
const deals = portal.data.items.filter(item => item.entityTypeId === 2 && item.opened === 'Y').map(item => item.id)
let dealId = 0
let frame: Frame
beforeEach(async () => {
  dealId = deals.shift() ?? 0
  marcus = await visit(browser, portal, marcusId)
})

afterEach(async () => {
  sandbox.faults.clear()
  await marcus.context.close()
})

const composer = (within: Frame = frame) => within.getByRole('textbox', { name: 'New note' })
const note = (text: string, within: Frame = frame) => within.getByRole('article').filter({ hasText: text })

/** The session that the page has now. */
function sessionOf(of: Frame): Promise<string> {
  return of.evaluate(() => {
    const { useNuxtApp }: { useNuxtApp?: () => { payload: { state: { $sopening: { session: string } } } } } = Object(window)
    return useNuxtApp?.().payload.state.$sopening.session ?? ''
  })
}

/** Resolves when the server does not take the page's session any more. */
async function untilSessionIsOver(of: Frame = frame) {
  const session = await sessionOf(of)
  expect(session).toMatch(/^eyJ/)
  await expect.poll(async () => (await call(app, session, 'GET', '/api/thread')).status, { timeout: 20_000, interval: 200 }).toBe(401)
}

function noteSaved() {
  return marcus.page.waitForResponse(response => response.url().endsWith('/api/notes') && response.status() === 201)
}

/** What was typed is on the server when this resolves. */
function draftKept() {
  return marcus.page.waitForResponse(response => response.url().endsWith('/api/draft') && response.status() === 204)
}

describe('a session that ends while somebody is typing', () => {
  it('is renewed by the save, which loses nothing', async () => {
    frame = await openDealTab(marcus, portal, dealId)
    await composer().fill('Typed for longer than the session lives')
    await untilSessionIsOver()
    const [renewed, saved] = [marcus.page.waitForResponse(response => response.url().endsWith('/api/session')), noteSaved()]

    await frame.getByRole('button', { name: 'Add note' }).click()

    expect((await renewed).status()).toBe(200)
    await saved
    expect(await frame.getByText(tooLong).count()).toBe(0)
    frame = await openDealTab(marcus, portal, dealId)
    expect(await note('Typed for longer than the session lives').count()).toBe(1)
    expect(await composer().inputValue()).toBe('')
  })

  it('is renewed by the next keystroke, so that the draft is kept', async () => {
    frame = await openDealTab(marcus, portal, dealId)
    await untilSessionIsOver()
    const kept = draftKept()

    await composer().fill('Typed after the end')

    await kept
    frame = await openDealTab(marcus, portal, dealId)
    expect(await composer().inputValue()).toBe('Typed after the end')
  })

  it('is renewed later when our server cannot be asked just then', async () => {
    frame = await openDealTab(marcus, portal, dealId)
    await composer().fill('Typed in a tunnel')
    await untilSessionIsOver()
    await marcus.page.route('**/api/session', route => route.abort('connectionreset'))
    await frame.getByRole('button', { name: 'Add note' }).click()
    await frame.getByText('Not saved.').first().waitFor()
    expect(await frame.getByText(tooLong).count()).toBe(0)
    await marcus.page.unroute('**/api/session')
    const saved = noteSaved()

    await frame.getByRole('button', { name: 'Try again' }).click()

    await saved
    frame = await openDealTab(marcus, portal, dealId)
    expect(await note('Typed in a tunnel').count()).toBe(1)
  })
})

describe('a session that cannot be renewed', () => {
  it('because the portal does not answer the frame, asks to open the widget again, and what was typed stays', async () => {
    frame = await openDealTab(marcus, portal, dealId)
    const kept = draftKept()
    await composer().fill('Typed for a portal')
    await kept
    sandbox.faults.add({ at: 'bridge', kind: 'silent', method: 'refreshAuth' })
    frame = await openDealTab(marcus, portal, dealId)
    await untilSessionIsOver()
    await composer().fill('Typed for a portal that is silent')

    await frame.getByRole('button', { name: 'Add note' }).click()

    await frame.getByRole('alert').filter({ hasText: tooLong }).waitFor()
    expect(await note('Typed for a portal that is silent').count()).toBe(1)
    sandbox.faults.clear()
    frame = await openDealTab(marcus, portal, dealId)
    expect(await composer().inputValue()).toBe('Typed for a portal')
  })

  it('because the application was removed and added anew, asks to open the widget again, and what was typed stays', async () => {
    frame = await openDealTab(marcus, portal, dealId)
    const kept = draftKept()
    await composer().fill('Typed across two installations')
    await kept
    sandbox.uninstall(portal.memberId, app.clientId)
    await sandbox.events.drain()
    await install(sandbox, app, portal)
    await sandbox.events.drain()
    await untilSessionIsOver()

    await frame.getByRole('button', { name: 'Add note' }).click()

    await frame.getByRole('alert').filter({ hasText: tooLong }).waitFor()
    expect(await note('Typed across two installations').count()).toBe(1)
    frame = await openDealTab(marcus, portal, dealId)
    expect(await composer().inputValue()).toBe('Typed across two installations')
  })
})
