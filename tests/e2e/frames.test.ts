import type { Browser, Frame } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { appFrame, launchWholeBrowser, openDealTab, visit, type Visitor } from '../support/browser.ts'
import { startStage } from '../support/stage.ts'

const { sandbox, app, portal } = await startStage()
let browser: Browser
let marcus: Visitor

const hour = 3600 * 1000
const tooLong = 'This page was open for too long'

beforeAll(async () => {
  browser = await launchWholeBrowser()
  marcus = await visit(browser, portal, 3)
})

afterAll(() => browser.close())

/** Every test has a deal of its own among those that everybody may read. */
const deals = portal.data.items.filter(item => item.entityTypeId === 2 && item.opened === 'Y').map(item => item.id)
let dealId = 0
let frame: Frame
beforeEach(() => {
  dealId = deals.shift() ?? 0
})

const composer = () => frame.getByRole('textbox', { name: 'New note' })
const note = (text: string) => frame.getByRole('article').filter({ hasText: text })

/** What was typed is on the server when this resolves. */
function draftKept() {
  return marcus.page.waitForResponse(response => response.url().endsWith('/api/draft') && response.status() === 204)
}

describe('in a frame whose cookies and storage are denied', () => {
  it('a thread is read, written and kept', async () => {
    frame = await openDealTab(marcus, portal, dealId)
    const denied = await frame.evaluate(() => {
      document.cookie = 'sidenote=1; SameSite=None; Secure'
      const isDenied = (name: 'localStorage' | 'sessionStorage') => {
        try {
          window[name].setItem('sidenote', '1')
          return false
        }
        catch {
          return true
        }
      }
      return { cookie: document.cookie, local: isDenied('localStorage'), session: isDenied('sessionStorage') }
    })
    expect(denied).toEqual({ cookie: '', local: true, session: true })

    await composer().fill('Needs no storage')
    await composer().press('Control+Enter')
    await note('Needs no storage').getByText('Marcus').first().waitFor()
    const kept = draftKept()
    await composer().fill('Half a thought')
    await kept
    frame = await openDealTab(marcus, portal, dealId)

    expect(await note('Needs no storage').count()).toBe(1)
    expect(await composer().inputValue()).toBe('Half a thought')
    expect(await marcus.context.cookies(app.url)).toEqual([])
    expect(marcus.complaints).toEqual([])
  })
})

describe('a frame that is reloaded', () => {
  /** It posts again what it was opened with. The server is restarted so that it remembers no verdict of a minute ago. */
  async function reloadAfterAnHour() {
    await app.restart()
    sandbox.clock.turn(hour + 60_000)
    const answered = marcus.page.waitForResponse(response => response.url().startsWith(`${app.url}/thread`))
    await frame.evaluate(() => location.reload())
    return answered
  }

  it('after an hour shows the thread, and once more asks to open the widget again', async () => {
    frame = await openDealTab(marcus, portal, dealId)
    await composer().fill('Older than an hour')
    await composer().press('Control+Enter')
    await note('Older than an hour').waitFor()
    const kept = draftKept()
    await composer().fill('And a draft')
    await kept

    const once = await reloadAfterAnHour()
    expect(once.status()).toBe(200)
    frame = await appFrame(marcus.page)
    expect(await note('Older than an hour').count()).toBe(1)
    expect(await composer().inputValue()).toBe('And a draft')

    const twice = await reloadAfterAnHour()
    expect(twice.status()).toBe(401)
    frame = await appFrame(marcus.page)
    await frame.getByRole('heading', { name: tooLong }).waitFor()
    await frame.getByText('Close this page and open it again.').first().waitFor()

    frame = await openDealTab(marcus, portal, dealId)
    expect(await composer().inputValue()).toBe('And a draft')
  })
})
