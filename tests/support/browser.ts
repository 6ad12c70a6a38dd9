import { chromium, type Browser, type BrowserContext, type Frame, type Page } from 'playwright-core'
import type { Portal } from '../../sandbox/index.ts'
import { findChromium, findLightChromium } from '../../scripts/lib/chromium.mjs'

/**
 * Chromium as installed, without a word to the outside, and with frames of other sites in the process of their page: one for each costs more
 * than what runs in it, and no page can tell. `flags` are further command line arguments.
 */
export function launchBrowser(...flags: string[]): Promise<Browser> {
  return launch(findLightChromium(), flags)
}

/** The same with what its settings say of frames of other sites: they get no cookies and no storage. */
export function launchWholeBrowser(): Promise<Browser> {
  return launch(findChromium(), [])
}

async function launch(executablePath: string | null, flags: string[]) {
  if (!executablePath) throw new Error('No Chromium was found; `npm test` installs one, or set CHROMIUM_PATH.')
  return chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run', '--disable-site-isolation-trials', ...flags],
  })
}

export interface Visitor {
  page: Page
  context: BrowserContext
  /** What the browser complained of: console warnings and errors, failed requests, uncaught exceptions. */
  complaints: string[]
}

/** Somebody at the portal: signed in, in their own interface language. */
export async function visit(browser: Browser, portal: Portal, userId: number): Promise<Visitor> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('console', message => ['warning', 'error'].includes(message.type()) && complaints.push(message.text()))
  page.on('pageerror', error => complaints.push(error.message))
  await page.goto(`${portal.url}/`)
  await page.request.post(`${portal.url}/sandbox/user`, { form: { user: String(userId) }, headers: { origin: portal.url } })
  return { page, context, complaints }
}

/** Opens a deal's card and its Sidenote tab. */
export async function openDealTab({ page }: Visitor, portal: Portal, dealId: number): Promise<Frame> {
  await page.goto(`${portal.url}/crm/deal/details/${dealId}/`)
  await page.getByRole('tab', { name: 'Sidenote' }).click()
  return appFrame(page)
}

/** The app's frame in the topmost slider, which holds a page of the portal. */
export async function appFrameInSlider(page: Page): Promise<Frame> {
  const element = await page.locator('.slider iframe').last().elementHandle()
  const portalPage = await element?.contentFrame()
  if (!portalPage) throw new Error('no page in the slider')
  return appFrame(portalPage)
}

/** The app's frame, once its page is alive: where a slider is open, the one in it, which may hold a page of the portal around it. */
export async function appFrame(page: Page | Frame): Promise<Frame> {
  const element = await page.locator('iframe[id^="appframe_"]:visible, .slider iframe:visible').last().elementHandle()
  const frame = await element?.contentFrame()
  if (!element || !frame) throw new Error('no frame of the app')
  if (!(await element.getAttribute('id'))?.startsWith('appframe_')) return appFrame(frame)

  await frame.waitForFunction(() => 'useNuxtApp' in window && typeof window.useNuxtApp === 'function' && window.useNuxtApp().isHydrating === false)
  return frame
}
