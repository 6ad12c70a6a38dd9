import { randomBytes } from 'node:crypto'
import pino from 'pino'
import { onTestFinished } from 'vitest'
import { migrateDatabase, openDatabase } from '../../db/database.ts'
import { createSandbox, type OpenFrame } from '../../sandbox/index.ts'
import { parseCallback } from '../../server/bitrix24/callback.ts'
import { createOAuth } from '../../server/bitrix24/oauth.ts'
import { createTokenKeeper, type TokenOwner } from '../../server/bitrix24/tokens.ts'
import { readConfig } from '../../server/config.ts'
import { asFailure } from '../../server/failure.ts'
import type { Portal } from '../../server/portals/portals.ts'
import type { Sealer } from '../../server/seal.ts'
import { createServices, type Surroundings } from '../../server/services.ts'
import type { FailureCode } from '../../shared/failures.ts'
import type { InstallProgress } from '../../shared/opening.ts'

export type TestServices = Awaited<ReturnType<typeof startServices>>

/** What somebody does in the portal: by default its sales manager opens the tab of a deal of his. */
export interface Visit extends Partial<Omit<OpenFrame, 'clientId'>> {
  /** Name of the portal. */
  portal?: string
  /** Form fields that are posted instead of the portal's own; null leaves one out. */
  posted?: Record<string, string | null>
}

export const alderOak = 'Alder & Oak'
export const brightwater = 'Brightwater Studio'
/** People of Alder & Oak. */
export const people = { admin: 1, marcus: 3, hannah: 5, tom: 9 }
/** Deals of Alder & Oak: one that everybody may read, one that is only for Marcus, and one that does not exist. */
export const deals = { open: 3473, secret: 3465, absent: 999_999 }

/**
 * The services as the server puts them together, beside a sandbox of their own: database in memory, one clock for all that stands still
 * until `sandbox.clock.turn`, silent log. It ends with the test that started it.
 * @param changes surroundings to inject instead; `appUrl`: where the portal sends its events.
 */
export async function startServices({ appUrl = 'http://localhost:3000', ...changes }: Partial<Surroundings> & { appUrl?: string } = {}) {
  const sandbox = await createSandbox({ clock: { now: () => Date.UTC(2026, 10, 20, 9) } })
  onTestFinished(() => sandbox.close())
  const app = sandbox.registerApp({
    title: 'Sidenote', url: `${appUrl}/`, installUrl: `${appUrl}/install`, scope: ['crm', 'placement', 'user', 'task', 'sonet_group', 'im', 'calendar', 'telephony', 'contact_center', 'sale', 'department'],
  })
  const config = readConfig({
    NUXT_APP_URL: appUrl,
    NUXT_B24_CLIENT_ID: app.clientId,
    NUXT_B24_CLIENT_SECRET: app.clientSecret,
    NUXT_B24_OAUTH_SERVERS: sandbox.oauth.url,
    NUXT_B24_ALLOW_INSECURE: 'true',
    NUXT_SECRET_KEYS: `test:${randomBytes(32).toString('base64')}`,
  })
  const surroundings: Surroundings = {
    config, database: memoryDatabase(), fetch: globalThis.fetch, clock: sandbox.clock.now, log: pino({ level: 'silent' }), ...changes,
  }
  const services = await createServices(surroundings)

  /** What the portal posts when somebody opens a widget, and to which of our pages. */
  function visit({ portal = alderOak, posted = {}, ...frame }: Visit = {}) {
    const { memberId } = sandbox.portal(portal)
    const { action, fields } = sandbox.openFrame(memberId, {
      userId: people.marcus, placement: 'CRM_DEAL_DETAIL_TAB', options: { ID: deals.open }, ...frame, clientId: app.clientId,
    })
    const form = Object.entries({ ...fields, ...posted }).filter((field): field is [string, string] => field[1] !== null)
    const { pathname, searchParams } = new URL(action)
    return { callback: parseCallback(searchParams, new URLSearchParams(form)), path: pathname }
  }

  async function open(what: Visit = {}) {
    const { callback, path } = visit(what)
    return services.open(callback, path)
  }

  /** The tab of a deal, opened. */
  async function openThread(what: Visit = {}) {
    const { opening } = await open(what)
    if (opening.view !== 'thread') throw new Error(`this opens ${opening.view}`)
    return opening
  }

  async function portalRow(name = alderOak): Promise<Portal> {
    const row = await services.portals.find(sandbox.portal(name).memberId)
    if (!row) throw new Error(`nobody has opened the installer on ${name}`)
    return row
  }

  /** The installer's run, line by line, as an administrator starts it. */
  async function* installing(name = alderOak): AsyncGenerator<InstallProgress> {
    const { memberId } = sandbox.portal(name)
    sandbox.addApp(memberId, app.clientId)
    await open({ portal: name, userId: people.admin, placement: 'DEFAULT', options: undefined })
    yield* services.installer.run(await portalRow(name), people.admin, 'request')
  }

  /** Everything from "Install" to `installFinish`. */
  async function install(name = alderOak): Promise<Portal> {
    const lines = await Array.fromAsync(installing(name))
    if (lines.at(-1)?.state !== 'finished') throw new Error(JSON.stringify(lines.at(-1)))
    sandbox.finishInstallation(sandbox.portal(name).memberId, app.clientId)
    sandbox.clearRequests()
    return portalRow(name)
  }

  /** A keeper of the same tokens, as another process of this server would have it. */
  function tokenKeeper(changes: Partial<Surroundings> & { sealer?: Sealer, timeout?: number, wait?: (milliseconds: number) => Promise<unknown> } = {}) {
    const around = { ...surroundings, sealer: services.sealer, ...changes }
    return createTokenKeeper({ ...around, oauth: createOAuth(around) })
  }

  /** Whom the keeper is asked about. */
  function ownerOf({ id, memberId }: Portal, userId: number): TokenOwner {
    return { portalId: id, memberId, userId, server: sandbox.oauth.url }
  }

  return { ...surroundings, tokenKeeper, ownerOf, sandbox, app, services, visit, open, openThread, portalRow, installing, install }
}

/** A database as a start of the server leaves it. */
export function memoryDatabase() {
  const database = openDatabase(':memory:')
  migrateDatabase(database, 'db/migrations')
  onTestFinished(() => {
    database.$client.close()
  })
  return database
}

/** The code by which a person learns how this failed. */
export async function failureOf(work: Promise<unknown>): Promise<FailureCode | 'no failure'> {
  return work.then(() => 'no failure' as const, error => asFailure(error).code)
}
