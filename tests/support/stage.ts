import Sqlite from 'better-sqlite3'
import { afterAll, expect, vi } from 'vitest'
import { createSandbox, type FrameForm, type Portal, type Sandbox, type SandboxOptions } from '../../sandbox/index.ts'
import { startApp, type RunningApp } from './app.ts'
import { install, person } from './pages.ts'

export interface Stage {
  sandbox: Sandbox
  app: RunningApp
  /** The one on which Sidenote is installed. */
  portal: Portal
  /** The form that opens the tab of a deal which everybody may read, for an administrator. */
  openDeal(): FrameForm
}

/** The production build beside a sandbox, installed on its first portal, for all tests of the file that calls this; ended after them. */
export async function startStage({ environment, ...options }: SandboxOptions & { environment?: Record<string, string> } = {}): Promise<Stage> {
  const sandbox = await createSandbox(options)
  afterAll(() => sandbox.close())
  const app = await startApp(sandbox, environment)
  afterAll(() => app.stop())
  const portal = sandbox.portal('Alder & Oak')
  await install(sandbox, app, portal)
  await sandbox.events.drain()
  // What the events left to do in the background would be seen by tests that count rows or calls.
  await vi.waitFor(() => expect(dueJobs(app.databaseFile)).toBe(0), { timeout: 30_000, interval: 50 })
  return {
    sandbox,
    app,
    portal,
    openDeal: () => sandbox.openFrame(portal.memberId, {
      userId: person(portal, 'admin').id, clientId: app.clientId, placement: 'CRM_DEAL_DETAIL_TAB', options: { ID: '3473' },
    }),
  }
}

/** Jobs that are running or should be. */
function dueJobs(file: string): number {
  const database = new Sqlite(file, { readonly: true })
  const due = database.prepare('select count(*) from jobs where state <> \'failed\' and run_at <= ?').pluck().get(Date.now())
  database.close()
  return Number(due)
}
