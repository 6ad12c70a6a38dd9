import { v7 as uuid } from 'uuid'
import type { Browser, Frame, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchBrowser, visit, type Visitor } from '../support/browser.ts'
import { call, post, sessionOf } from '../support/pages.ts'
import { fromMenu } from '../support/places/place.ts'
import { startStage } from '../support/stage.ts'

const DEAL = 3473
const [olivia, marcus] = [1, 3]

const { sandbox, app, portal } = await startStage()
let browser: Browser
let visitor: Visitor

beforeAll(async () => {
  browser = await launchBrowser()
  visitor = await visit(browser, portal, marcus)
})

afterAll(() => browser.close())

const today = new Date().toISOString().slice(0, 10)
const daysLater = (days: number) => new Date(Date.parse(today) + days * 86_400_000).toISOString().slice(0, 10)

/** Writes on the deal as its card would, without going there. */
async function write(path: '/api/notes' | '/api/follow-ups', body: object) {
  const form = sandbox.openFrame(portal.memberId, { userId: marcus, clientId: app.clientId, placement: 'CRM_DEAL_DETAIL_TAB', options: { ID: String(DEAL) } })
  const { status, text } = await call(app, sessionOf(await post(form)), 'POST', path, { id: uuid(), ...body })
  if (status !== 201) throw new Error(text)
}

/** The page of a view, wherever the portal shows it, once it is alive. */
async function viewFrame(page: Page): Promise<Frame> {
  for (let attempt = 0; attempt < 100; attempt++) {
    const frame = page.frames().findLast(frame => frame.url().startsWith(app.url))
    const isAlive = await frame?.evaluate(() => 'useNuxtApp' in window && typeof window.useNuxtApp === 'function' && window.useNuxtApp().isHydrating === false).catch(() => false)
    if (frame && isAlive) return frame
    await page.waitForEvent('framenavigated', { timeout: 200 }).catch(() => {})
  }
  throw new Error('no frame of the app')
}

const promise = (text: string, dueOn: string) => write('/api/follow-ups', { text, dueOn, dueTime: null, assigneeId: marcus })

describe('the summary in a document', () => {
  let frame: Frame
  beforeAll(async () => {
    await write('/api/notes', { text: 'The lift is **90 cm** wide' })
    await promise('Send the revised offer', daysLater(3))
    await visitor.page.goto(`${portal.url}/crm/deal/details/${DEAL}/`)
    await fromMenu(visitor.page, 'Document', 'Sidenote: summary')
    frame = await viewFrame(visitor.page)
  })

  const preview = () => frame.getByRole('article', { name: 'Preview of the summary' })

  it('leaves out what is not chosen', async () => {
    await preview().getByText('Send the revised offer').waitFor()

    await frame.getByRole('checkbox', { name: /^Open follow-ups/ }).click()

    await preview().getByText('Send the revised offer').waitFor({ state: 'detached' })
    expect(await preview().getByText('90 cm').count()).toBe(1)
  })

  it('is copied as formatted text and as Markdown', async () => {
    const copied = frame.evaluate(() => new Promise<Record<string, string>>((done) => {
      window.addEventListener('copy', event => done({
        markdown: event.clipboardData?.getData('text/plain') ?? '', html: event.clipboardData?.getData('text/html') ?? '',
      }), { once: true })
    }))
    await frame.getByRole('button', { name: 'Copy' }).click()

    const { markdown, html } = await copied
    expect(markdown).toContain('> The lift is **90 cm** wide')
    expect(html).toContain('<strong>90 cm</strong>')
    await frame.getByRole('main').getByText('Copied: formatted').waitFor()
  })

  it('is selected for copying by hand where the browser lets nobody copy', async () => {
    await frame.evaluate(() => {
      document.execCommand = () => false
    })
    await frame.getByRole('button', { name: 'Copy' }).click()

    const field = frame.getByRole('textbox', { name: /press Ctrl \+ C/ })
    await field.waitFor()
    expect(await field.evaluate(element => element instanceof HTMLTextAreaElement && element.selectionEnd === element.value.length && element === document.activeElement)).toBe(true)
  })

  it('is downloaded under the name of the item', async () => {
    const download = visitor.page.waitForEvent('download')
    await frame.getByRole('button', { name: 'Download Markdown' }).click()

    expect((await download).suggestedFilename()).toBe('Reception desk and lounge seating, Harbour Hotel Bristol.md')
  })

  it('is all that is printed', async () => {
    await visitor.page.emulateMedia({ media: 'print' })
    const shown = await frame.getByRole('button').evaluateAll(buttons => buttons.filter(button => button.checkVisibility()).length)
    const isPreviewShown = await preview().isVisible()
    await visitor.page.emulateMedia({ media: null })

    expect([shown, isPreviewShown]).toEqual([0, true])
  })
})

describe('the calendar', () => {
  let frame: Frame
  const item = (text: string) => frame.getByRole('button', { name: text })
  const dayOf = (text: string) => frame.getByRole('listitem').filter({ has: item(text) }).filter({ has: frame.getByRole('heading') }).getByRole('heading').innerText()
  const german = (day: string) => new Intl.DateTimeFormat('en-US', { timeZone: 'UTC', weekday: 'long', day: 'numeric', month: 'long' }).format(new Date(day))

  beforeAll(async () => {
    // A week in which nothing else is, and from which a day in either direction is still in it.
    await promise('Collect the samples', '2027-03-10')
    await visitor.page.goto(`${portal.url}/calendar/?view=week&date=2027-03-10`)
    await visitor.page.getByRole('navigation', { name: 'View' }).getByRole('link', { name: 'Sidenote: follow-ups' }).click()
    frame = await viewFrame(visitor.page)
  })

  it('shows what is due on the days of the grid around it', async () => {
    expect(await dayOf('Collect the samples')).toContain(german('2027-03-10'))
  })

  it('moves a follow-up by keyboard, keeps the focus on it, and takes that back', async () => {
    await item('Collect the samples').press('Shift+ArrowRight')

    await frame.getByText('Moved to: Thursday, March 11').or(frame.getByText('Moved to: March 11, 2027')).first().waitFor()
    expect(await dayOf('Collect the samples')).toContain(german('2027-03-11'))
    expect(await item('Collect the samples').evaluate(element => element === document.activeElement)).toBe(true)

    await frame.getByRole('button', { name: 'Undo' }).click()
    await frame.getByRole('listitem').filter({ hasText: german('2027-03-10') }).getByRole('button', { name: 'Collect the samples' }).waitFor()
  })

  it('moves it from its details, and finishes it there', async () => {
    await item('Collect the samples').click()
    await frame.getByRole('dialog').getByRole('button', { name: 'A day later' }).click()
    await frame.getByRole('listitem').filter({ hasText: german('2027-03-11') }).getByRole('button', { name: 'Collect the samples' }).waitFor()

    await item('Collect the samples').click()
    await frame.getByRole('dialog').getByRole('button', { name: 'Done' }).click()

    await item('Collect the samples').waitFor({ state: 'detached' })
  })

  it('goes on by a week', async () => {
    await promise('In the week after', '2027-03-17')

    await frame.getByRole('button', { name: 'Forward' }).click()

    await item('In the week after').waitFor()
  })
})

describe('follow-ups in numbers', () => {
  it('are counted anew for another period', async () => {
    await promise('Long overdue', daysLater(-60))
    await visitor.page.goto(`${portal.url}/report/analytics/`)
    await visitor.page.getByRole('navigation', { name: 'Analytics' }).getByRole('link', { name: 'Sidenote: follow-ups in numbers' }).click()
    const frame = await viewFrame(visitor.page)
    await frame.getByText('0 of 1 in 13 weeks').first().waitFor()

    await frame.getByRole('radio', { name: '30 days' }).check({ force: true })

    await frame.getByText('Nothing fell due in 5 weeks').first().waitFor()
  })
})

describe('the automation rules', () => {
  it('are switched by an administrator, who reads that nothing runs yet', async () => {
    const administrator = await visit(browser, portal, olivia)
    const open = async () => {
      await administrator.page.goto(`${portal.url}/crm/deal/automation/0/`)
      await fromMenu(administrator.page, 'Extensions', 'Sidenote: automation')
      return viewFrame(administrator.page)
    }
    const frame = await open()
    await frame.getByText('Nothing runs so far').waitFor()

    const saved = administrator.page.waitForResponse(response => response.url().endsWith('/api/automation') && response.ok())
    await frame.getByRole('switch', { name: 'Add a note' }).click()
    await saved

    expect(await (await open()).getByRole('switch', { name: 'Add a note' }).getAttribute('aria-checked')).toBe('true')
    await administrator.context.close()
  })
})
