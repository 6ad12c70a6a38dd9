import type { Browser, Frame } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { appFrame, launchBrowser, openDealTab, visit, type Visitor } from '../support/browser.ts'
import { startStage } from '../support/stage.ts'

const { app, portal } = await startStage()
let browser: Browser
let marcus: Visitor

beforeAll(async () => {
  browser = await launchBrowser()
  marcus = await visit(browser, portal, 3)
})

afterAll(() => browser.close())

/** Every test has a deal of its own among those that everybody may read. */
let dealId = 0
let frame: Frame
const deals: number[] = []
beforeEach(async () => {
  if (!deals.length) deals.push(...portal.data.items.filter(item => item.entityTypeId === 2 && item.opened === 'Y').map(item => item.id))
  dealId = deals.shift() ?? 0
  frame = await openDealTab(marcus, portal, dealId)
})

const note = (text: string, within: Frame = frame) => within.getByRole('article').filter({ hasText: text })

async function write(text: string) {
  await frame.getByRole('textbox', { name: 'New note' }).fill(text)
  await frame.getByRole('textbox', { name: 'New note' }).press('Control+Enter')
  await note(text).waitFor()
}

async function act(text: string, action: string, within: Frame = frame) {
  await note(text, within).hover()
  await note(text, within).getByRole('button', { name: action }).click()
}

describe('a note', () => {
  it('is changed in place, and says so', async () => {
    await write('Draft of the offer is out')
    await act('Draft of the offer', 'Edit')
    await frame.getByRole('textbox', { name: 'Edit note' }).fill('The offer is out')
    await frame.getByRole('button', { name: 'Save' }).click()

    await note('The offer is out').getByText('edited').waitFor()

    frame = await openDealTab(marcus, portal, dealId)
    expect(await note('The offer is out').count()).toBe(1)
  })

  it('is pinned for everybody', async () => {
    await write('Ring twice, the bell is broken')
    await act('Ring twice', 'Pin')

    await frame.getByRole('region', { name: 'Pinned' }).getByText('Ring twice').waitFor()

    frame = await openDealTab(marcus, portal, dealId)
    await frame.getByRole('region', { name: 'Pinned' }).getByText('Ring twice').waitFor()
  })

  it('is deleted at once, and comes back by Undo', async () => {
    await write('Not what I meant')
    await act('Not what I meant', 'Delete')
    await note('Not what I meant').waitFor({ state: 'detached' })

    await frame.getByRole('button', { name: 'Undo' }).click()

    await note('Not what I meant').waitFor()
  })

  it('that could not be deleted is there again, with nothing to undo', async () => {
    await write('Here to stay')
    await marcus.page.route('**/api/notes/*', route => route.abort('connectionreset'), { times: 1 })

    await act('Here to stay', 'Delete')

    await frame.getByText('Not deleted').first().waitFor()
    await note('Here to stay').waitFor()
    await frame.getByRole('button', { name: 'Undo' }).waitFor({ state: 'detached' })
  })

  it('whose answer got lost is saved once, however often it is sent again', async () => {
    await marcus.page.route('**/api/notes', async (route) => {
      await route.fetch()
      await route.abort('connectionreset')
    }, { times: 1 })
    await frame.getByRole('textbox', { name: 'New note' }).fill('Sent twice')
    await frame.getByRole('button', { name: 'Add note' }).click()
    const stoodAlready = marcus.page.waitForResponse(response => response.url().endsWith('/api/notes') && response.status() === 200)
    await frame.getByRole('button', { name: 'Try again' }).click()
    await stoodAlready

    frame = await openDealTab(marcus, portal, dealId)

    expect(await note('Sent twice').count()).toBe(1)
  })

  it('that somebody else changed meanwhile shows both texts, and loses none', async () => {
    await write('Price: 4,000')
    const olivia = await visit(browser, portal, 1)
    const hers = await openDealTab(olivia, portal, dealId)
    await act('Price: 4,000', 'Edit')
    await frame.getByRole('textbox', { name: 'Edit note' }).fill('Price: 4,200')
    await act('Price: 4,000', 'Edit', hers)
    await hers.getByRole('textbox', { name: 'Edit note' }).fill('Price: 3,900')
    await hers.getByRole('button', { name: 'Save' }).click()
    await note('Price: 3,900', hers).getByText('edited').waitFor()

    await frame.getByRole('button', { name: 'Save' }).click()

    await frame.getByRole('heading', { name: 'Olivia Bennett changed this' }).waitFor()
    await frame.getByText('Price: 3,900').waitFor()
    await frame.getByText('Price: 4,200').waitFor()
    await frame.getByRole('button', { name: 'Save my version' }).click()
    await note('Price: 4,200').getByText('edited').waitFor()
    await olivia.context.close()
  })
})

describe('a frame that is reloaded', () => {
  it('posts its form again and shows the thread', async () => {
    await write('Still here after a reload')

    const posted = marcus.page.waitForResponse(response => response.url().startsWith(`${app.url}/thread`))
    await frame.evaluate(() => location.reload())
    expect((await posted).request().method()).toBe('POST')
    frame = await appFrame(marcus.page)

    expect(await note('Still here after a reload').count()).toBe(1)
  })
})

describe('what is being typed', () => {
  it('while an edit is being saved stays in the editor', async () => {
    await write('First words')
    await act('First words', 'Edit')
    let release = () => {}
    const held = new Promise<void>((done) => {
      release = done
    })
    await marcus.page.route('**/api/notes/*', async (route) => {
      await held
      await route.continue()
    }, { times: 1 })
    const saved = marcus.page.waitForResponse(response => response.request().method() === 'PATCH' && response.ok())
    await frame.getByRole('textbox', { name: 'Edit note' }).fill('Second words')
    await frame.getByRole('button', { name: 'Save' }).click()

    await frame.getByRole('textbox', { name: 'Edit note' }).fill('Second words, and more')
    release()
    await saved

    await frame.getByText('edited').waitFor()
    expect(await frame.getByRole('textbox', { name: 'Edit note' }).inputValue()).toBe('Second words, and more')
    await frame.getByRole('button', { name: 'Save' }).click()
    await note('Second words, and more').waitFor()
  })

  it('into a note that somebody else deleted becomes a new note', async () => {
    await write('Soon gone')
    const olivia = await visit(browser, portal, 1)
    const hers = await openDealTab(olivia, portal, dealId)
    await act('Soon gone', 'Edit')
    await frame.getByRole('textbox', { name: 'Edit note' }).fill('Too good to lose')
    const gone = olivia.page.waitForResponse(response => response.request().method() === 'DELETE' && response.ok())
    await act('Soon gone', 'Delete', hers)
    await gone
    await frame.getByRole('button', { name: 'Save' }).click()

    await frame.getByRole('heading', { name: 'This has been deleted meanwhile' }).waitFor()
    await frame.getByRole('button', { name: 'Save as a new entry' }).click()

    await note('Too good to lose').waitFor()
    await frame.getByRole('article').nth(1).waitFor({ state: 'detached' })
    await olivia.context.close()
  })

  it('is there again after the frame was closed and opened', async () => {
    const saved = marcus.page.waitForResponse(response => response.url().endsWith('/api/draft') && response.status() === 204)
    await frame.getByRole('textbox', { name: 'New note' }).fill('Half a thou')
    await saved

    frame = await openDealTab(marcus, portal, dealId)

    expect(await frame.getByRole('textbox', { name: 'New note' }).inputValue()).toBe('Half a thou')
  })

  it('before the page is alive stays', async () => {
    let release = () => {}
    const held = new Promise<void>((done) => {
      release = done
    })
    await marcus.page.route('**/_nuxt/*.js', async (route) => {
      await held
      await route.continue()
    })
    await marcus.page.goto(`${portal.url}/crm/deal/details/${dealId}/`)
    await marcus.page.getByRole('tab', { name: 'Sidenote' }).click()
    const early = marcus.page.frameLocator('iframe[id^="appframe_"]:visible').getByRole('textbox', { name: 'New note' })
    await early.fill('Quicker than your scripts')

    release()
    frame = await appFrame(marcus.page)
    await marcus.page.unroute('**/_nuxt/*.js')

    expect(await frame.getByRole('textbox', { name: 'New note' }).inputValue()).toBe('Quicker than your scripts')
  })

  it('survives a save that fails', async () => {
    await marcus.page.route('**/api/notes', route => route.abort('connectionreset'), { times: 1 })
    await frame.getByRole('textbox', { name: 'New note' }).fill('Typed in a tunnel')
    await frame.getByRole('button', { name: 'Add note' }).click()
    await frame.getByText('Not saved.').first().waitFor()

    frame = await openDealTab(marcus, portal, dealId)

    expect(await frame.getByRole('textbox', { name: 'New note' }).inputValue()).toBe('Typed in a tunnel')
  })
})
