import { setTimeout as pause } from 'node:timers/promises'
import Sqlite from 'better-sqlite3'
import type { Fault } from '../sandbox/index.ts'
import { processes, type Deployment } from './deployment.ts'
import type { Stage } from './stage.ts'

const faults: Fault[] = [
  { at: 'rest', kind: 'slow', by: 400 },
  { at: 'rest', kind: 'slow', by: 3500 },
  { at: 'rest', kind: 'down' },
  { at: 'rest', kind: 'html' },
  { at: 'rest', kind: 'cut' },
  { at: 'rest', kind: 'hang' },
  { at: 'rest', kind: 'QUERY_LIMIT_EXCEEDED' },
  { at: 'rest', kind: 'INTERNAL_SERVER_ERROR' },
  { at: 'rest', kind: 'expired_token' },
  { at: 'oauth', kind: 'slow', by: 400 },
  { at: 'oauth', kind: 'down' },
  { at: 'oauth', kind: 'html' },
  { at: 'oauth', kind: 'cut' },
  { at: 'oauth', kind: 'hang' },
  { at: 'oauth', kind: 'blank' },
  { at: 'events', kind: 'duplicate' },
  { at: 'events', kind: 'reorder' },
  { at: 'events', kind: 'drop' },
  { at: 'events', kind: 'delay', by: 4000 },
  { at: 'form', kind: 'older' },
  { at: 'form', kind: 'wrong-application-token' },
]

/** Each goes on by itself until the signal; what was begun is ended. */
export const disturbances: ((stage: Stage, deployment: Deployment, until: AbortSignal) => Promise<void>)[] = [misbehave, lockDatabase, restart]

/** Bitrix24 fails in one way for a while, in a part of the cases, everywhere or on one portal. */
async function misbehave({ random, sandbox, sites, figures }: Stage, _: Deployment, until: AbortSignal) {
  while (await passes(random.between(200, 1500), until)) {
    const fault = random.pick(faults)
    const { id } = sandbox.faults.add({ ...fault, share: random.pick([0.1, 0.3, 1]), ...(random.chance(0.3) ? { memberId: random.pick(sites).portal.memberId } : {}) })
    await passes(random.between(300, 1500), until)
    const struck = sandbox.faults.active.find(active => active.id === id)?.struck ?? 0
    sandbox.faults.remove(id)
    if (struck) figures.count('fault', `${fault.at} ${fault.kind}`)
    for (let times = 1; times < struck; times++) figures.count('fault', `${fault.at} ${fault.kind}`)
  }
}

/** Somebody else has the database, mostly for less than what is waited for, now and then for longer. */
async function lockDatabase({ random, figures }: Stage, { databaseFile }: Deployment, until: AbortSignal) {
  const database = new Sqlite(databaseFile, { timeout: 0 })
  try {
    while (await passes(random.between(1000, 6000), until)) {
      const milliseconds = random.chance(0.15) ? 2600 : random.between(50, 1200)
      if (!begins(database)) continue
      await pause(milliseconds)
      database.exec('rollback')
      figures.count('database locked', milliseconds > 2000 ? 'for 2.6 s' : 'for up to 1.2 s')
    }
  }
  finally {
    database.close()
  }
}

function begins(database: Sqlite.Database): boolean {
  try {
    database.exec('begin immediate')
    return true
  }
  catch {
    return false
  }
}

async function restart({ random, figures }: Stage, deployment: Deployment, until: AbortSignal) {
  for (let turn = 0; await passes(random.between(3000, 8000), until); turn++) {
    const how = turn % 2 ? 'SIGTERM' : 'SIGKILL'
    await deployment.restart(random.between(0, processes - 1), how)
    figures.count('restart', how)
  }
}

/** @returns false when the signal came first. */
async function passes(milliseconds: number, until: AbortSignal): Promise<boolean> {
  return pause(milliseconds, true, { signal: until }).catch(() => false)
}
