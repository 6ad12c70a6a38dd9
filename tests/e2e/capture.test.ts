import type { Browser, Frame, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { appFrame, appFrameInSlider, launchBrowser, openDealTab, visit, type Visitor } from '../support/browser.ts'
import { startStage } from '../support/stage.ts'

const { sandbox, app, portal } = await startStage()
let browser: Browser
let marcus: Visitor
let page: Page

beforeAll(async () => {
  browser = await launchBrowser()
  marcus = await visit(browser, portal, 3)
  ;({ page } = marcus)
  await marcus.context.grantPermissions(['clipboard-read', 'clipboard-write'])
})

afterAll(() => browser.close())

/** Of the deal that everybody may read: it has activities, and a chat. */
const dealId = 3473
const composer = (frame: Frame) => frame.getByRole('textbox', { name: /^New (note|follow-up)$/ })
const clipboard = () => page.evaluate(() => navigator.clipboard.readText())

/** Chooses Sidenote at a message of a chat. */
async function captureMessage(chatId: number, words: string): Promise<Frame> {
  await page.goto(`${portal.url}/online/?IM_DIALOG=chat${chatId}`)
  const id = portal.data.chats.find(chat => chat.id === chatId)?.messages.find(({ text }) => text.includes(words))?.id
  const message = page.locator(`#message-${id}`)
  await message.hover()
  await message.getByRole('button').click()
  await page.getByRole('menuitem', { name: 'Add to Sidenote', exact: true }).click()
  return appFrameInSlider(page)
}

describe('a message of a chat', () => {
  it('becomes a note on the deal of the chat, with its source', async () => {
    const form = await captureMessage(1439, 'Truck is booked')
    expect(await form.getByRole('radio', { name: /^Deal/ }).isChecked()).toBe(true)
    expect(await composer(form).inputValue()).toBe('> Truck is booked, 7 am, two people to carry.\n>\n> — Tom Fletcher\n\n')

    await composer(form).press('End')
    await composer(form).pressSequentially('Eleanor knows.')
    await composer(form).press('Control+Enter')
    await form.getByRole('heading', { name: 'Note added' }).waitFor()

    await form.getByRole('button', { name: 'Open the thread' }).click()
    await page.locator('.slider').nth(1).waitFor()
    const thread = await appFrameInSlider(page)
    await thread.getByRole('article').filter({ hasText: 'Eleanor knows.' }).getByRole('button', { name: /Truck is booked/ }).waitFor()
    expect(marcus.complaints).toEqual([])
  })

  it('becomes a follow-up for the chat itself, in its own words', async () => {
    const form = await captureMessage(1439, 'What is our margin')
    await form.getByRole('radio', { name: /^Chat/ }).check()
    await form.getByText('Follow-up', { exact: true }).click()

    expect(await composer(form).inputValue()).toBe('What is our margin if they take the breakfast room as well?')
    await form.getByRole('button', { name: 'Set follow-up' }).click()
    await form.getByRole('heading', { name: 'Follow-up set' }).waitFor()
  })
})

describe('the form in a card\'s timeline', () => {
  it('writes on the item, and can be used again', async () => {
    await page.goto(`${portal.url}/crm/deal/details/${dealId}/`)
    await page.getByRole('button', { name: 'Sidenote', exact: true }).click()
    const form = await appFrame(page)

    await composer(form).fill('From the timeline')
    await form.getByRole('button', { name: 'Add note' }).click()
    await form.getByRole('button', { name: 'Write another one' }).click()

    expect(await composer(form).inputValue()).toBe('')
    const tab = await openDealTab(marcus, portal, dealId)
    await tab.getByRole('article').filter({ hasText: 'From the timeline' }).waitFor()
  })
})

describe('a link to a note', () => {
  it('opens the thread with the note marked and in focus', async () => {
    const tab = await openDealTab(marcus, portal, dealId)
    await composer(tab).fill('Worth a link')
    await composer(tab).press('Control+Enter')
    const note = tab.getByRole('article').filter({ hasText: 'Worth a link' })
    await note.hover()
    await note.getByRole('button', { name: 'Copy link' }).click()
    await tab.getByText('Link copied').first().waitFor()

    const link = await clipboard()
    expect(link).toContain(`${portal.url}/marketplace/view/${app.clientId}/?params%5Bnote%5D=`)
    await page.goto(link)
    const thread = await appFrame(page)

    const marked = thread.locator('[aria-current]')
    expect(await marked.getByText('Worth a link').count()).toBe(1)
    await thread.waitForFunction(() => document.activeElement?.getAttribute('aria-current') === 'true')
    expect(marcus.complaints).toEqual([])
  })
})

describe('a call', () => {
  async function callFrom(number: string): Promise<Frame> {
    await page.goto(`${portal.url}/telephony/`)
    await page.getByLabel('Phone number').fill(number)
    await page.getByRole('button', { name: 'Simulate a call' }).click()
    await page.getByRole('region', { name: 'Call', exact: true }).getByRole('tab', { name: 'Sidenote' }).click()
    return appFrame(page)
  }

  it('shows the customer, and what is written then stands on the customer, from the call', async () => {
    const card = await callFrom('+44 7700 900318')
    await card.getByRole('heading', { name: 'Dr Amara Okafor' }).waitFor()

    await composer(card).fill('Asks for the invoice')
    await composer(card).press('Control+Enter')

    const note = card.getByRole('article').filter({ hasText: 'Asks for the invoice' })
    await note.getByText('+447700900318').waitFor()
    expect(await card.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth)).toBe(true)
    await page.getByRole('region', { name: 'Call', exact: true }).getByRole('button', { name: 'Close' }).click()
    await page.getByRole('region', { name: 'Call', exact: true }).waitFor({ state: 'detached' })
  })

  it('from a number that nobody has keeps the note for whoever took the call', async () => {
    const card = await callFrom('+44 7700 900555')
    await card.getByText('Nobody in your CRM has this number.').waitFor()

    await composer(card).fill('Calls again tomorrow')
    await composer(card).press('Control+Enter')

    await card.getByRole('article').filter({ hasText: 'Calls again tomorrow' }).waitFor()
  })
})

describe('beside the message being written', () => {
  it('a snippet is kept, and brought into the message as far as the portal lets it', async () => {
    await page.goto(`${portal.url}/online/?IM_DIALOG=chat1489`)
    await page.getByRole('button', { name: 'Sidenote: snippets', exact: true }).click()
    const widget = await appFrame(page)

    await widget.getByRole('button', { name: 'New snippet' }).click()
    await widget.getByRole('textbox', { name: 'Title' }).fill('Opening hours')
    await widget.getByRole('textbox', { name: 'Text' }).fill('Saturday, ten to two')
    await widget.getByRole('button', { name: 'Save' }).click()
    await widget.getByRole('button', { name: 'Insert: Opening hours' }).click()

    await widget.getByText('Copied. Paste it into your message.').first().waitFor()
    expect(await clipboard()).toBe('Saturday, ten to two')
    expect(marcus.complaints).toEqual([])
  })
})

describe('a field of a card', () => {
  it('sets the next follow-up of the item and shows it', async () => {
    const { accessToken } = sandbox.issueToken({ memberId: portal.memberId, userId: 1, clientId: app.clientId })
    await fetch(`${portal.url}/rest/userfieldtype.add`, { method: 'POST', body: new URLSearchParams({ auth: accessToken, USER_TYPE_ID: 'next', HANDLER: `${app.url}/field`, TITLE: 'Next' }) })
    const options = JSON.stringify({ MODE: 'view', ENTITY_ID: 'CRM_DEAL', ENTITY_VALUE_ID: '3463' })
    await page.goto(`${portal.url}/sandbox/open?${new URLSearchParams({ app: app.clientId, placement: 'USERFIELD_TYPE', options })}`)
    const field = await appFrame(page)

    await field.getByText('No open follow-up').waitFor()
    await field.getByRole('button', { name: 'Set follow-up' }).click()
    await composer(field).fill('Call Dr Okafor')
    await field.getByRole('button', { name: 'Set follow-up' }).click()

    await field.getByRole('article').filter({ hasText: 'Call Dr Okafor' }).waitFor()
    expect(await field.getByText('No open follow-up').count()).toBe(0)
  })
})
