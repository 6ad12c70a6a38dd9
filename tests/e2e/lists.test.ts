import type { Browser, Frame, Page } from 'playwright-core'
import { v7 as uuid } from 'uuid'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { launchBrowser, visit, type Visitor } from '../support/browser.ts'
import { call, post, sessionOf } from '../support/pages.ts'
import { startStage } from '../support/stage.ts'

const { app, portal, sandbox } = await startStage()
const people = { olivia: 1, marcus: 3 }
const day = 24 * 3600_000
let browser: Browser
let olivia: Visitor

beforeAll(async () => {
  browser = await launchBrowser()
  olivia = await visit(browser, portal, people.olivia)
})

afterAll(() => browser.close())

/** Every test begins with these open follow-ups of Olivia's, on deals that everybody may read. */
const texts = ['Send the quote', 'Confirm the samples', 'Call about the lift', 'Ask for the deposit']
beforeEach(async () => {
  const session = await sessionOn('CRM_DEAL_DETAIL_TAB', { ID: '3473' })
  const page = await call(app, session, 'GET', '/api/follow-ups')
  const left = page.json.followUps as { id: string, on: { kind: string, entityTypeId: number, id: string } }[]
  if (left.length) await call(app, session, 'POST', '/api/follow-ups/changes', { changes: left.map(({ id, on: { kind, entityTypeId, id: of } }) => ({ id, subject: { kind, entityTypeId, id: of }, to: { state: 'cancelled' } })) })
  for (const [index, text] of texts.entries()) {
    await call(app, session, 'POST', '/api/follow-ups', { id: uuid(), text, dueOn: new Date(Date.now() + (index - 1) * day).toISOString().slice(0, 10), dueTime: null, assigneeId: people.olivia })
  }
})

async function sessionOn(placement: string, options: Record<string, unknown>) {
  return sessionOf(await post(sandbox.openFrame(portal.memberId, { userId: people.olivia, clientId: app.clientId, placement, options })))
}

/** The app's page that shows this, also within a slider of the portal's, once it is alive. */
async function liveFrame(page: Page, shown: string): Promise<Frame> {
  for (let attempt = 0; attempt < 100; attempt++) {
    for (const frame of page.frames().filter(frame => frame.url().startsWith(app.url)).reverse()) {
      const isAlive = await frame.evaluate(selector => 'useNuxtApp' in window && typeof window.useNuxtApp === 'function' && window.useNuxtApp().isHydrating === false && document.querySelector(selector) !== null, shown).catch(() => false)
      if (isAlive) return frame
    }
    await page.waitForEvent('framenavigated', { timeout: 200 }).catch(() => {})
  }
  throw new Error('no frame of the app')
}

async function openQueue({ page }: Visitor): Promise<Frame> {
  await page.goto(`${portal.url}/crm/deal/list/category/0/`)
  await page.getByRole('button', { name: 'Extensions' }).click()
  await page.getByRole('menuitem', { name: 'Sidenote: open follow-ups' }).click()
  return liveFrame(page, 'table')
}

async function openHome({ page }: Visitor): Promise<Frame> {
  await page.goto(`${portal.url}/crm/deal/list/category/0/`)
  await page.getByRole('navigation', { name: 'Main menu' }).getByRole('link', { name: 'Sidenote', exact: true }).first().click()
  return liveFrame(page, '#my-follow-ups')
}

const row = (frame: Frame, text: string) => frame.getByRole('row').filter({ hasText: text })

describe('the queue', () => {
  it('finishes many at once, and has them back by Undo', async () => {
    const frame = await openQueue(olivia)
    await frame.getByRole('checkbox', { name: 'Select: Send the quote' }).check()
    await frame.getByRole('checkbox', { name: 'Select: Call about the lift' }).check()

    await frame.getByRole('button', { name: 'Finish', exact: true }).click()
    await row(frame, 'Send the quote').waitFor({ state: 'detached' })
    const between = await frame.getByRole('row').count()
    await frame.getByRole('button', { name: 'Undo' }).click()
    await row(frame, 'Send the quote').waitFor()

    expect([between, await frame.getByRole('row').count()]).toEqual([3, 5])
    await frame.getByText('4 follow-ups', { exact: true }).waitFor()
  })

  it('puts selected ones off to another day', async () => {
    const frame = await openQueue(olivia)
    await frame.getByRole('checkbox', { name: 'Select all' }).check()

    await frame.getByRole('button', { name: 'Change date' }).click()
    await frame.getByRole('region', { name: 'Selected follow-ups' }).getByText('Tomorrow', { exact: true }).click()
    await frame.getByRole('button', { name: 'Apply to 4' }).click()

    await frame.getByText('4 dates changed').first().waitFor()
    expect(await frame.getByRole('cell', { name: 'Tomorrow' }).count()).toBe(4)
  })

  it('shows what a filter leaves, and all of it again', async () => {
    const frame = await openQueue(olivia)

    await frame.getByRole('radio', { name: 'Overdue' }).check({ force: true })
    await row(frame, 'Ask for the deposit').waitFor({ state: 'detached' })
    await row(frame, 'Send the quote').waitFor()
    await frame.getByRole('searchbox').fill('nothing like this')
    await frame.getByText('No follow-up matches.').waitFor()
    await frame.getByRole('button', { name: 'Show all that are open' }).click()

    await row(frame, 'Ask for the deposit').waitFor()
  })

  it('is worked by keyboard alone', async () => {
    const frame = await openQueue(olivia)
    const { keyboard } = olivia.page
    await frame.getByRole('checkbox', { name: 'Select: Send the quote' }).focus()

    await keyboard.press('Space')
    await frame.getByRole('button', { name: 'Finish', exact: true }).focus()
    await keyboard.press('Enter')
    await row(frame, 'Send the quote').waitFor({ state: 'detached' })

    expect(await frame.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('Select: Confirm the samples')
  })

  it('opens the card of the object', async () => {
    const frame = await openQueue(olivia)

    await row(frame, 'Send the quote').getByRole('button', { name: 'Harbour' }).click()

    await olivia.page.waitForFunction(() => [...document.querySelectorAll('iframe')].some(({ src }) => src.includes('/crm/deal/details/3473/')))
  })
})

describe('the application\'s own page', () => {
  it('shows what is overdue, due today and next, and keeps its counts right', async () => {
    const frame = await openHome(olivia)
    const overdue = frame.getByRole('region', { name: 'Overdue' })
    await overdue.getByText('Send the quote').waitFor()
    expect(await overdue.getByRole('heading').innerText()).toMatch(/Overdue\s+1/)

    await overdue.getByRole('checkbox', { name: 'Send the quote' }).click()

    await frame.getByRole('heading', { name: /Overdue\s*0/ }).waitFor()
  })

  it('opens a thread in a slider of its own', async () => {
    const frame = await openHome(olivia)

    await frame.getByRole('region', { name: 'Your threads' }).getByRole('button').first().click()

    const thread = await liveFrame(olivia.page, 'textarea')
    await thread.getByText('Send the quote').first().waitFor()
  })

  it('finds what somebody wrote by the beginning of a word, marked, and opens it', async () => {
    const frame = await openHome(olivia)

    await frame.getByRole('searchbox', { name: 'Search notes and follow-ups' }).fill('DEPOS')
    const hit = frame.getByRole('region', { name: 'Search results' }).getByRole('listitem').first()
    await hit.waitFor()
    expect(await hit.locator('mark').innerText()).toBe('deposit')
    await hit.getByTitle('Open the thread').click()

    const thread = await liveFrame(olivia.page, 'textarea')
    await thread.getByText('Ask for the deposit').first().waitFor()
  })
})

it('did all of that without one complaint of the browser', () => {
  expect(olivia.complaints).toEqual([])
})
