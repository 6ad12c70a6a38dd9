import type { Browser, Frame } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { appFrame, launchBrowser, openDealTab, visit, type Visitor } from '../support/browser.ts'
import { startStage } from '../support/stage.ts'

const { portal } = await startStage()
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

const item = (text: string, within: Frame = frame) => within.getByRole('listitem').filter({ hasText: text })
const openOnes = (within: Frame = frame) => within.getByRole('region', { name: 'Open follow-ups' })
const checkbox = (text: string, within: Frame = frame) => within.getByRole('checkbox', { name: text })
const field = (within: Frame = frame) => within.getByRole('textbox', { name: 'New follow-up' })
const entries = () => frame.getByRole('main').getByRole('article')

/** The server has taken the call when this resolves. */
function answered(method: string, { page }: Visitor = marcus) {
  return page.waitForResponse(response => response.url().includes('/api/follow-ups') && response.request().method() === method && response.ok())
}

async function set(text: string, choose?: () => Promise<void>) {
  await frame.getByRole('radio', { name: 'Follow-up', exact: true }).check({ force: true })
  await field().fill(text)
  await choose?.()
  const saved = answered('POST')
  await frame.getByRole('button', { name: 'Set follow-up' }).click()
  await saved
}

async function act(text: string, action: string, within: Frame = frame) {
  await item(text, within).hover()
  await item(text, within).getByRole('button', { name: action }).click()
}

/** Looks away from the list: what was closed in it goes where it belongs. */
async function turnAway() {
  await frame.getByRole('heading', { level: 1 }).hover()
  await field().or(frame.getByRole('textbox', { name: 'New note' })).focus()
}

async function reopen(visitor: Visitor = marcus) {
  return openDealTab(visitor, portal, dealId)
}

describe('a follow-up', () => {
  it('is set for tomorrow and oneself with a text and two keys', async () => {
    await frame.getByRole('textbox', { name: 'New note' }).press('Shift+Tab')
    await frame.locator(':focus').press('ArrowRight')
    await field().fill('Call the hotel about the lift')
    const saved = answered('POST')
    await field().press('Control+Enter')
    await saved

    frame = await reopen()
    await openOnes().getByText('Call the hotel about the lift').waitFor()
    expect(await item('Call the hotel').innerText()).toMatch(/Tomorrow[\s\S]*Marcus/)
  })

  it('is set for a chosen day and time, for somebody who is searched by name', async () => {
    await set('Send the offer', async () => {
      await frame.getByRole('radio', { name: 'Tomorrow' }).check({ force: true })
      await frame.getByRole('button', { name: 'Add time' }).click()
      await frame.getByRole('spinbutton', { name: /hour/i }).pressSequentially('03')
      await frame.getByRole('spinbutton', { name: /minute/i }).pressSequentially('00')
      await frame.getByRole('spinbutton', { name: /AM|day period/i }).press('p')
      await frame.getByRole('button', { name: /^Responsible/ }).click()
      await frame.getByRole('combobox', { name: 'Responsible' }).fill('oliv')
      await frame.getByRole('option', { name: 'Olivia Bennett' }).waitFor()
      await frame.getByRole('combobox', { name: 'Responsible' }).press('Enter')
    })

    const olivia = await visit(browser, portal, 1)
    const hers = await reopen(olivia)
    const text = await item('Send the offer', hers).innerText()
    expect(text).toContain('Olivia Bennett')
    expect(text).toMatch(/set by Marcus/)
    expect(text).toMatch(/Tomorrow 3:00\sPM/)
    await olivia.context.close()
  })

  it('is due on any day of the calendar', async () => {
    await set('Book the crane', async () => {
      await frame.getByRole('button', { name: 'Other day' }).click()
      await frame.locator('[data-selected]:focus').press('ArrowRight')
      await frame.locator(':focus').press('Enter')
      await frame.locator('button:focus').waitFor()
    })

    const dayAfterTomorrow = new Date(Date.now() + 2 * 86_400_000)
    const weekday = new Intl.DateTimeFormat('en-US', { weekday: 'long', timeZone: 'Europe/London' }).format(dayAfterTomorrow)
    await item('Book the crane').getByText(weekday).waitFor()
  })

  it('that is done stays under the pointer, and stands in the thread when the person has turned away', async () => {
    await set('Order the handles')
    await set('Measure the door')
    const done = answered('PATCH')

    await checkbox('Order the handles').click()
    await done

    expect(await checkbox('Order the handles').isChecked()).toBe(true)
    expect(await openOnes().getByRole('listitem').count()).toBe(2)
    await turnAway()
    await openOnes().getByText('Order the handles').waitFor({ state: 'detached' })
    await item('Order the handles').getByText(/^Done by Marcus/).waitFor()

    frame = await reopen()
    expect(await openOnes().getByRole('listitem').count()).toBe(1)
    await item('Order the handles').getByText(/^Done by Marcus/).waitFor()
  })

  it('that was done by mistake is opened again', async () => {
    await set('Paint the frame')
    const done = answered('PATCH')
    await checkbox('Paint the frame').click()
    await done
    await turnAway()
    const opened = answered('PATCH')

    await checkbox('Paint the frame').click()
    await opened

    await openOnes().getByText('Paint the frame').waitFor()
    frame = await reopen()
    expect(await checkbox('Paint the frame').isChecked()).toBe(false)
  })

  it('that is cancelled says so in the thread, and can be reopened', async () => {
    await set('Ask for a discount')
    await act('Ask for a discount', 'Cancel follow-up')
    await item('Ask for a discount').getByText(/^Cancelled by Marcus/).waitFor()
    await turnAway()
    await openOnes().waitFor({ state: 'detached' })

    await act('Ask for a discount', 'Reopen')

    await openOnes().getByText('Ask for a discount').waitFor()
  })

  it('whose state could not be saved is open again, and says why', async () => {
    await set('Keep trying')
    await marcus.page.route('**/api/follow-ups/*', route => route.abort('connectionreset'), { times: 1 })

    await checkbox('Keep trying').click()

    await frame.getByText('Not saved.').first().waitFor()
    expect(await checkbox('Keep trying').isChecked()).toBe(false)
  })

  it('is given to somebody else, with the keyboard alone', async () => {
    await set('Water the plants')
    await checkbox('Water the plants').focus()
    await frame.getByRole('button', { name: 'Reassign' }).focus()
    await frame.locator(':focus').press('Enter')
    await frame.locator(':focus').pressSequentially('hannah')
    await frame.getByRole('option', { name: 'Hannah Vogel' }).waitFor()
    await frame.locator(':focus').press('Enter')
    const changed = answered('PATCH')
    await frame.locator(':focus').press('Control+Enter')
    await changed

    await item('Water the plants').getByText('Hannah Vogel').waitFor()
    expect(await frame.locator(':focus').getAttribute('data-action')).toBe('edit')
  })

  it('is deleted at once, and comes back by Undo', async () => {
    await set('Not what I promised')
    await act('Not what I promised', 'Delete')
    await item('Not what I promised').waitFor({ state: 'detached' })

    await frame.getByRole('button', { name: 'Undo' }).click()

    await openOnes().getByText('Not what I promised').waitFor()
  })

  it('whose answer got lost is set once, however often it is sent again', async () => {
    await marcus.page.route('**/api/follow-ups', async (route) => {
      await route.fetch()
      await route.abort('connectionreset')
    }, { times: 1 })
    await frame.getByRole('radio', { name: 'Follow-up', exact: true }).check({ force: true })
    await field().fill('Sent twice')
    await frame.getByRole('button', { name: 'Set follow-up' }).click()
    const stoodAlready = marcus.page.waitForResponse(response => response.url().endsWith('/api/follow-ups') && response.status() === 200)
    await frame.getByRole('button', { name: 'Try again' }).click()
    await stoodAlready

    frame = await reopen()

    expect(await openOnes().getByRole('listitem').count()).toBe(1)
  })
})

describe('two people at one follow-up', () => {
  it('who change the same are both shown, and none is lost', async () => {
    await set('Deliver at nine')
    const olivia = await visit(browser, portal, 1)
    const hers = await reopen(olivia)
    await act('Deliver at nine', 'Edit')
    await frame.getByRole('textbox', { name: 'Edit follow-up' }).fill('Deliver at eight')
    await act('Deliver at nine', 'Edit', hers)
    await hers.getByRole('textbox', { name: 'Edit follow-up' }).fill('Deliver at ten')
    const saved = answered('PATCH', olivia)
    await hers.getByRole('button', { name: 'Save' }).click()
    await saved

    await frame.getByRole('button', { name: 'Save' }).click()

    await frame.getByRole('heading', { name: 'Olivia Bennett changed this' }).waitFor()
    await frame.getByText('Deliver at ten').waitFor()
    await frame.getByText('Deliver at eight').waitFor()
    await frame.getByRole('button', { name: 'Save my version' }).click()
    await item('Deliver at eight').getByText('edited').waitFor()
    await olivia.context.close()
  })

  it('who change different parts of it both have their way', async () => {
    await set('Ring the bell')
    const olivia = await visit(browser, portal, 1)
    const hers = await reopen(olivia)
    await act('Ring the bell', 'Edit')
    await act('Ring the bell', 'Edit', hers)
    await hers.getByRole('textbox', { name: 'Edit follow-up' }).fill('Ring the bell twice')
    const saved = answered('PATCH', olivia)
    await hers.getByRole('button', { name: 'Save' }).click()
    await saved
    const changed = answered('PATCH')

    await openOnes().getByRole('radio', { name: 'Today' }).check({ force: true })
    await frame.getByRole('button', { name: 'Save' }).click()
    await changed

    expect(await item('Ring the bell twice').innerText()).toContain('Today')
    await olivia.context.close()
  })
})

describe('what is being typed', () => {
  it('stays when it becomes a follow-up and a note again, and so does the chosen day', async () => {
    await frame.getByRole('textbox', { name: 'New note' }).fill('Half a thought')
    await frame.getByRole('radio', { name: 'Follow-up', exact: true }).check({ force: true })
    await frame.getByRole('radio', { name: 'Today' }).check({ force: true })
    await frame.getByRole('radio', { name: 'Note', exact: true }).check({ force: true })
    expect(await frame.getByRole('textbox', { name: 'New note' }).inputValue()).toBe('Half a thought')

    await frame.getByRole('radio', { name: 'Follow-up', exact: true }).check({ force: true })

    expect(await field().inputValue()).toBe('Half a thought')
    expect(await frame.getByRole('radio', { name: 'Today' }).isChecked()).toBe(true)
  })

  it('as a follow-up is there again after the frame was closed and opened', async () => {
    const kept = marcus.page.waitForResponse(response => response.url().endsWith('/api/draft') && response.status() === 204)
    await frame.getByRole('radio', { name: 'Follow-up', exact: true }).check({ force: true })
    await field().fill('Call them before')
    await kept

    frame = await reopen()

    expect(await field().inputValue()).toBe('Call them before')
  })

  it('survives a save that fails, and goes back into the field with its day', async () => {
    await marcus.page.route('**/api/follow-ups', route => route.abort('connectionreset'), { times: 1 })
    await frame.getByRole('radio', { name: 'Follow-up', exact: true }).check({ force: true })
    await frame.getByRole('radio', { name: 'Today' }).check({ force: true })
    await field().fill('Set in a tunnel')
    await frame.getByRole('button', { name: 'Set follow-up' }).click()
    await item('Set in a tunnel').getByText('Not saved.').waitFor()

    await frame.getByRole('button', { name: 'Edit text' }).click()

    expect(await field().inputValue()).toBe('Set in a tunnel')
    expect(await frame.getByRole('radio', { name: 'Today' }).isChecked()).toBe(true)
  })
})

describe('the thread', () => {
  it('shows only notes, only follow-ups, or only what one person has written', async () => {
    await frame.getByRole('textbox', { name: 'New note' }).fill('A remark')
    await frame.getByRole('textbox', { name: 'New note' }).press('Control+Enter')
    await set('A promise')
    const done = answered('PATCH')
    await checkbox('A promise').click()
    await done
    await turnAway()
    await item('A promise').getByText(/^Done by/).waitFor()

    await frame.getByRole('radio', { name: 'Notes' }).check({ force: true })
    expect(await entries().count()).toBe(1)
    await frame.getByRole('radio', { name: 'Follow-ups', exact: true }).check({ force: true })
    expect(await entries().allInnerTexts()).toEqual([expect.stringContaining('A promise')])

    const olivia = await visit(browser, portal, 1)
    frame = await reopen(olivia)
    await frame.getByRole('textbox', { name: 'New note' }).fill('Another remark')
    await frame.getByRole('textbox', { name: 'New note' }).press('Control+Enter')
    await frame.getByRole('combobox', { name: 'Author' }).selectOption({ label: 'Olivia Bennett' })
    expect(await entries().allInnerTexts()).toEqual([expect.stringContaining('Another remark')])
    await frame.getByRole('radio', { name: 'Follow-ups', exact: true }).check({ force: true })
    await frame.getByText('Nothing here matches.').waitFor()
    await frame.getByRole('button', { name: 'Show all' }).click()
    expect(await entries().count()).toBe(3)
    await olivia.context.close()
  })

  it('shows what was written on the deal\'s contact, says whose it is, and lets it be done here', async () => {
    const deal = portal.data.items.find(({ id, entityTypeId, contactId, opened }) => entityTypeId === 2 && contactId && opened === 'Y' && id === dealId)
    await marcus.page.goto(`${portal.url}/crm/contact/details/${deal?.contactId}/`)
    await marcus.page.getByRole('tab', { name: 'Sidenote' }).click()
    frame = await appFrame(marcus.page)
    await set('Send her the catalogue')

    frame = await reopen()
    const contact = await item('Send her the catalogue').getByRole('button').filter({ has: frame.getByRole('img', { name: 'Contact' }) }).innerText()
    expect(contact.trim()).not.toBe('')
    const done = answered('PATCH')
    await checkbox('Send her the catalogue').click()
    await done

    await turnAway()
    await item('Send her the catalogue').filter({ hasText: contact.trim() }).getByText(/^Done by Marcus/).waitFor()
  })

  it('did all of that without one complaint of the browser', () => {
    expect(marcus.complaints.filter(complaint => !complaint.includes('ERR_CONNECTION_RESET') && !complaint.includes('409'))).toEqual([])
  })
})
