import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import qs from 'qs'
import { expect, onTestFinished, test } from 'vitest'
import { migrateDatabase, openDatabase } from '../../db/database.ts'
import de from '../../i18n/locales/de.json' with { type: 'json' }
import en from '../../i18n/locales/en.json' with { type: 'json' }
import type { FaultKind } from '../../sandbox/faults/kinds.ts'
import type { FailureCode } from '../../shared/failures.ts'
import { alderOak, deals, failureOf, people, startServices } from '../support/services.ts'
import { widgetsOn } from '../support/widgets.ts'

/** Milliseconds: what never answers is given up after ten seconds, more than once in some actions. */
const patience = 120_000
const hour = 3_600_000

type Stage = Awaited<ReturnType<typeof startStage>>
type Told = FailureCode | 'no failure'

/** A server on a database file, before anything is installed, and another process's connection to the file. */
async function startStage(pageSize: number) {
  const folder = mkdtempSync(join(tmpdir(), 'sidenote-'))
  const file = join(folder, 'sidenote.sqlite')
  const other = new Sqlite(file)
  other.pragma(`page_size = ${pageSize}`)
  other.exec('vacuum')
  const database = openDatabase(file)
  onTestFinished(() => {
    other.close()
    database.$client.close()
    rmSync(folder, { recursive: true })
  })
  migrateDatabase(database, 'db/migrations')
  const server = await startServices({ database })
  const portal = server.sandbox.portal(alderOak)
  const { memberId, installations } = portal
  server.sandbox.addApp(memberId, server.app.clientId)
  const bindings = installations.get(server.app.clientId)?.bindings ?? []

  const rows = (query: string) => other.prepare<[], Record<string, unknown>>(query).all()
  /** How often the portal has performed a command. */
  const performed = (command: string) => server.sandbox.requests.flatMap(({ commands }) => commands).filter(name => name === command).length
  return { ...server, other, memberId, bindings, widgets: widgetsOn(portal).length, rows, performed, lastJobFailure: () => rows('select failure from jobs where failure is not null').map(({ failure }) => failure).at(-1) }
}

interface Action {
  /** Brings the server to where it begins. */
  prepare: (stage: Stage) => Promise<unknown>
  /** Does it. @returns what the person, or the operator, is told. */
  act: (stage: Stage) => Promise<Told>
  /** What there is of it now: nothing, all, or what no failure may leave. */
  state: (stage: Stage) => Promise<'nothing' | 'all' | object>
  /** Registrations that the portal is to perform for it, once each. */
  binds: number | 'all'
}

const nothingOrAll = (parts: Record<string, boolean>) => {
  const found = new Set(Object.values(parts))
  return found.size > 1 ? parts : found.has(true) ? 'all' : 'nothing'
}

const subject = { kind: 'crm-item' as const, entityTypeId: 2, id: String(deals.open) }
const text = 'Deliver before 10 am. '.repeat(500)

const actions: Record<string, Action> = {
  installation: {
    prepare: ({ open }) => open({ userId: people.admin, placement: 'DEFAULT', options: undefined }),
    async act({ services, portalRow }) {
      const last = (await Array.fromAsync(services.installer.run(await portalRow(), people.admin, 'request'))).at(-1)
      return last?.state === 'failed' ? last.code : 'no failure'
    },
    // What is registered stays, and is found by the next run; that it is finished is only said afterwards.
    async state({ services, portalRow, bindings, widgets }) {
      const portal = await portalRow()
      const isInstalled = portal.state === 'installed'
      const kept = await services.settings.registrations(portal.id)
      if (!isInstalled) return kept && bindings.length < widgets ? { kept } : 'nothing'
      return nothingOrAll({ isInstalled, isKept: kept?.bound.length === widgets, isBound: bindings.length === widgets })
    },
    binds: 'all',
  },
  opening: {
    prepare: ({ install }) => install(),
    act: ({ openThread }) => failureOf(openThread()),
    // Who it is and their tokens are two facts; each is whole by itself.
    async state({ services, portalRow, rows }) {
      const isKnown = rows(`select * from users where user_id = ${people.marcus}`).length === 1
      const [pair] = rows(`select sealed from tokens where user_id = ${people.marcus}`)
      if (pair && !await services.sealer.unseal('tokens', String(pair.sealed))) return { pair }
      return isKnown && pair && await portalRow() ? 'all' : 'nothing'
    },
    binds: 0,
  },
  note: {
    async prepare({ install, openThread, sandbox }) {
      await install()
      await openThread()
      // A good answer about the access holds for a minute.
      sandbox.clock.turn(61_000)
    },
    act: ({ services, portalRow }) => failureOf((async () => {
      const portal = await portalRow()
      const links = await services.access.check(portal, people.marcus, subject)
      await services.notes.add({ portalId: portal.id, userId: people.marcus, isAdmin: false, subject }, { id: 'n1', text }, links)
    })()),
    async state({ rows }) {
      return nothingOrAll({
        note: rows('select * from notes').length === 1,
        version: rows('select * from note_versions').length === 1,
        text: rows('select text from note_versions')[0]?.text === text,
        seq: rows('select seq from portals')[0]?.seq === 1,
      })
    },
    binds: 0,
  },
  event: {
    async prepare({ install, bindings }) {
      await install()
      bindings.splice(0, 1)
    },
    async act({ sandbox, app, memberId, services, lastJobFailure }) {
      const { accessToken, refreshToken } = sandbox.issueToken({ memberId, userId: people.admin, clientId: app.clientId })
      const body = qs.stringify({
        event: 'ONAPPUPDATE', ts: 1, data: { VERSION: 2 },
        auth: { member_id: memberId, access_token: accessToken, refresh_token: refreshToken, application_token: 'e'.repeat(32), server_endpoint: `${sandbox.oauth.url}/rest/` },
      })
      const received = await failureOf(services.inbox.receive(new URLSearchParams(body)))
      if (received !== 'no failure') return received
      return await failureOfJobs(services.jobs.runDue(), lastJobFailure)
    },
    async state({ rows, bindings, widgets }) {
      const isBelieved = rows('select * from portals where previous_application_token is not null').length === 1
      const isOpen = rows('select * from jobs where kind in (\'event\', \'reconcile\')').length > 0
      // What is not done yet is a job: nobody was told that it is.
      return isOpen ? 'nothing' : nothingOrAll({ isBelieved, isBound: bindings.length === widgets })
    },
    binds: 1,
  },
  job: {
    async prepare({ install, bindings, services, portalRow, database }) {
      await install()
      bindings.splice(0, 2)
      // What it finds out needs more room than what is there.
      database.$client.exec('update settings set value = \'{}\'')
      const { id } = await portalRow()
      await services.jobs.enqueue({ kind: 'reconcile', key: String(id), portalId: id })
    },
    act: ({ services, lastJobFailure }) => failureOfJobs(services.jobs.runDue(), lastJobFailure),
    async state({ rows, bindings, widgets }) {
      const isWaiting = rows('select * from jobs where kind = \'reconcile\'').length > 0
      return isWaiting ? 'nothing' : nothingOrAll({ isBound: bindings.length === widgets, isDone: !isWaiting })
    },
    binds: 2,
  },
}

/** A job that goes wrong tells nobody: its failure is kept for the operator. */
async function failureOfJobs(run: Promise<number>, lastJobFailure: () => unknown): Promise<Told> {
  const ran = await failureOf(run)
  if (ran !== 'no failure') return ran
  const kept = lastJobFailure()
  return isCode(kept) ? kept : 'no failure'
}

function isCode(value: unknown): value is FailureCode {
  return typeof value === 'string' && `failure.${value}.title` in en
}

interface Trouble {
  begin: (stage: Stage) => void
  end: (stage: Stage) => void
  /** What may be told; the first has to be told by at least one action. */
  told: Told[]
  pageSize?: number
}

const portalTrouble = (kind: FaultKind<'rest'>): Trouble => ({
  begin: ({ sandbox }) => void sandbox.faults.add({ at: 'rest', kind }),
  end: ({ sandbox }) => sandbox.faults.clear(),
  told: ['portal-unreachable'],
})

const troubles: Record<string, Trouble> = {
  'a database that another process keeps for two seconds': {
    begin({ other }) {
      other.exec('begin immediate')
      setTimeout(() => other.exec('rollback'), 2000)
    },
    end: () => {},
    told: ['no failure'],
  },
  'a full disk': {
    // Small pages, and none of them free: there is room for hardly anything.
    pageSize: 512,
    begin({ database: { $client: client } }) {
      client.pragma(`max_page_count = ${client.pragma('page_count', { simple: true })}`)
      for (const size of [4000, 400, 40]) {
        try {
          for (let n = 0; ; n++) client.prepare('insert into redeemed_callbacks values (?, 0)').run(`${size}-${n}-`.padEnd(size, 'x'))
        }
        catch {
          continue
        }
      }
    },
    end({ database: { $client: client } }) {
      client.pragma('max_page_count = 1000000')
      client.exec('delete from redeemed_callbacks')
    },
    // What fits into a page that is there is stored, and may be told so.
    told: ['storage-full', 'no failure'],
  },
  'a portal that answers 503 QUERY_LIMIT_EXCEEDED': portalTrouble('QUERY_LIMIT_EXCEEDED'),
  'a portal that answers 429 OPERATION_TIME_LIMIT': portalTrouble('OPERATION_TIME_LIMIT'),
  'a portal that answers HTML': portalTrouble('html'),
  'a portal that never answers': portalTrouble('hang'),
  'a portal whose answer breaks off': portalTrouble('cut'),
}

/** What holds of the tables whatever has happened. */
function brokenRules({ other, rows }: Stage) {
  return {
    integrity: other.pragma('integrity_check', { simple: true }) === 'ok' ? [] : ['damaged'],
    references: other.pragma('foreign_key_check'),
    notesWithoutAllVersions: rows('select id from notes n where version <> (select count(*) from note_versions v where v.portal_id = n.portal_id and v.note_id = n.id)'),
    seqs: rows('select portal_id from notes n group by portal_id having count(distinct seq) <> count(*) or max(seq) > (select seq from portals p where p.id = n.portal_id)'),
    installedWithoutRegistrations: rows('select id from portals p where state = \'installed\' and not exists (select 1 from settings s where s.portal_id = p.id and s.key = \'registrations\')'),
    eventsThatNobodyLooksInto: rows('select id from events_inbox i where not exists (select 1 from jobs j where j.portal_id = i.portal_id) and (select previous_application_token from portals p where p.id = i.portal_id) is null'),
  }
}

const unbroken = { integrity: [], references: [], notesWithoutAllVersions: [], seqs: [], installedWithoutRegistrations: [], eventsThatNobodyLooksInto: [] }

async function play({ prepare, act, state, binds }: Action, { begin, end, pageSize = 4096 }: Trouble) {
  const stage = await startStage(pageSize)
  await prepare(stage)
  stage.sandbox.clearRequests()

  begin(stage)
  const told = await act(stage)
  const meanwhile = await state(stage)
  const broken = brokenRules(stage)
  end(stage)
  stage.sandbox.clock.turn(hour)
  const later = await act(stage)

  return {
    told, broken,
    // Whoever is told that it worked finds all of it, and whoever is not finds nothing of it, or all that can be done again without harm.
    isHonest: told === 'no failure' ? meanwhile === 'all' : meanwhile === 'nothing' || meanwhile === 'all',
    meanwhile,
    later: [later, await state(stage)],
    brokenLater: brokenRules(stage),
    doubled: stage.performed('placement.bind') - (binds === 'all' ? stage.widgets : binds),
  }
}

test.each(Object.entries(troubles))('%s: nothing is half done, nothing done twice, it is told, and works again afterwards', { timeout: patience }, async (_name, trouble) => {
  const played = await Promise.all(Object.entries(actions).map(async ([name, action]) => [name, await play(action, trouble)] as const))

  for (const [name, { told, meanwhile, ...outcome }] of played) {
    expect(outcome, `${name}, told ${told}, ${JSON.stringify(meanwhile)}`).toEqual({ broken: unbroken, isHonest: true, later: ['no failure', 'all'], brokenLater: unbroken, doubled: 0 })
    expect(trouble.told, name).toContain(told)
    if (told !== 'no failure') for (const catalogue of [en, de]) expect(catalogue).toHaveProperty([`failure.${told}.what`])
  }
  expect(played.map(([, { told }]) => told)).toContain(trouble.told[0])
})

test.each<FaultKind<'rest'>>(['QUERY_LIMIT_EXCEEDED', 'OPERATION_TIME_LIMIT', 'html', 'hang', 'cut'])('an installation that meets %s while it registers goes on where it was, and registers nothing twice', { timeout: patience }, async (kind) => {
  const stage = await startStage(4096)
  const { installation } = actions
  if (!installation) throw new Error('no installation')
  await installation.prepare(stage)
  stage.sandbox.clearRequests()

  const lines = []
  for await (const line of stage.services.installer.run(await stage.portalRow(), people.admin, 'request')) {
    lines.push(line)
    if ('step' in line && line.step === 'events' && line.state === 'running') stage.sandbox.faults.add({ at: 'rest', kind })
  }
  const { state } = await stage.portalRow()
  stage.sandbox.faults.clear()
  const later = await installation.act(stage)

  expect([lines.at(-1), state]).toEqual([expect.objectContaining({ state: 'failed', step: expect.stringMatching(/widgets|events/), code: 'portal-unreachable' }), 'pending'])
  expect([later, await installation.state(stage)]).toEqual(['no failure', 'all'])
  expect([stage.performed('placement.bind'), stage.performed('event.bind')]).toEqual([stage.widgets, 4])
})

/** Registrations of one request: with the first that fails, the next is not sent. */
const batchSize = 50

test('a portal that has no time for some commands of a batch: the installation is not finished without them, and only what is missing is done again', async () => {
  const stage = await startStage(4096)
  const { installation } = actions
  if (!installation) throw new Error('no installation')
  await installation.prepare(stage)
  stage.sandbox.clearRequests()
  stage.sandbox.faults.add({ at: 'rest', kind: 'OPERATION_TIME_LIMIT', method: 'placement.bind', times: 3 })

  const told = await installation.act(stage)
  const bound = stage.bindings.map(({ id }) => id)
  const later = await installation.act(stage)

  expect([told, bound.length, later, await installation.state(stage)]).toEqual(['portal-unreachable', batchSize - 3, 'no failure', 'all'])
  expect(stage.bindings.map(({ id }) => id)).toEqual(expect.arrayContaining(bound))
  expect(stage.performed('placement.bind')).toBe(stage.widgets + 3)
})
