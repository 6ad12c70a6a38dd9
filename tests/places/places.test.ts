import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { v7 as uuidv7 } from 'uuid'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { createSandbox, type Portal, type Sandbox } from '../../sandbox/index.ts'
import { translator } from '../../sandbox/interface/i18n.ts'
import { manifest, views } from '../../server/bitrix24/manifest.ts'
import { titlesOf } from '../../server/portals/titles.ts'
import { startApp, type RunningApp } from '../support/app.ts'
import { appFrame, launchBrowser } from '../support/browser.ts'
import { call, install, person, post, sessionOf } from '../support/pages.ts'
import { acts, type Opened } from './acts.ts'
import { reasonAgainst, rowsOf, type Row } from './rows.ts'
import { subjectAt, type Named } from './subjects.ts'
import { textsIn } from './texts.ts'

/** Every placement of the catalogue, opened by its place in the portal's interface as people do: what they see there, and one thing that they do. */

const rows = views.flatMap(rowsOf)
/** Evaluated, since the page's Content-Security-Policy lets no script of others in. */
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const results = new Map<string, string>()

let sandbox: Sandbox
let app: RunningApp
let browser: Browser
let context: BrowserContext

beforeAll(async () => {
  sandbox = await createSandbox()
  app = await startApp(sandbox)
  const created = withoutType(sandbox.portal('Alder & Oak'), 1036)
  for (const portal of sandbox.portals) await install(sandbox, app, portal)
  await sandbox.events.drain()
  await created()
  browser = await launchBrowser()
  context = await browser.newContext({ viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' })
})

afterAll(async () => {
  const table = manifest.map((row) => {
    const own = rows.filter(({ place }) => place.code.replace(/_DYNAMIC_\d+_/, '_DYNAMIC_XXX_') === row.code)
    const said = own.map(opened => `${nameOf(opened)}: ${results.get(nameOf(opened)) ?? 'FAILED, or not among the rows of this run'}`)
    return `${row.code.padEnd(44)}${(row.view ?? '–').padEnd(12)}${reasonAgainst(row) ?? said.join('\n'.padEnd(57))}`
  })
  process.stdout.write(`\n${table.join('\n')}\n`)
  await browser.close()
  await app.stop()
  await sandbox.close()
})

/** A smart process that is not there yet. @returns what creates it; the application finds it when it next looks at what the portal has. */
function withoutType({ memberId, data, installations }: Portal, entityTypeId: number) {
  const [type] = data.types.splice(data.types.findIndex(candidate => candidate.entityTypeId === entityTypeId), 1)
  return async () => {
    const bound = () => installations.get(app.clientId)?.bindings.filter(({ placement }) => placement.startsWith(`CRM_DYNAMIC_${entityTypeId}_`)).length
    expect([type?.entityTypeId, bound()]).toEqual([entityTypeId, 0])
    if (type) data.types.push(type)
    sandbox.update(memberId, app.clientId)
    await sandbox.events.drain()
    await vi.waitFor(() => expect(bound()).toBe(9), { timeout: 30_000 })
  }
}

function nameOf({ code, visitor }: Row) {
  return `${code} by an ${visitor.role} in ${visitor.lang}`
}

function portalOf({ place }: Row): Portal {
  return sandbox.portal(place.portal ?? 'Alder & Oak')
}

/** Whom the row asks for: the one that the place is for, else the first who may use the application; with the language of the row. */
function visitorOf(row: Row) {
  const portal = portalOf(row)
  const { role, lang } = row.visitor
  const fits = portal.users.find(({ id }) => id === row.place.as)
  const user = fits?.role === (role === 'administrator' ? 'admin' : 'employee') ? fits : person(portal, role === 'administrator' ? 'admin' : 'employee')
  user.lang = lang
  return user
}

/** A session of the portal's administrator, who writes what the others find. */
async function colleague(portal: Portal, action = { placement: 'DEFAULT' }) {
  const page = await post(sandbox.openFrame(portal.memberId, { userId: person(portal, 'admin').id, clientId: app.clientId, ...action }))
  return sessionOf(page)
}

async function prepare(row: Row, subject: Named | null, assigneeId: number) {
  const mark = randomUUID().slice(0, 8)
  const written = { promise: `Call back about ${mark}`, note: `They decided on ${mark}` }
  const key = subject?.key ?? keyOfPlace(row)
  const session = await colleague(portalOf(row))
  const about = `?subject=${encodeURIComponent(key)}`
  const dueOn = row.view === 'calendar' ? '2026-08-20' : new Date().toISOString().slice(0, 10)
  const noteId = uuidv7()
  const note = await call(app, session, 'POST', `/api/notes${about}`, { id: noteId, text: written.note })
  expect([note.status, note.text]).toEqual([201, expect.any(String)])
  const followUp = await call(app, session, 'POST', `/api/follow-ups${about}`, { id: uuidv7(), text: written.promise, dueOn, dueTime: null, assigneeId })
  expect([followUp.status, followUp.text]).toEqual([201, expect.any(String)])
  return { ...written, noteId }
}

/** What is listed at a place that is about no single object. */
function keyOfPlace({ code, view }: Row): string {
  const type = /^CRM_(LEAD|DEAL|CONTACT|COMPANY|QUOTE|SMART_INVOICE|ORDER|DYNAMIC_\d+)_/.exec(code)?.[1]
  const items: Record<string, string> = { LEAD: '1:6591', DEAL: '2:3473', CONTACT: '3:13037', COMPANY: '4:2946', QUOTE: '7:5', SMART_INVOICE: '31:32', ORDER: '14:236', DYNAMIC_183: '183:3', DYNAMIC_1036: '1036:1' }
  if (view === 'call') return 'crm-item:3:13046'
  if (code === 'TASK_USER_LIST_TOOLBAR') return 'task:0:299'
  if (code.startsWith('TASK_') || code.startsWith('SONET_')) return 'task:0:286'
  return `crm-item:${items[type ?? 'DEAL']}`
}

async function openPlace(page: Page, row: Row) {
  const portal = portalOf(row)
  const user = visitorOf(row)
  await page.context().addCookies([{ name: `sandbox_user_${portal.memberId}`, value: String(user.id), url: portal.url }])
  const title = row.place.bound === false ? 'Sidenote' : titlesOf(row.view)[row.visitor.lang]?.TITLE ?? ''
  await page.goto(portal.url + row.place.path, { waitUntil: 'domcontentloaded' })
  await row.place.open?.(page, title, translator(row.visitor.lang))
  return appFrame(page)
}

describe.each(rows.map(row => [nameOf(row), row] as const))('%s', (name, row) => {
  it('opens its view, about what it was opened on, and works', async () => {
    const act = acts[row.view]
    if (!act) throw new Error(`nobody has said what is done in ${row.view}`)
    const portal = portalOf(row)
    const subject = subjectAt(portal, row.place)
    const user = visitorOf(row)
    const written = await prepare(row, row.view === 'queue' || row.view === 'home' ? null : subject, user.id)
    const page = await context.newPage()
    const complaints: string[] = []
    page.on('console', message => ['warning', 'error'].includes(message.type()) && complaints.push(message.text()))
    page.on('pageerror', error => complaints.push(error.message))

    const frame = await openPlace(page, row)
    const opened: Opened = { frame, t: textsIn(row.visitor.lang), subject, ...written, isAdministrator: row.visitor.role === 'administrator' }
    const did = await act(opened)

    expect(await frame.locator('html').getAttribute('lang')).toMatch(row.visitor.lang)
    expect(await frame.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBeLessThanOrEqual(0)
    expect(complaints).toEqual([])
    if (isFirstOfItsKind(row)) {
      await frame.evaluate(axe)
      expect(await frame.evaluate(seriousViolations)).toEqual([])
    }
    await page.close()
    // Whose telephone rings on would have the call over the next page too.
    portal.data.telephony.live.clear()
    results.set(name, did)
  })
})

/** A view looks the same at each of its places: axe, which takes as long as the rest, sees it once for each pair of rights and language. */
function isFirstOfItsKind(row: Row) {
  return row === rows.find(({ view, visitor }) => view === row.view && visitor.role === row.visitor.role && visitor.lang === row.visitor.lang)
}

/** Runs in the frame, with axe-core in it. Left out: what the kit puts around its notices, which hands on the focus as soon as it gets it. */
async function seriousViolations() {
  interface Axe { run(context: object, options: object): Promise<{ violations: { id: string, impact: string, nodes: { html: string, failureSummary: string }[] }[] }> }
  const axe: Axe = Reflect.get(window, 'axe')
  const { violations } = await axe.run({ exclude: 'span[aria-hidden=true][tabindex="0"]' }, { resultTypes: ['violations'] })
  return violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id, nodes }) => `${id}: ${nodes[0]?.html} ${nodes[0]?.failureSummary}`)
}

describe('the rows', () => {
  it('bring every pair of rights and language to every view that they open', () => {
    for (const view of new Set(rows.map(row => row.view))) {
      const pairs = new Set(rows.filter(row => row.view === view).map(({ visitor }) => `${visitor.role} ${visitor.lang}`))
      expect([view, pairs.size]).toEqual([view, 4])
    }
  })
})
