// `npm run screenshots`: the pictures of README.md and docs/SANDBOX.md into docs/images/; and every view at the widths of its places, light
// and dark, in English and German, into .cache/screenshots/ for looking at. With `-- --only queue` only those of that view.
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import type { Page } from 'playwright-core'
import { createSandbox, type Portal } from '../sandbox/index.ts'
import { translator } from '../sandbox/interface/i18n.ts'
import { buildIfStale } from '../scripts/lib/build.mjs'
import { ensureChromium } from '../scripts/lib/chromium.mjs'
import { main } from '../scripts/lib/main.mjs'
import { step } from '../scripts/lib/progress.mjs'
import { root } from '../scripts/lib/root.mjs'
import { placementOf } from '../server/bitrix24/manifest.ts'
import { titlesOf } from '../server/portals/titles.ts'
import { startApp } from '../tests/support/app.ts'
import { appFrame, launchBrowser } from '../tests/support/browser.ts'
import { install } from '../tests/support/pages.ts'
import { places } from '../tests/support/places/index.ts'
import { pictures, type Picture } from './pictures.ts'
import { writeStory } from './story.ts'

const shown = path.join(root, 'docs', 'images')
/** Pictures of views where the portal shows them. */
const inPlace = { queue: 'CRM_DEAL_LIST_TOOLBAR', home: 'LEFT_MENU', capture: 'IM_CONTEXT_MENU', digest: 'CRM_DEAL_DOCUMENTGENERATOR_BUTTON', insights: 'CRM_ANALYTICS_TOOLBAR', call: 'CALL_CARD' }
const looked = path.join(root, '.cache', 'screenshots')

await main(async () => {
  const { values: { only } } = parseArgs({ options: { only: { type: 'string' } } })
  await ensureChromium()
  await buildIfStale()
  for (const folder of [shown, looked]) mkdirSync(folder, { recursive: true })

  const sandbox = await createSandbox()
  const app = await startApp(sandbox)
  const browser = await launchBrowser()
  try {
    const portal = sandbox.portal('Alder & Oak')
    const page = await browser.newPage({ reducedMotion: 'reduce' })
    if (!only) await step('The installation', () => takeInstallation(page, portal))
    await install(sandbox, app, portal)
    await sandbox.events.drain()
    await writeStory(sandbox, app, portal)
    if (!only) await step('The pictures of the documentation', () => takeShown(page, portal))
    await step('Every view', () => takeViews(page, portal, pictures.filter(({ view }) => !only || view === only)))
  }
  finally {
    await browser.close()
    await app.stop()
    await sandbox.close()
  }
})

async function become(page: Page, { memberId, url, users }: Portal, userId: number, lang: string) {
  await page.context().addCookies([{ name: `sandbox_user_${memberId}`, value: String(userId), url }])
  const user = users.find(({ id }) => id === userId)
  if (user) user.lang = lang
}

function keeper(page: Page) {
  return (name: string) => page.screenshot({ path: path.join(shown, `${name}.png`) })
}

/** Ends before anything is set up. */
async function takeInstallation(page: Page, portal: Portal) {
  await become(page, portal, 1, 'en')
  await page.setViewportSize({ width: 1280, height: 800 })
  await page.goto(`${portal.url}/marketplace/`)
  await page.getByRole('button', { name: 'Install' }).click()
  await (await appFrame(page)).getByRole('button', { name: 'Set up' }).waitFor()
  await keeper(page)('install')
}

async function takeShown(page: Page, portal: Portal) {
  const keep = keeper(page)
  const deal = `${portal.url}/crm/deal/details/3473/`
  async function openTab() {
    await page.goto(deal)
    await page.getByRole('tab', { name: 'Sidenote' }).click()
    await settled(page)
  }

  await page.setViewportSize({ width: 1280, height: 800 })
  await become(page, portal, 1, 'en')
  await openTab()
  await keep('deal')
  await page.emulateMedia({ colorScheme: 'dark' })
  await openTab()
  await keep('deal-dark')
  await page.emulateMedia({ colorScheme: 'light' })
  await become(page, portal, 5, 'de')
  await openTab()
  await keep('deal-german')
  await become(page, portal, 1, 'en')
  for (const [name, code] of Object.entries(inPlace)) {
    await openPlace(page, portal, code)
    await settled(page)
    await keep(name)
  }
  portal.data.telephony.live.clear()
  await page.goto(deal)
  await keep('sandbox-deal')
  await page.goto(`${portal.url}/online/?IM_DIALOG=chat1489`)
  await page.getByRole('heading', { name: 'Harbour Hotel Bristol' }).waitFor()
  await keep('sandbox-messenger')
  await page.setViewportSize({ width: 400, height: 800 })
  await openTab()
  await keep('deal-narrow')
}

/** As people do. */
async function openPlace(page: Page, portal: Portal, code: string) {
  const [place, row] = [places.find(candidate => candidate.code === code), placementOf(code)]
  if (!place || !row?.view) throw new Error(`${code} has no place`)
  await page.goto(portal.url + place.path)
  await place.open?.(page, titlesOf(row.view).en?.TITLE ?? '', translator('en'))
}

async function takeViews(page: Page, portal: Portal, views: Picture[]) {
  // As tall as the tallest view, so that nothing of it is cut off.
  await page.setViewportSize({ width: 1600, height: 1400 })
  for (const { lang, colorScheme } of [{ lang: 'en', colorScheme: 'light' }, { lang: 'en', colorScheme: 'dark' }, { lang: 'de', colorScheme: 'light' }] as const) {
    await become(page, portal, 1, lang)
    await page.emulateMedia({ colorScheme })
    for (const { view, placement, options = {}, widths } of views) {
      for (const width of widths) {
        await page.goto(`${portal.url}/sandbox/open?${new URLSearchParams({ placement, options: JSON.stringify(options) }).toString()}`)
        await page.addStyleTag({ content: `.frame-slot { width: ${width}px !important; }` })
        await settled(page)
        await page.locator('iframe[id^="appframe_"]').screenshot({ path: path.join(looked, `${view}-${width}-${lang}-${colorScheme}.png`) })
      }
    }
  }
}

/** The page in the frame is alive, and the portal has given it the height that it asked for. */
async function settled(page: Page) {
  const frame = await appFrame(page)
  await frame.evaluate(() => document.fonts.ready)
  await frame.evaluate(() => new Promise(done => requestIdleCallback(done, { timeout: 1000 })))
}
