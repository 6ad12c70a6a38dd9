import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { chromium, type Browser } from 'playwright-core'
import { findChromium } from '../scripts/lib/chromium.mjs'
import { Failure } from '../scripts/lib/failure.mjs'
import type { Opened, Stage } from './stage.ts'
import { median } from './statistics.ts'

export interface Asset {
  /** The file, with the name that the build gave its content. */
  name: string
  kind: 'js' | 'css'
  /** Bytes, as the app sends them to whoever accepts that encoding. */
  gzip: number
  brotli: number
}

export interface Client {
  browser: string
  /** Milliseconds from the POST in the frame: median and all of them. */
  hydrated: number
  hydratedAll: number[]
  firstContentfulPaint: number
  /** Until hydrated, the page itself among them. */
  requests: number
  untilHydrated: Asset[]
  later: Asset[]
  /** Bytes of the page as sent. */
  html: number
}

interface Visit { hydrated: number, firstContentfulPaint: number, html: number, resources: { url: string, started: number }[] }

/** Time after hydration in which later chunks may arrive. */
const settle = 1500

/** What a browser that has seen nothing yet loads, and how long it takes until the page reacts. */
export async function measureClient(stage: Stage, opened: Opened, visits: number): Promise<Client> {
  const executablePath = findChromium()
  if (!executablePath) throw new Failure('Measuring the client needs Chromium or Chrome: install it, or set CHROMIUM_PATH to its file.')

  const browser = await chromium.launch({
    executablePath,
    // Ctrl-C is scripts/lib/main.mjs's affair.
    handleSIGINT: false, handleSIGTERM: false, handleSIGHUP: false,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'],
  })
  try {
    await visit(browser, stage, opened)
    const all: Visit[] = []
    for (let index = 0; index < visits; index++) all.push(await visit(browser, stage, opened))

    const hydrated = median(all.map(one => one.hydrated))
    const typical = all.find(one => one.hydrated === hydrated)
    if (!typical) throw new Error('nothing was measured')
    const until = typical.resources.filter(({ started }) => started <= typical.hydrated)
    const later = typical.resources.filter(({ started }) => started > typical.hydrated)
    return {
      browser: `Chromium ${browser.version()}`,
      hydrated,
      hydratedAll: all.map(one => one.hydrated),
      firstContentfulPaint: median(all.map(one => one.firstContentfulPaint)),
      requests: until.length + 1,
      untilHydrated: await assetsOf(until.map(({ url }) => url)),
      later: await assetsOf(later.map(({ url }) => url)),
      html: typical.html,
    }
  }
  finally {
    await browser.close()
  }
}

/**
 * One opening in a context of its own. The form is posted into a frame across sites, as in real life; but out of a document of the portal
 * that has no scripts of its own (a REST answer), so that nothing else competes for the processor.
 */
async function visit(browser: Browser, { portalUrl, sandbox }: Stage, opened: Opened): Promise<Visit> {
  const [form] = await sandbox('forms', { ...opened, count: 1 })
  if (!form) throw new Error('no form')
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
  try {
    const page = await context.newPage()
    await page.addInitScript(noteHydration)
    await page.goto(`${portalUrl}/rest/profile`)
    await page.evaluate(postIntoFrame, { action: form.action, fields: [...new URLSearchParams(form.body)] })
    const frame = await (await page.waitForSelector('iframe')).contentFrame()
    if (!frame) throw new Error('no frame')
    // Also true across the frame's way from the empty document to the app's page.
    await frame.waitForFunction(() => Reflect.get(window, 'hydratedAt') !== undefined, undefined, { polling: 50 })
    await page.waitForTimeout(settle)
    return await frame.evaluate(readTimings)
  }
  finally {
    await context.close()
  }
}

/** Runs in the portal's document. */
function postIntoFrame({ action, fields }: { action: string, fields: [string, string][] }) {
  const frame = Object.assign(document.createElement('iframe'), { name: 'app' })
  Object.assign(frame.style, { width: '1200px', height: '700px' })
  const form = Object.assign(document.createElement('form'), { action, method: 'post', target: 'app' })
  form.append(...fields.map(([name, value]) => Object.assign(document.createElement('input'), { type: 'hidden', name, value })))
  document.body.append(frame, form)
  form.submit()
}

/**
 * Runs in the frame, ahead of its own scripts. Hydrated is what Nuxt itself calls so: the root's suspense has resolved, thus every component
 * of the page is mounted and listens (`__vue_app__` alone is there earlier). Nothing in the build announces it, so it is looked for, often
 * enough for a millisecond or four of error and cheap enough not to be seen.
 */
function noteHydration() {
  const look = () => {
    const root = document.querySelector('#__nuxt')
    const nuxt = root && Reflect.get(root, '__vue_app__')?.$nuxt
    if (nuxt && !nuxt.isHydrating) Reflect.set(window, 'hydratedAt', performance.now())
    else setTimeout(look, 1)
  }
  if (window !== window.top) look()
}

/** Runs in the frame: its clock starts with the POST. */
function readTimings(): Visit {
  const [navigation] = performance.getEntriesByType('navigation')
  return {
    hydrated: Math.round(Reflect.get(window, 'hydratedAt')),
    firstContentfulPaint: Math.round(performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN),
    html: navigation instanceof PerformanceNavigationTiming ? navigation.encodedBodySize : 0,
    resources: performance.getEntriesByType('resource').map(({ name, startTime }) => ({ url: name, started: startTime })),
  }
}

async function assetsOf(urls: string[]): Promise<Asset[]> {
  const names = await chunkNames()
  const files = [...new Set(urls)].flatMap((url) => {
    const [, file, kind] = /\/([^/]+\.(js|css))$/.exec(url) ?? []
    return file && (kind === 'js' || kind === 'css') ? [{ url, file, kind }] as const : []
  })
  return Promise.all(files.map(async ({ url, file, kind }) => ({
    name: kind === 'js' ? `${names.get(file) ?? 'unnamed'} (${file})` : file, kind, gzip: await sizeOf(url, 'gzip'), brotli: await sizeOf(url, 'br'),
  })))
}

async function sizeOf(url: string, encoding: 'gzip' | 'br'): Promise<number> {
  const response = await fetch(url, { headers: { 'accept-encoding': encoding } })
  await response.bytes()
  const length = Number(response.headers.get('content-length'))
  if (!length) throw new Error(`${url} does not say how long it is`)
  return length
}

/** What the build calls its chunks, by file: out of the manifest that the server's renderer reads. */
async function chunkNames(): Promise<Map<string, string>> {
  const manifest: { default: { dependencies: Record<string, { preload: Record<string, { file: string, name?: string }> }> } }
    = await import(pathToFileURL(resolve('.output/server/chunks/virtual/precomputed.mjs')).href)
  return new Map(Object.entries(manifest.default.dependencies).flatMap(([source, { preload }]) => {
    const own = preload[source]
    return own ? [[own.file, own.name ?? source] as const] : []
  }))
}
