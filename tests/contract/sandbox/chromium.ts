import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, vi } from 'vitest'
import { launchBrowser } from '../../support/browser.ts'

const VIEWPORT = { width: 1440, height: 900 }

/**
 * One browser with one page for all tests of a file, since a page of its own costs a test more than the portal that it looks at.
 * Each test finds it signed in as nobody and in its first size; what else a test leaves in the page is for that test to take away.
 */
export function useChromium(): { readonly page: Page } {
  // A browser on a busy machine: the limit catches a hang, it measures nothing.
  vi.setConfig({ testTimeout: 20_000, hookTimeout: 20_000 })
  let browser: Browser | undefined
  let page: Page | undefined

  beforeAll(async () => {
    // On a busy machine a window may come too late after the click that it is owed to.
    browser = await launchBrowser('--disable-popup-blocking')
    page = await browser.newPage({ viewport: VIEWPORT, reducedMotion: 'reduce' })
  })

  afterAll(() => browser?.close())

  beforeEach(async () => {
    await page?.context().clearCookies()
    if (page?.viewportSize()?.width !== VIEWPORT.width) await page?.setViewportSize(VIEWPORT)
  })

  return {
    get page() {
      if (!page) throw new Error('There is no page outside a test.')
      return page
    },
  }
}

/** Opens an address and waits for its scripts, not for the frames in it: whoever looks into those waits for them anyway. */
export function open(page: Page, url: string) {
  return page.goto(url, { waitUntil: 'domcontentloaded' })
}
