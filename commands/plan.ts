// `npm run plan -- --portal <member_id>`: what a reconciliation would change on a portal now, with the rights of any administrator who has
// opened Sidenote there. It changes nothing. Exit code 0: all is in order; 2: there is a difference; 1: it could not be found out.
// Environment: the server's own.
import { parseArgs } from 'node:util'
import pino from 'pino'
import en from '../i18n/locales/en.json' with { type: 'json' }
import { Failure } from '../scripts/lib/failure.mjs'
import { main } from '../scripts/lib/main.mjs'
import { planOf, type Change } from '../server/bitrix24/reconciler.ts'
import type { Config } from '../server/config.ts'
import * as server from '../server/failure.ts'
import { titlesOf } from '../server/portals/titles.ts'
import { createServices } from '../server/services.ts'
import type { Database } from '../db/database.ts'
import { configuration, withDatabase } from './lib/open.ts'

await main(async () => {
  const { values: { portal: memberId } } = parseArgs({ options: { portal: { type: 'string' } } })
  if (!memberId) throw new Failure('Which portal? npm run plan -- --portal <member_id>')

  const config = configuration()
  const changes = await withDatabase(config.databaseFile, database => planFor(database, config, memberId).catch(asSentence))
  process.stdout.write(changes.length ? `${changes.map(lineOf).join('\n')}\n${changes.length} differences.\n` : 'All is in order.\n')
  if (changes.length) process.exitCode = 2
})

async function planFor(database: Database, config: Config, memberId: string): Promise<Change[]> {
  const { portals, anyAdministrator } = await createServices({ config, database, fetch: globalThis.fetch, clock: Date.now, log: pino({ level: 'silent' }) })
  const portal = await portals.find(memberId)
  if (!portal) throw new Failure(`No portal with the member_id ${memberId} is known.`)
  const { client } = await anyAdministrator(portal)
  return planOf({ client, appUrl: config.appUrl, titlesOf })
}

/** `placement.bind CRM_DEAL_DETAIL_TAB → https://…/thread` */
function lineOf({ code, command: [method, params] }: Change): string {
  return `${method} ${code} → ${String(params?.HANDLER ?? params?.handler)}`
}

function asSentence(error: unknown): never {
  if (error instanceof server.Failure) throw new Failure(`${error.code}: ${en[`failure.${error.code}.what`]} ${String(error.cause ?? '')}`.trim())
  throw error
}
