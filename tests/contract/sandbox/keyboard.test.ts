import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { useChromium } from './chromium.ts'
import { startRecorder, type Recorder } from './recorder.ts'
import { ADMIN, stage, type Stage } from './setup.ts'

const LIST = '/crm/deal/list/category/0/'

/** One page of each kind. */
const PAGES = [
  '/stream/', '/company/', '/company/personal/user/5/', '/company/personal/user/1/tasks/', '/company/personal/user/1/tasks/?view=deadline',
  '/company/personal/user/1/tasks/automation/', '/company/personal/user/1/tasks/task/view/286/', '/company/personal/user/1/tasks/task/view/286/?card=classic',
  '/workgroups/', '/workgroups/group/10/', LIST, '/crm/deal/kanban/category/0/', '/crm/deal/details/3473/', '/crm/company/details/2946/',
  '/crm/activity/', '/crm/deal/automation/0/', '/crm/tunnels/', '/report/analytics/', '/calendar/?view=month', '/calendar/?view=week',
  '/online/', '/online/?IM_DIALOG=chat1489', '/mobile/im/3/', '/telephony/', '/report/telephony/', '/contact_center/', '/marketplace/', '/sandbox/open', '/sandbox/control/',
]

const browser = useChromium()
let recorder: Recorder
let page: Page

beforeAll(async () => {
  recorder = await startRecorder()
})

afterAll(() => recorder.close())

beforeEach(() => {
  page = browser.page
})

function bind({ call }: Stage, placement: string) {
  return call(ADMIN, 'placement.bind', { PLACEMENT: placement, HANDLER: `${recorder.origin}/`, TITLE: 'Notes', OPTIONS: { iconName: 'fa-star' } })
}

const focused = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent?.trim() ?? '')

/** Runs in the page. */
function faults(): string[] {
  const all = (selector: string) => [...document.querySelectorAll<HTMLElement>(selector)]
  const ids = all('[id]').map(({ id }) => id)
  const nameless = [
    ...all('button, a[href], [role=tab], [role=menuitem]').filter(element => !(element.ariaLabel || element.title || element.textContent?.trim())),
    ...all('input:not([type=hidden]), select, textarea').filter(element => !element.ariaLabel && !('labels' in element && element.labels instanceof NodeList && element.labels.length > 0)),
  ]
  const astray = all('[aria-controls], [popovertarget]').filter(element => !document.getElementById(element.getAttribute('aria-controls') ?? element.getAttribute('popovertarget') ?? ''))

  return [
    ...all('h1').length === 1 ? [] : [`${all('h1').length} main headings`],
    ...nameless.map(element => `no name: ${element.outerHTML}`),
    ...astray.map(element => `controls nothing: ${element.outerHTML}`),
    ...ids.filter((id, index) => ids.indexOf(id) !== index).map(id => `twice: ${id}`),
    ...document.documentElement.scrollWidth > innerWidth ? [`${document.documentElement.scrollWidth} pixels wide`] : [],
  ]
}

describe('the keyboard', () => {
  it('opens a menu with the arrow down, goes round in it, and leaves it for its button', async () => {
    const here = await stage()
    await bind(here, 'CRM_DEAL_LIST_MENU')
    await page.goto(here.portal.url + LIST)
    await page.getByRole('button', { name: 'Actions' }).first().focus()

    await page.keyboard.press('ArrowDown')
    await page.locator('.menu-list:popover-open').waitFor()
    await page.keyboard.press('ArrowUp')
    const reached = await focused()
    await page.keyboard.press('Escape')

    expect(reached).toBe('Notes')
    expect(await focused()).toBe('Actions')
  })

  it('comes back to the button of a menu from what one of its entries opened', async () => {
    const here = await stage()
    await page.goto(here.portal.url + LIST)
    await page.getByRole('button', { name: 'Actions' }).first().click()
    await page.getByRole('menuitem', { name: 'View' }).click()
    await page.frameLocator('.slider iframe').getByRole('heading', { level: 1 }).waitFor()

    await page.keyboard.press('Escape')
    await page.locator('.slider').waitFor({ state: 'detached' })

    expect(await focused()).toBe('Actions')
  })

  it('closes a widget of a chat with Escape', async () => {
    const here = await stage()
    await bind(here, 'IM_SIDEBAR')
    await page.goto(`${here.portal.url}/online/?IM_DIALOG=chat1489`)
    await page.getByRole('button', { name: 'Notes' }).click()
    await page.getByRole('button', { name: 'Close', exact: true }).focus()

    await page.keyboard.press('Escape')

    expect(await page.locator('.chat-panel').isVisible()).toBe(false)
    expect(await focused()).toBe('Notes')
  })

  it('goes up and down in a column of tabs', async () => {
    const here = await stage()
    await bind(here, 'TELEPHONY_ANALYTICS_MENU')
    await page.goto(`${here.portal.url}/report/telephony/`)
    await page.getByRole('tab').first().focus()

    await page.keyboard.press('ArrowDown')

    expect(await page.getByRole('tab', { name: 'Notes' }).getAttribute('aria-selected')).toBe('true')
  })
})

describe('a slider', () => {
  it('is called as its link, without the picture beside the words, and lends its title to the page', async () => {
    const here = await stage()
    await page.goto(here.portal.url + LIST)

    await page.getByRole('link', { name: 'Tom Fletcher' }).first().click()
    await page.frameLocator('.slider iframe').getByRole('heading', { name: 'Tom Fletcher' }).waitFor()

    expect(await page.locator('.slider').getAttribute('aria-label')).toBe('Tom Fletcher')
    await expect.poll(() => page.title()).toMatch(/^Tom Fletcher/)
  })
})

describe('every page', () => {
  it.each([1440, 360])('has one main heading, names for what can be operated, ids that stand once, and is no wider than %i pixels', async (width) => {
    const here = await stage()
    await page.setViewportSize({ width, height: 800 })

    const found: string[] = []
    for (const path of PAGES) {
      await page.goto(here.portal.url + path, { waitUntil: 'domcontentloaded' })
      found.push(...(await page.evaluate(faults)).map(fault => `${path}: ${fault}`))
    }

    expect(found).toEqual([])
  }, 60_000)
})
