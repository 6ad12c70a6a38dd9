import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createSandbox, type Portal, type Sandbox } from '../../../sandbox/index.ts'
import { translator } from '../../../sandbox/interface/i18n.ts'
import { offeredPlacements } from '../../../sandbox/apps/placements.ts'
import { open, useChromium } from './chromium.ts'
import { startRecorder, type Recorder } from './recorder.ts'
import { places } from '../../support/places/index.ts'
import type { Place } from '../../support/places/place.ts'
import { notHosted } from '../../support/places/not-hosted.ts'
import { ADMIN, ALL_SCOPES } from './setup.ts'

/** api-reference/widgets/_includes/widget_data.md */
const QUERY = ['DOMAIN', 'PROTOCOL', 'LANG', 'APP_SID']
const BODY = ['AUTH_ID', 'AUTH_EXPIRES', 'REFRESH_ID', 'SERVER_ENDPOINT', 'APPLICATION_TOKEN', 'APPLICATION_SCOPE', 'member_id', 'status', 'PLACEMENT']

const browser = useChromium()
let recorder: Recorder
let sandbox: Sandbox
let clientId: string

beforeAll(async () => {
  recorder = await startRecorder()
  sandbox = await createSandbox()
  clientId = sandbox.registerApp({ title: 'Recorder', url: `${recorder.origin}/`, scope: ALL_SCOPES }).clientId
  for (const { memberId } of sandbox.portals) sandbox.addApp(memberId, clientId)
})

afterAll(async () => {
  await sandbox.close()
  recorder.close()
})

/** What a callback of this placement in the documentation carries; `handler` is part of the address that some of them had registered. */
function documentedKeys(code: string): string[] {
  const callbacks: unknown = JSON.parse(readFileSync(new URL('../../fixtures/placement-callbacks.json', import.meta.url), 'utf8'))
  const bodies = Array.isArray(callbacks) ? callbacks.filter(({ placement }) => placement === code).map(({ body }) => body) : []

  return bodies.flatMap(body => Object.keys(body)).filter(key => key !== 'handler')
}

/** placement.bind in the administrator's name, as an application does it. */
async function bind(portal: Portal, { code, variant, bindOptions }: Place, title: string): Promise<void> {
  const { accessToken } = sandbox.issueToken({ memberId: portal.memberId, userId: ADMIN, clientId })
  const response = await fetch(`${portal.url}/rest/placement.bind`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ auth: accessToken, PLACEMENT: code, HANDLER: `${recorder.origin}/widgets${variant ? `?${encodeURIComponent(variant)}` : ''}`, TITLE: title, OPTIONS: bindOptions }),
  })
  expect(await response.json()).toMatchObject({ result: true })
}

async function signIn(portal: Portal, userId: number): Promise<void> {
  await browser.page.context().addCookies([{ name: `sandbox_user_${portal.memberId}`, value: String(userId), url: portal.url }])
}

/** Smart processes stand for all of their kind. */
function template(code: string): string {
  return code.replace(/_DYNAMIC_\d+_/, '_DYNAMIC_XXX_')
}

describe('every known placement', () => {
  const known: { code: string }[] = JSON.parse(readFileSync(new URL('../../fixtures/placement-codes.json', import.meta.url), 'utf8'))
  // BI_ANALYTICS_MENU posts nothing, so it has a test of its own.
  const placed = new Set([...places.map(({ code }) => template(code)), 'BI_ANALYTICS_MENU'])

  it('has its place, or a reason why it has none', () => {
    expect(known.map(({ code }) => code).filter(code => !placed.has(code) && !(code in notHosted))).toEqual([])
  })

  it('is not said to have none when it has', () => {
    expect([...placed].filter(code => code in notHosted)).toEqual([])
  })
})

describe('a person who clicks at its place opens', () => {
  it.each(places.map(place => [[place.code, place.variant].filter(Boolean).join(', '), place] as const))('%s', async (name, place) => {
    const { page } = browser
    const { code } = place
    const portal = sandbox.portal(place.portal ?? 'Alder & Oak')
    const title = place.bound === false ? 'Recorder' : `Widget ${name}`
    if (place.bound !== false) await bind(portal, place, title)
    await signIn(portal, place.as ?? ADMIN)

    await open(page, portal.url + place.path)
    await place.open?.(page, title, translator('en'))
    const posted = await recorder.posted(code)

    const options: unknown = JSON.parse(posted.PLACEMENT_OPTIONS ?? '{}')
    const { uri = place.path } = place
    expect(Object.keys(posted)).toEqual(expect.arrayContaining([...QUERY, ...BODY, ...documentedKeys(code)]))
    expect(posted).toMatchObject({ PLACEMENT: code, DOMAIN: portal.host, PROTOCOL: '0', member_id: portal.memberId })
    expect(options).toEqual({ ...place.options, ...uri !== null && { URI: uri } })
  })

  it('BI_ANALYTICS_MENU, as a plain GET that names neither person nor portal', async () => {
    const { page } = browser
    const portal = sandbox.portal('Alder & Oak')
    await bind(portal, { code: 'BI_ANALYTICS_MENU', variant: 'shipments', path: '/report/analytics/', options: {} }, 'Shipment report')
    await signIn(portal, ADMIN)

    await open(page, `${portal.url}/report/analytics/`)
    await page.getByRole('link', { name: 'Shipment report' }).click()
    await page.frameLocator('iframe').getByText('Widget').waitFor()

    expect(new URL(page.url()).pathname).toBe('/biconnector/placement.php')
    expect(recorder.requestLines).toContain('GET /widgets?shipments')
  })
})

describe('the places', () => {
  it.each(['Alder & Oak', 'Brightwater Studio'])('of the CRM on %s are all opened above, smart processes by example', (name) => {
    const offered = [...offeredPlacements(sandbox.portal(name))].filter(([, { scope }]) => scope === 'crm').map(([code]) => code)
    const opened = new Set(places.map(({ code }) => code.replace(/DYNAMIC_\d+/, 'DYNAMIC')))

    expect(offered.filter(code => !opened.has(code.replace(/DYNAMIC_\d+/, 'DYNAMIC')))).toEqual([])
  })
})
