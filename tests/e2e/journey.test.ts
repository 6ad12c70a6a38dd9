import type { Browser, Frame } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createSandbox, mayRead, type Portal, type PortalUser, type Sandbox } from '../../sandbox/index.ts'
import { startApp, type RunningApp } from '../support/app.ts'
import { appFrame, launchBrowser, openDealTab, visit, type Visitor } from '../support/browser.ts'
import { call, post, sessionOf } from '../support/pages.ts'

/** From the installation to a colleague's answer, as people go through it; each step stands on those before it. */

let sandbox: Sandbox
let app: RunningApp
let browser: Browser
let portal: Portal
let otherPortal: Portal
let olivia: Visitor

/** Everybody at the first portal may read this deal. */
const dealId = 3473

beforeAll(async () => {
  sandbox = await createSandbox()
  app = await startApp(sandbox)
  browser = await launchBrowser()
  portal = sandbox.portal('Alder & Oak')
  otherPortal = sandbox.portal('Brightwater Studio')
  olivia = await visit(browser, portal, user(portal, candidate => candidate.role === 'admin').id)
})

afterAll(async () => {
  await browser.close()
  await app.stop()
  await sandbox.close()
})

function user({ users }: Portal, is: (user: PortalUser) => boolean): PortalUser {
  const found = users.find(candidate => candidate.active && candidate.appAccess && is(candidate))
  if (!found) throw new Error('the sandbox has nobody like that')
  return found
}

function deal(of: Portal, id: number) {
  const found = of.data.items.find(item => item.entityTypeId === 2 && item.id === id)
  if (!found) throw new Error(`no deal ${id}`)
  return found
}

async function writeNote(frame: Frame, text: string, add = 'Add note') {
  const saved = frame.page().waitForResponse(response => response.url().endsWith('/api/notes') && response.status() === 201)
  await frame.getByRole('textbox').first().fill(text)
  await frame.getByRole('button', { name: add }).click()
  await saved
}

async function installThroughThePortal(visitor: Visitor, { url }: Portal) {
  await visitor.page.goto(`${url}/marketplace/`)
  await visitor.page.getByRole('button', { name: 'Install' }).click()
  const page = await appFrame(visitor.page)
  await page.getByRole('button', { name: 'Set up' }).click()
  await visitor.page.waitForURL(/install_finished=Y/)
  return appFrame(visitor.page)
}

describe('a portal', () => {
  it('installs Sidenote, and is shown where to find it', async () => {
    const home = await installThroughThePortal(olivia, portal)

    await home.getByRole('heading', { level: 1 }).waitFor()
    expect(await home.locator('body').innerText()).toContain('deal')
    const installation = portal.installations.get(app.clientId)
    expect(installation?.state).toBe('installed')
    expect(installation?.bindings.map(binding => binding.placement)).toContain('CRM_DEAL_DETAIL_TAB')
    expect(installation?.bindings.map(binding => binding.placement)).toContain(`CRM_DYNAMIC_183_DETAIL_TAB`)
    expect(installation?.bindings[0]?.langAll.de?.TITLE).toBe('Sidenote')
    expect(installation?.events.map(event => event.event).sort()).toEqual(['ONAPPINSTALL', 'ONAPPPAYMENT', 'ONAPPUNINSTALL', 'ONAPPUPDATE'])
  })

  it('shows a deal with its live facts in the Sidenote tab of its card', async () => {
    const frame = await openDealTab(olivia, portal, dealId)

    const text = await frame.locator('main').innerText()
    const { title, assignedById } = deal(portal, dealId)
    const responsible = portal.users.find(({ id }) => id === assignedById)
    expect(text).toContain(title)
    expect(text).toContain('In the workshop')
    expect(text).toContain('€48,200')
    expect(text).toContain('Harbour Hotel Group')
    expect(text).toContain(`${responsible?.name} ${responsible?.lastName}`)
  })

  it('keeps a note over a reload, with its author and time', async () => {
    const frame = await openDealTab(olivia, portal, dealId)
    await writeNote(frame, 'The hotel wants delivery before **9 am**.')

    const again = await openDealTab(olivia, portal, dealId)
    const note = again.getByRole('article', { name: 'Note by Olivia Bennett' })
    await note.waitFor()

    expect(await note.locator('strong').innerText()).toBe('9 am')
    expect(await note.getByRole('time').getAttribute('title')).toMatch(/\d/)
  })

  it('shows the note to a colleague', async () => {
    const marcus = await visit(browser, portal, user(portal, ({ name }) => name === 'Marcus').id)

    const frame = await openDealTab(marcus, portal, dealId)

    await frame.getByRole('article', { name: 'Note by Olivia Bennett' }).waitFor()
    expect(marcus.complaints).toEqual([])
    await marcus.context.close()
  })

  it('shows nothing of a deal to somebody who may not read it: not the page, not the data in it, not the API', async () => {
    const stranger = user(portal, ({ name }) => name === 'Tom')
    const secret = portal.data.items.find(item => item.entityTypeId === 2 && !mayRead(stranger, item))
    if (!secret) throw new Error('every deal is open to Tom')
    await writeNote(await openDealTab(olivia, portal, secret.id), 'Only for those who see the deal')

    const page = await post(sandbox.openFrame(portal.memberId, {
      userId: stranger.id, clientId: app.clientId, placement: 'CRM_DEAL_DETAIL_TAB', options: { ID: String(secret.id) },
    }))

    expect(page.status).toBe(404)
    expect(page.html).toContain('Not available')
    expect(page.html).not.toContain(secret.title)
    expect(page.html).not.toContain('Only for those')
    expect(sessionOf(page)).toBe('')
    expect((await call(app, sessionOf(page), 'GET', '/api/thread')).json.code).toBe('session-over')
  })

  it('speaks German to a colleague whose interface is German, from the first HTML', async () => {
    const hannah = user(portal, ({ lang }) => lang === 'de')
    const opening = { userId: hannah.id, clientId: app.clientId, placement: 'CRM_DEAL_DETAIL_TAB', options: { ID: String(dealId) } }
    const page = await post(sandbox.openFrame(portal.memberId, opening))
    expect(page.html).toMatch(/<html[^>]* lang="de/)
    expect(page.html).toContain('Notiz hinzufügen')

    const visitor = await visit(browser, portal, hannah.id)
    const frame = await openDealTab(visitor, portal, dealId)
    await writeNote(frame, 'Grüße aus Köln', 'Notiz hinzufügen')

    expect(await frame.getByRole('article', { name: 'Notiz von Hannah Vogel' }).count()).toBe(1)
    expect(await frame.locator('main').innerText()).toMatch(/48\.200(,00)?\s€/)
    expect(visitor.complaints).toEqual([])
    await visitor.context.close()
  })

  it('keeps its notes from another portal, even on an object with the same number', async () => {
    const other = await visit(browser, otherPortal, user(otherPortal, ({ role }) => role === 'admin').id)
    await installThroughThePortal(other, otherPortal)

    const frame = await openDealTab(other, otherPortal, dealId)

    await frame.getByText(deal(otherPortal, dealId).title).first().waitFor()
    expect(await frame.getByRole('article').count()).toBe(0)
    expect(other.complaints).toEqual([])
    await other.context.close()
  })

  it('did all of that without one complaint of the browser', () => {
    expect(olivia.complaints).toEqual([])
  })
})
