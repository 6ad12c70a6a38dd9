import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { useChromium } from './chromium.ts'
import { startRecorder, type Recorder } from './recorder.ts'
import { ADMIN, HANNAH, stage, type Stage } from './setup.ts'

const CHAT = '/online/?IM_DIALOG=chat1489'

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

async function open({ portal }: Stage, userId: number, path: string): Promise<void> {
  await page.context().addCookies([{ name: `sandbox_user_${portal.memberId}`, value: String(userId), url: portal.url }])
  await page.goto(portal.url + path)
}

function bind({ call }: Stage, placement: string, title: string, options: Record<string, string> = {}) {
  return call(ADMIN, 'placement.bind', { PLACEMENT: placement, HANDLER: `${recorder.origin}/${encodeURIComponent(title)}`, TITLE: title, OPTIONS: { iconName: 'fa-star', ...options } })
}

describe('the messenger', () => {
  it('sends with Enter, starts a line with Shift and Enter, and shows the message at the end', async () => {
    const here = await stage()
    await open(here, ADMIN, CHAT)

    await page.getByRole('textbox', { name: 'Write a message' }).fill('One')
    await page.keyboard.press('Shift+Enter')
    await page.keyboard.type('two')
    await page.keyboard.press('Enter')
    await page.locator('.message-own', { hasText: 'One\ntwo' }).waitFor()

    expect(here.portal.data.chats.find(({ id }) => id === 1489)?.messages.at(-1)).toMatchObject({ text: 'One\ntwo', authorId: ADMIN })
    expect(await page.getByRole('textbox', { name: 'Write a message' }).inputValue()).toBe('')
    expect(await page.locator('.dialog[aria-current]').textContent()).toContain('One two')
  })

  it('keeps a widget open while a message is sent', async () => {
    const here = await stage()
    await bind(here, 'IM_SIDEBAR', 'Notes')
    await open(here, ADMIN, CHAT)
    await page.getByRole('button', { name: 'Notes' }).click()
    const frame = page.frameLocator('.chat-panel-sidebar iframe')
    await frame.getByText('Widget').waitFor()
    const sid = await page.locator('.chat-panel-sidebar iframe').getAttribute('id')

    await page.getByRole('textbox', { name: 'Write a message' }).fill('Still there?')
    await page.keyboard.press('Enter')
    await page.locator('.message-own', { hasText: 'Still there?' }).waitFor()

    expect(await page.locator('.chat-panel-sidebar iframe').getAttribute('id')).toBe(sid)
    expect(await frame.getByText('Widget').isVisible()).toBe(true)
  })

  it('has one widget at its side at a time, and closes it', async () => {
    const here = await stage()
    await bind(here, 'IM_SIDEBAR', 'Notes')
    await bind(here, 'IM_SIDEBAR', 'Figures')
    await open(here, ADMIN, CHAT)
    const shown = () => page.locator('.chat-panel').filter({ visible: true }).getByRole('heading').allTextContents()

    await page.getByRole('button', { name: 'Notes' }).click()
    const first = await shown()
    await page.getByRole('button', { name: 'Figures' }).click()
    const second = await shown()
    await page.locator('.chat-panel').getByRole('button', { name: 'Close' }).filter({ visible: true }).click()

    expect([first, second, await shown()]).toEqual([['Notes'], ['Figures'], []])
    expect(await page.getByRole('button', { name: 'Figures' }).getAttribute('aria-expanded')).toBe('false')
  })

  it('gives the widget above the text field its percent of the conversation', async () => {
    const here = await stage()
    await bind(here, 'IM_TEXTAREA', 'Snippets', { width: '50', height: '60' })
    await open(here, ADMIN, CHAT)

    await page.getByRole('button', { name: 'Snippets' }).click()
    const panel = await page.locator('.chat-panel-textarea').boundingBox()
    const conversation = await page.locator('.chat-body').boundingBox()

    expect((panel?.width ?? 0) / (conversation?.width ?? 1)).toBeCloseTo(0.5)
    expect((panel?.height ?? 0) / (conversation?.height ?? 1)).toBeCloseTo(0.6)
  })

  it('opens an application\'s link in a slider and tells the application where the link stood', async () => {
    const here = await stage()
    await bind(here, 'REST_APP_URI', 'Thread')
    await open(here, ADMIN, CHAT)

    await page.locator('.messages').getByRole('link', { name: 'Harbour Hotel Bristol' }).click()
    const posted = await recorder.posted('REST_APP_URI')

    expect(JSON.parse(posted.PLACEMENT_OPTIONS ?? '{}')).toEqual({ ENTITY: 'deal', ID: '3473', URI: CHAT })
    expect(await page.locator('dialog.slider iframe').count()).toBe(1)
  })
})

it('the bell says how many notifications are new, and forgets when it has been opened', async () => {
  const here = await stage()
  await here.call(ADMIN, 'im.notify.system.add', { USER_ID: HANNAH, MESSAGE: 'Hallo' })
  here.portal.users.forEach(user => Object.assign(user, { lang: 'en' }))
  await open(here, HANNAH, '/stream/')

  const read = page.waitForResponse(/notifications\/read/)
  await page.getByRole('button', { name: 'Notifications, 1 new' }).click()
  await read
  await page.reload()

  expect(await page.getByRole('button', { name: 'Notifications', exact: true }).count()).toBe(1)
})

it('the mobile app refuses openPath', async () => {
  const here = await stage()
  await bind(here, 'IMMOBILE_CONTEXT_MENU', 'Notes')
  await open(here, ADMIN, '/mobile/im/chat1489/')
  await page.getByRole('button', { name: 'Applications', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Notes' }).click()
  const frame = page.frameLocator('.phone iframe')
  await frame.getByText('Widget').waitFor()
  const sid = (await page.locator('.phone iframe').getAttribute('id'))?.replace('appframe_', '')

  const reply = await frame.locator('body').evaluate((_, id) => new Promise((resolve) => {
    window.addEventListener('message', ({ data }) => resolve(data))
    window.parent.postMessage(`openPath:{"path":"/crm/deal/details/3473/"}:key:${id}`, '*')
  }), sid)

  expect(reply).toBe('key:{"result":"error","errorCode":"METHOD_NOT_SUPPORTED_ON_DEVICE"}')
})
