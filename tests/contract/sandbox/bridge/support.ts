import type { Frame, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest'
import { createSandbox, type Binding, type Portal, type PortalUser, type Sandbox } from '../../../../sandbox/index.ts'
import { open, useChromium } from '../chromium.ts'
import { startSdkApp, type SdkApp } from '../sdk-app.ts'

export interface Stage {
  sandbox: Sandbox
  portal: Portal
  page: Page
  /** The application that starts the real SDK at every address. */
  app: SdkApp
  clientId: string
}

/**
 * A portal in a real browser and an application on another site; the portal is made anew for every test of the file. The application is
 * registered and not yet installed. What is returned is filled before each test.
 */
export function useBridge(): Stage {
  const stage: Partial<Omit<Stage, 'page'>> = {}

  const browser = useChromium()

  beforeAll(async () => {
    stage.app = await startSdkApp()
  })

  afterAll(() => stage.app?.close())

  beforeEach(async () => {
    stage.sandbox = await createSandbox()
    stage.portal = stage.sandbox.portal('Alder & Oak')
    const origin = filled(stage.app, 'application').origin
    stage.clientId = stage.sandbox.registerApp({ title: { en: 'Test app', de: 'Testanwendung' }, url: `${origin}/`, installUrl: `${origin}/install`, scope: ['crm', 'placement'] }).clientId
  })

  afterEach(() => stage.sandbox?.close())

  return {
    get sandbox() { return filled(stage.sandbox, 'sandbox') },
    get portal() { return filled(stage.portal, 'portal') },
    get page() { return browser.page },
    get app() { return filled(stage.app, 'application') },
    get clientId() { return filled(stage.clientId, 'application') },
  }
}

function filled<Value>(value: Value | undefined, name: string): Value {
  if (value === undefined) throw new Error(`There is no ${name} outside a test.`)
  return value
}

export function visit({ page, portal }: Stage, path: string) {
  return open(page, portal.url + path)
}

/** Installs the application to its end and binds it to the placements. */
export function install({ sandbox, portal, app, clientId }: Stage, ...placements: string[]): void {
  const installation = sandbox.addApp(portal.memberId, clientId)
  sandbox.finishInstallation(portal.memberId, clientId)
  installation.bindings.push(...placements.map((placement, index): Binding => ({
    id: index + 1,
    placement,
    userId: 0,
    handler: `${app.origin}/widget`,
    title: 'Test widget',
    description: '',
    groupName: '',
    options: {},
    langAll: { de: { TITLE: 'Testwidget', DESCRIPTION: '', GROUP_NAME: '' } },
  })))
}

export function deal({ portal }: Stage) {
  const item = portal.data.items.find(candidate => candidate.entityTypeId === 2 && candidate.stageId === 'NEW')
  return filled(item, 'new deal')
}

export function person({ portal }: Stage, role: PortalUser['role']): PortalUser {
  return filled(portal.users.find(user => user.role === role && user.active && user.appAccess), role)
}

/** Looks at the portal as another person, in English. */
export async function switchTo({ page, portal }: Stage, user: PortalUser): Promise<void> {
  user.lang = 'en'
  await page.context().addCookies([{ name: `sandbox_user_${portal.memberId}`, value: String(user.id), url: portal.url }])
}

async function contentOf(within: Page | Frame, selector: string): Promise<Frame> {
  const element = await within.waitForSelector(selector)
  const frame = await element.contentFrame()
  if (!frame) throw new Error(`${selector} has no document.`)
  return frame
}

/** The application's document in a window, once the SDK has started there. */
export async function appFrame(within: Page | Frame): Promise<Frame> {
  const frame = await contentOf(within, '.frame-slot iframe')
  await frame.getByText('ready').waitFor()
  return frame
}

/** The application's document before it has heard anything. */
export async function waitingFrame(within: Page | Frame): Promise<Frame> {
  const frame = await contentOf(within, '.frame-slot iframe')
  await frame.getByRole('heading', { name: 'Test application' }).waitFor()
  return frame
}

/** The portal page in the topmost slider. */
export function sliderContent({ page }: Stage, depth = 1): Promise<Frame> {
  return contentOf(page, `dialog.slider:nth-of-type(${depth}) iframe`)
}

/** The tab of a deal's card. */
export async function openTab(stage: Stage): Promise<Frame> {
  install(stage, 'CRM_DEAL_DETAIL_TAB')
  await visit(stage, `/crm/deal/details/${deal(stage).id}/`)
  await stage.page.getByRole('tab', { name: 'Test widget' }).click()
  return appFrame(stage.page)
}

/** The application's own page. */
export async function openPage(stage: Stage): Promise<Frame> {
  install(stage)
  await visit(stage, `/marketplace/app/${stage.sandbox.apps.get(stage.clientId)?.id}/`)
  return appFrame(stage.page)
}

/** Any placement, on the page that opens them with a context and with the portal's misbehaviour. */
export async function openAnywhere(stage: Stage, placement: string, query: Record<string, string> = {}): Promise<Frame> {
  install(stage, ...placement === 'DEFAULT' ? [] : [placement])
  await visit(stage, `/sandbox/open?${new URLSearchParams({ placement, ...query })}`)
  return appFrame(stage.page)
}

/**
 * Posts messages past the SDK and answers everything that came back until the last one was answered: what is missing was met
 * with silence. `SID` in a message is the frame's own.
 */
export function exchange(frame: Frame, messages: (string | Record<string, unknown>)[]): Promise<string[]> {
  return frame.evaluate(async (sent) => {
    const sid = window.name.split('|')[2] ?? ''
    const filledIn: (string | { callback: string })[] = JSON.parse(JSON.stringify(sent).replaceAll('SID', sid))
    const last = filledIn.at(-1)
    const lastKey = typeof last === 'string' ? last.split(':').at(-2) : last?.callback
    const heard: string[] = []
    const answered = new Promise<void>((resolve) => {
      window.addEventListener('message', ({ data }) => {
        heard.push(String(data))
        if (String(data).startsWith(`${lastKey}:`)) resolve()
      })
    })
    for (const message of filledIn) window.parent.postMessage(message, '*')
    await answered
    return heard
  }, messages)
}

/** Sends any command past the SDK's own timers and waits for its answer. */
export function ask(frame: Frame, command: string, params: Record<string, unknown> = {}): Promise<unknown> {
  return frame.evaluate(`b24.parent.message.send(${JSON.stringify(command)}, ${JSON.stringify(params)})`)
}

/** What the SDK makes of a command that was not answered in time. */
export const SILENCE = { isSafely: true }

/** Sends a command that is expected to meet silence; `patience` in milliseconds. */
export function send(frame: Frame, command: string, params: Record<string, unknown> = {}, patience = 400): Promise<unknown> {
  return ask(frame, command, { ...params, isSafely: true, safelyTime: patience })
}
