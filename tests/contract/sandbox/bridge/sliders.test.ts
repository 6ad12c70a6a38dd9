import { chromium, type Browser, type Frame, type Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { createSandbox, type Binding, type Portal, type Sandbox } from '../../../sandbox/index.ts'
import { startSdkApp, type SdkApp } from './sdk-app.ts'

const LAUNCH_ARGUMENTS = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run']

// A browser on a busy machine: the limit catches a hang, it measures nothing.
vi.setConfig({ testTimeout: 20_000, hookTimeout: 20_000 })

let browser: Browser
let app: SdkApp
let sandbox: Sandbox
let portal: Portal
let clientId: string
let page: Page

beforeAll(async () => {
  app = await startSdkApp()
  browser = await chromium.launch({ executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium', args: LAUNCH_ARGUMENTS })
  page = await browser.newPage()
})

afterAll(async () => {
  await browser.close()
  app.close()
})

beforeEach(async () => {
  sandbox = await createSandbox()
  const [first] = sandbox.portals
  if (!first) throw new Error('The sandbox has no portal.')
  portal = first
  clientId = sandbox.registerApp({ title: { en: 'Test app', de: 'Testanwendung' }, url: `${app.origin}/`, installUrl: `${app.origin}/install`, scope: ['crm', 'placement'] }).clientId
  await page.context().clearCookies()
})

afterEach(async () => {
  await page.goto('about:blank')
  await sandbox.close()
})

function visit(path: string) {
  return page.goto(portal.url + path)
}

function installed(): void {
  const installation = sandbox.addApp(portal.memberId, clientId)
  sandbox.finishInstallation(portal.memberId, clientId)
  const binding: Binding = {
    id: 1,
    placement: 'CRM_DEAL_DETAIL_TAB',
    userId: 0,
    handler: `${app.origin}/tab`,
    title: 'Test tab',
    description: '',
    groupName: '',
    options: {},
    langAll: { de: { TITLE: 'Testreiter', DESCRIPTION: '', GROUP_NAME: '' } },
  }
  installation.bindings.push(binding)
}

function deal() {
  const item = portal.data.items.find(candidate => candidate.entityTypeId === 2 && candidate.stageId === 'NEW')
  if (!item) throw new Error('The portal has no new deal.')
  return item
}

/** The application's document in the innermost window that shows it, once the SDK has started there. */
async function appFrame(within: Page | Frame = page): Promise<Frame> {
  const element = await within.waitForSelector('.frame-slot iframe')
  const frame = await element.contentFrame()
  if (!frame) throw new Error('The iframe has no document.')
  await frame.getByText('ready').waitFor()
  return frame
}

async function openTab(): Promise<Frame> {
  installed()
  await visit(`/crm/deal/details/${deal().id}/`)
  await page.getByRole('tab', { name: 'Test tab' }).click()
  return appFrame()
}

async function sliderContent(): Promise<Frame> {
  const element = await page.waitForSelector('dialog iframe')
  const frame = await element.contentFrame()
  if (!frame) throw new Error('The slider has no document.')
  return frame
}

describe('installing', () => {
  it('leads from the Install button over the installer to the application', async () => {
    await visit('/marketplace/')

    await page.getByRole('button', { name: 'Install' }).click()
    const installer = await appFrame()
    const installMode = await installer.evaluate('b24.isInstallMode')
    await installer.evaluate('void b24.installFinish()')
    await page.waitForURL('**/?install_finished=Y')

    const opened = await appFrame()
    expect(installMode).toBe(true)
    expect(installer.url()).toContain('/install?')
    expect(new URL(opened.url()).pathname).toBe('/')
    expect(portal.installations.get(clientId)?.state).toBe('installed')
  })

  it('is for administrators', async () => {
    const employee = portal.users.find(user => user.role === 'employee' && user.lang === 'en')
    await visit('/marketplace/')

    await page.getByRole('combobox', { name: 'User' }).selectOption(String(employee?.id))

    await page.getByText('Only an administrator installs applications.').waitFor()
    expect(await page.getByRole('button', { name: 'Install' }).count()).toBe(0)
  })
})

describe('a tab of a card', () => {
  it('tells the application what was opened', async () => {
    const frame = await openTab()

    const told = await frame.evaluate('({ placement: b24.placement.placement, options: b24.placement.options, lang: b24.getLang(), admin: b24.auth.isAdmin })')

    expect(told).toEqual({
      placement: 'CRM_DEAL_DETAIL_TAB',
      options: { ID: String(deal().id), URI: `/crm/deal/details/${deal().id}/` },
      lang: 'en',
      admin: true,
    })
  })

  it('carries its title in the language of the person', async () => {
    installed()
    await visit(`/crm/deal/details/${deal().id}/`)

    await page.getByRole('combobox', { name: 'Language' }).selectOption('de')

    await page.getByRole('tab', { name: 'Testreiter' }).waitFor()
  })

  it('renews the authorisation', async () => {
    const frame = await openTab()

    const before = await frame.evaluate('b24.auth.getAuthData().access_token')
    const after = await frame.evaluate('b24.auth.refreshAuth().then(auth => auth.access_token)')

    expect(after).not.toBe(before)
    expect([...portal.frames.values()].at(-1)?.token.accessToken).toBe(after)
  })

  it('follows the height that the application asks for and keeps its own width', async () => {
    const frame = await openTab()
    const width = await page.locator('.frame-slot iframe').evaluate(element => element.getBoundingClientRect().width)

    const size = await frame.evaluate('b24.parent.resizeWindow(300, 450)')

    expect(size).toEqual({ width: Math.round(width), height: 450 })
  })

  it('offers reloadData and shows the changed item after it', async () => {
    const frame = await openTab()
    deal().title = 'Renamed behind the page'

    const offered = await frame.evaluate('b24.placement.getInterface()')
    const reply = await frame.evaluate('b24.placement.call("reloadData")')

    expect(offered).toEqual({ command: ['reloadData'], event: [] })
    expect(reply).toBe('')
    await page.getByRole('heading', { name: 'Renamed behind the page' }).waitFor()
  })

  it('stays silent on commands that it denies, never acknowledges or does not know', async () => {
    const frame = await openTab()

    const replies = await frame.evaluate(`Promise.all([
      b24.parent.setTitle('Mine'), b24.placement.bindEvent('onAnything', () => {}), b24.placement.call('noSuchCommand'),
    ])`)

    expect(replies).toEqual([{ isSafely: true }, { isSafely: true }, { isSafely: true }])
    expect(await page.getByRole('heading', { name: 'Mine' }).count()).toBe(0)
  })

  it('hears nobody but its own frame', async () => {
    const frame = await openTab()
    const sid = await frame.evaluate('window.name.split("|")[2]')

    const heard = await frame.evaluate(async (ownSid) => {
      const messages: unknown[] = []
      window.addEventListener('message', event => messages.push(event.data))
      const stranger = document.createElement('iframe')
      stranger.srcdoc = `<script>window.top.postMessage('getInitData:fromStranger:${ownSid}', '*')</script>`
      document.body.append(stranger)
      await new Promise(resolve => stranger.addEventListener('load', resolve))
      window.parent.postMessage('getInitData:wrongSid:0123456789abcdef', '*')
      window.parent.postMessage(`setUserOption:{"name":"a","value":"b:c"}:ownKey:${ownSid}`, '*')
      await new Promise(resolve => window.addEventListener('message', event => String(event.data).startsWith('ownKey') && resolve(null)))
      return messages
    }, sid)

    expect(heard).toEqual(['ownKey:{"name":"a","value":"b:c"}'])
  })

  it('hands over the colleague that the person selects', async () => {
    const frame = await openTab()
    const colleague = portal.users.find(user => user.role === 'employee')
    const name = `${colleague?.name} ${colleague?.lastName}`

    const selection = frame.evaluate('b24.dialog.selectUser()')
    const dialog = page.getByRole('dialog', { name: 'Select an employee' })
    await dialog.getByRole('radio', { name }).check()
    await dialog.getByRole('button', { name: 'Select' }).click()

    expect(await selection).toMatchObject({ id: String(colleague?.id), name })
  })
})

describe('sliders', () => {
  it('open the application with its parameters and answer when they are closed', async () => {
    const frame = await openTab()

    const closed = frame.evaluate('b24.slider.openSliderAppPage({ place: "settings", bx24_width: 800, bx24_title: "Settings" })')
    const content = await appFrame(await sliderContent())
    const seen = await content.evaluate('({ placement: b24.placement.placement, options: b24.placement.options, slider: b24.placement.isSliderMode })')
    await page.getByRole('button', { name: 'Close' }).click()

    expect(seen).toMatchObject({ placement: 'DEFAULT', options: { place: 'settings', IFRAME: 'Y' }, slider: true })
    expect(await closed).toBe('')
    expect(await page.getByRole('dialog').count()).toBe(0)
  })

  it('close at the wish of the application in them', async () => {
    const frame = await openTab()
    const closed = frame.evaluate('b24.slider.openSliderAppPage({})')
    const content = await appFrame(await sliderContent())

    await content.evaluate('void b24.slider.closeSliderAppPage()')

    expect(await closed).toBe('')
  })

  it('show the portal page that openPath names through its width prefix', async () => {
    const frame = await openTab()

    const closed = frame.evaluate(`b24.slider.openPath(b24.slider.getUrl('/crm/deal/details/${deal().id}/'), 900)`)
    const content = await sliderContent()
    await content.getByRole('tab', { name: 'Test tab' }).waitFor()
    await page.keyboard.press('Escape')

    expect(await closed).toMatchObject({ isClose: true })
    expect(new URL(content.url()).pathname).toBe(`/crm/deal/details/${deal().id}/`)
  })

  it('refuse a path that applications may not open', async () => {
    const frame = await openTab()

    const reply = await frame.evaluate('b24.parent.message.send("openPath", { path: "/crm/deal/../../sandbox/open" })')

    expect(reply).toEqual({ result: 'error', errorCode: 'PATH_NOT_AVAILABLE' })
  })
})

describe('an item that the person may not read', () => {
  it('has no card, yet its widget can be opened to see what the application answers', async () => {
    installed()
    const extranet = portal.users.find(user => user.role === 'extranet')
    if (extranet) extranet.lang = 'en'
    await page.context().addCookies([{ name: `sandbox_user_${portal.memberId}`, value: String(extranet?.id), url: portal.url }])

    const card = await visit(`/crm/deal/details/${deal().id}/`)
    const refusal = await page.getByRole('heading', { level: 1 }).textContent()
    await visit(`/sandbox/open?placement=CRM_DEAL_DETAIL_TAB&ID=${deal().id}`)
    const frame = await appFrame()

    expect(card?.status()).toBe(403)
    expect(refusal).toBe('Access denied')
    expect(await page.content()).not.toContain(deal().title)
    expect(await frame.evaluate('b24.placement.options.ID')).toBe(String(deal().id))
  })
})
