// `npm run screenshots`: the pictures of README.md and docs/SANDBOX.md, taken from a running demo that this script starts and ends.
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { chromium } from 'playwright-core'
import { buildIfStale } from './lib/build.mjs'
import { ensureChromium } from './lib/chromium.mjs'
import { Failure } from './lib/failure.mjs'
import { main } from './lib/main.mjs'
import { start } from './lib/processes.mjs'
import { step } from './lib/progress.mjs'
import { untilReady } from './lib/ready.mjs'
import { root } from './lib/root.mjs'

const port = 3410
const portalPort = 4410
const portal = `http://127.0.0.1:${portalPort}`
const folder = path.join(root, 'docs', 'images')

const notes = [
  { user: 3, add: 'Add note', text: 'Site visit done with Ms Marsh. The lift is **90 cm** wide, so the reception desk has to come in **two parts**.' },
  { user: 5, add: 'Notiz hinzufügen', text: 'Spoke with the joinery in Köln:\n\n- oak veneer is in stock\n- brass inlay takes *three weeks*' },
  { user: 1, add: 'Add note', text: 'Invoices go to accounts@harbour-hotel.example, never to the reception.', pin: true },
  { user: 3, add: 'Add note', text: 'Delivery has to be before 9 am, the hotel closes the ramp after that.' },
]

await main(screenshots)

async function screenshots() {
  const executablePath = await ensureChromium()
  await buildIfStale()
  mkdirSync(folder, { recursive: true })

  const demo = start('node', ['scripts/demo.mjs', '--port', String(port), '--portal-port', String(portalPort)])
  const waiting = new AbortController()
  await Promise.race([
    untilReady('the demo', `http://localhost:${port}/health/ready`, demo.tail, waiting.signal),
    demo.ended.then(() => {
      throw new Failure('The demo could not start.', demo.tail())
    }),
  ]).finally(() => waiting.abort())
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking', '--disable-component-update', '--no-first-run'] })
  try {
    await step('Taking pictures', () => takeAll(browser))
  }
  finally {
    await browser.close()
    await demo.stop()
  }
}

/** @param {import('playwright-core').Browser} browser */
async function takeAll(browser) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' })
  const deal = `${portal}/crm/deal/details/3473/`
  /** @param {string} name */
  const shot = name => page.screenshot({ path: path.join(folder, `${name}.png`) })
  /** @param {number} user */
  const become = user => page.request.post(`${portal}/sandbox/user`, { form: { user: String(user) }, headers: { origin: portal } })
  const frame = () => page.frameLocator('iframe[id^="appframe_"]:visible')

  async function openTab() {
    await page.goto(deal)
    await page.getByRole('tab', { name: 'Sidenote' }).click()
    await frame().getByRole('textbox').and(frame().locator(':focus')).waitFor()
  }

  await page.goto(`${portal}/marketplace/`)
  await page.getByRole('button', { name: 'Install' }).click()
  await frame().getByRole('button', { name: 'Set up' }).waitFor()
  await shot('install')
  await frame().getByRole('button', { name: 'Set up' }).click()
  await page.waitForURL(/install_finished=Y/)

  for (const note of notes) {
    await become(note.user)
    await openTab()
    await frame().getByRole('textbox').fill(note.text)
    await frame().getByRole('button', { name: note.add }).click()
    const written = frame().getByRole('article').first()
    await written.getByRole('time').waitFor()
    if (!note.pin) continue
    await written.hover()
    await written.getByRole('button', { name: 'Pin' }).click()
    await frame().getByRole('region', { name: 'Pinned' }).waitFor()
  }

  await openTab()
  await shot('deal')
  await page.emulateMedia({ colorScheme: 'dark' })
  await openTab()
  await shot('deal-dark')
  await page.emulateMedia({ colorScheme: 'light' })
  await become(5)
  await openTab()
  await shot('deal-german')
  await become(1)
  await page.goto(deal)
  await shot('sandbox-deal')
  await page.goto(`${portal}/online/?IM_DIALOG=chat1489`)
  await page.getByRole('heading', { name: 'Harbour Hotel Bristol' }).waitFor()
  await shot('sandbox-messenger')
  await page.setViewportSize({ width: 400, height: 800 })
  await openTab()
  await shot('deal-narrow')
}
