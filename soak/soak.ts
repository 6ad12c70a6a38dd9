import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { createSandbox } from '../sandbox/index.ts'
import { step } from '../scripts/lib/progress.mjs'
import { audit, type Finding } from './audit.ts'
import { createSend } from './client.ts'
import { deploy } from './deployment.ts'
import { disturbances } from './disturbances.ts'
import { createFigures, type Row } from './figures.ts'
import { createLedger } from './ledger.ts'
import { strangeMarks } from './marks.ts'
import { operations } from './operations.ts'
import { createRandom } from './random.ts'
import { siteOf, type Stage } from './stage.ts'
import { readStored } from './stored.ts'
import { sweep } from './sweep.ts'

export interface Options {
  minutes: number
  portals: number
  seed: number
}

export interface Result extends Options {
  findings: Finding[]
  notes: number
  followUps: number
  /** Acknowledged texts that were looked for in the database. */
  acknowledged: number
  figures: Row[]
  /** Where database and logs are kept after a run that found something. */
  folder: string | null
}

/** People who do something at the same time. */
const people = 16
/** Milliseconds between two things that one of them does; also what bounds a run in count. */
const thought = 15
/** A session is renewed again and again within a run. */
const sessionSeconds = 15

/** Load with disturbances for so long, then calm, and the audit. */
export async function soak({ minutes, portals, seed }: Options): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'sidenote-soak-'))
  const sandbox = await createSandbox({ portals, log: false })
  sandbox.faults.reseed(seed)
  let clientId = ''
  const deployment = await step('Starting two processes of the app', () => deploy({
    folder,
    oauthUrl: sandbox.oauth.url,
    sessionSeconds,
    register(url) {
      const app = sandbox.registerApp({ title: 'Sidenote', url: `${url}/`, installUrl: `${url}/install`, scope: ['crm', 'placement', 'user_basic'] })
      clientId = app.clientId
      return app
    },
  }))

  const random = createRandom(seed)
  const [findings, ledger, figures]: [Finding[], ReturnType<typeof createLedger>, ReturnType<typeof createFigures>] = [[], createLedger(), createFigures(random.next)]
  const report = (finding: Finding) => void findings.push(finding)
  const stage: Stage = {
    sandbox, clientId, appUrl: deployment.url, sites: sandbox.portals.map(siteOf), pages: [], ledger, figures, random, send: createSend(figures, report), report,
  }
  try {
    await step(`Load from ${portals} portals`, async () => {
      const until = AbortSignal.timeout(minutes * 60_000)
      await Promise.all([
        ...disturbances.map(disturb => disturb(stage, deployment, until)),
        ...Array.from({ length: people }, () => work(stage, until)),
      ])
    })
    await step('Comparing with the database', async () => {
      sandbox.faults.clear()
      sandbox.events.flush()
      await sandbox.events.drain()
      const stored = readStored(deployment.databaseFile, sandbox.portals.map(({ memberId }) => memberId))
      findings.push(...audit(ledger, stored, []), ...await sweep(stage, stored))
      const after = readStored(deployment.databaseFile, sandbox.portals.map(({ memberId }) => memberId))
      findings.push(...audit(ledger, after, stage.sites.filter(({ isInstalled }) => isInstalled).map(({ number }) => number)))
    })
    findings.push(...idle(figures.summary(), minutes))
    findings.push(...deployment.deaths().map(where => ({ what: 'process' as const, where })))
  }
  finally {
    await deployment.stop()
    await sandbox.close()
  }
  findings.push(...deployment.logs.flatMap(log => strangeMarks(readFileSync(log, 'utf8'), null).map(mark => ({ what: 'stranger' as const, where: `${mark} in the log ${log}` }))))
  if (!findings.length) rmSync(folder, { recursive: true, force: true })

  return {
    minutes, portals, seed, findings, notes: ledger.notes.length, followUps: ledger.followUps.length, figures: figures.summary(), folder: findings.length ? folder : null,
    acknowledged: [...ledger.attempts.values()].filter(({ outcome }) => outcome === 'done').length,
  }
}

/** What has to have happened, or the rest says nothing. */
const mustHappen: [kind: string, outcome: string][] = [
  ['write a note', 'done'], ['edit a note', 'done'], ['write a follow-up', 'done'], ['close a follow-up', 'done'], ['keep a draft', 'done'], ['renewal', 'done'],
  ['open a deal as a stranger', 'not-available'], ['touch a foreign note', 'not-found'], ['an event made by an employee', 'done'],
  ['restart', 'SIGKILL'], ['restart', 'SIGTERM'], ['database locked', 'for up to 1.2 s'],
]
/** A shorter run may miss one of them by chance. */
const leastMinutes = 0.5

function idle(rows: Row[], minutes: number): Finding[] {
  if (minutes < leastMinutes) return []
  return mustHappen.filter(([kind, outcome]) => !rows.some(row => row.kind === kind && row.outcomes.some(([name]) => name === outcome)))
    .map(([kind, outcome]) => ({ what: 'process', where: `"${kind}" never ended with "${outcome}", so that this run proves little` }))
}

async function work(stage: Stage, until: AbortSignal) {
  while (!until.aborted) {
    await stage.random.weighted(operations).run(stage)
    await pause(thought)
  }
}
