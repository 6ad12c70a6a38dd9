import { globSync } from 'node:fs'
import { relative } from 'node:path'
import { v7 as uuid } from 'uuid'
import { describe, expect, test } from 'vitest'
import type { Transaction } from '../../db/database.ts'
import { asFailure } from '../../server/failure.ts'
import { Secret } from '../../server/secret.ts'
import type { Services } from '../../server/services.ts'
import { sealSession } from '../../server/openings/session.ts'
import type { Portal } from '../../server/portals/portals.ts'
import type { Scope, Subject } from '../../server/subjects/subject.ts'
import { followUpsQuery } from '../../shared/lists.ts'
import { rowsOf } from '../support/rows.ts'
import { alderOak, brightwater, deals, failureOf, people } from '../support/services.ts'
import { startApi } from './api/start-api.ts'
import { promise } from './threads/start-follow-ups.ts'

const deal = (id: number): Subject => ({ kind: 'crm-item', entityTypeId: 2, id: String(id) })
/** In everything that is Alder & Oak's alone. */
const mark = 'only-alder-oak'

/** Both portals have Sidenote. Alder & Oak has notes, follow-ups and drafts on a deal that both know by its number, and on one that is Marcus's alone. */
async function startWalk() {
  const api = await startApi()
  const { services, sandbox, visit } = api
  const here = api.portal
  const there = await api.install(brightwater)
  for (const id of [deals.secret, deals.open]) await api.open({ userId: people.marcus, options: { ID: id } })
  await api.open({ userId: people.hannah })
  const stranger = await api.openThread({ portal: brightwater })
  const scope = (subject: Subject): Scope => ({ portalId: here.id, userId: people.marcus, isAdmin: false, subject })
  const notes = { open: uuid(), secret: uuid() }
  await services.notes.add(scope(deal(deals.open)), { id: notes.open, text: mark }, [])
  await services.notes.add(scope(deal(deals.secret)), { id: notes.secret, text: mark }, [])
  // Under the ids of the notes: what is of the one kind is nothing of the other.
  for (const place of ['open', 'secret'] as const) {
    await services.followUps.add(scope(deal(deals[place])), promise(notes[place], { text: mark }), { links: [], source: null, timeZone: 'UTC' })
  }
  await services.subjects.remember(here.id, deal(deals.open), [], mark)
  await services.drafts.keep(here.id, people.marcus, deal(deals.open), { noteId: null, text: mark, baseVersion: null })
  await services.snippets.add({ portalId: here.id, userId: people.marcus, isAdmin: false }, { id: notes.open, title: mark, text: mark, isShared: true })
  await services.people.remember(here.id, { id: 77, name: mark, isAdmin: true, timeZone: 'UTC' })
  await services.people.meet(here.id, [{ id: 78, name: mark }])
  await services.settings.setRegistrations(here.id, { bound: [mark], skipped: [], changed: [], at: 1 })
  sandbox.clearRequests()

  return {
    ...api, here, there, notes, strangerSession: stranger.session,
    /** Of Hannah, on something that she may not read, or that does not exist. */
    sessionOn: (id: number) => sealSession(services.sealer, {
      portalId: here.id, generation: here.generation, userId: people.hannah, isAdmin: false, view: 'thread', subject: deal(id), source: null,
    }, 3600),
    sealedOn: (id: number) => {
      const { callback, path } = visit({ userId: people.hannah, options: { ID: id } })
      return services.pending.seal(callback, path)
    },
    rowsHere: () => Object.fromEntries(Object.entries(rowsOf(api.database.$client)).map(([table, rows]) => [table, rows.filter(row => isOf(row, here))])),
  }
}
type Walk = Awaited<ReturnType<typeof startWalk>>

function isOf(row: unknown, { id, memberId }: Portal) {
  const { portal_id: owner, member_id: name } = row as Record<string, unknown>
  return owner === id || name === memberId
}

// ── The routes ──

interface Sent { method: string, path: string, body?: object }

/** A route by its file: what is sent, how it refuses whoever has no session, and a good session of another portal. */
interface Route {
  sent: (id: string) => Sent
  nobody: [status: number, code: string]
  /** Undefined: it serves that portal's own thread. */
  stranger?: [status: number, code: string]
  /** About a subject: with the session as bearer, or with a callback that was sealed into a page. None: why not. */
  subject: 'bearer' | 'callback' | { none: string }
}

const over: [number, string] = [401, 'session-over']
const absent: [number, string] = [404, 'not-found']

const ofPerson = { none: 'a snippet belongs to a person, or to all of the portal' }

const routes: Record<string, Route> = {
  '[...].ts': { sent: () => ({ method: 'GET', path: '/api/nothing' }), nobody: absent, stranger: absent, subject: { none: 'it is no route' } },
  'automation.patch.ts': { sent: () => ({ method: 'PATCH', path: '/api/automation', body: { rule: 'note', isOn: true } }), nobody: over, stranger: [403, 'not-administrator'], subject: { none: 'it is about the portal' } },
  'calendar.get.ts': { sent: () => ({ method: 'GET', path: '/api/calendar?from=2026-11-01&to=2026-11-30&owner=user:3&people=all' }), nobody: over, subject: { none: 'it lists what the portal lets the person read, of all subjects' } },
  'draft.put.ts': { sent: noteId => ({ method: 'PUT', path: '/api/draft', body: { noteId, text: 'x', baseVersion: 1 } }), nobody: over, stranger: absent, subject: 'bearer' },
  'insights.get.ts': { sent: () => ({ method: 'GET', path: '/api/insights?days=30&weekStart=1' }), nobody: over, subject: { none: 'it counts what the portal lets the person read, of all subjects' } },
  'follow-ups.get.ts': { sent: () => ({ method: 'GET', path: '/api/follow-ups' }), nobody: over, subject: { none: 'it is about many; what may be seen of them is a condition of its query (lists/)' } },
  'follow-ups.post.ts': {
    sent: () => ({ method: 'POST', path: '/api/follow-ups', body: { id: '01920000-0000-7000-8000-000000000000', text: 'x', dueOn: '2026-11-25', dueTime: null, assigneeId: people.marcus } }),
    nobody: over, subject: 'bearer',
  },
  'follow-ups/changes.post.ts': {
    sent: id => ({ method: 'POST', path: '/api/follow-ups/changes', body: { changes: [{ id, subject: deal(deals.secret), to: { state: 'done' } }] } }), nobody: over,
    subject: { none: 'it is about many, each of which it refuses for itself (lists/)' },
  },
  'follow-ups/[id].delete.ts': { sent: id => ({ method: 'DELETE', path: `/api/follow-ups/${id}` }), nobody: over, stranger: absent, subject: 'bearer' },
  'follow-ups/[id].patch.ts': { sent: id => ({ method: 'PATCH', path: `/api/follow-ups/${id}`, body: { state: 'done' } }), nobody: over, stranger: absent, subject: 'bearer' },
  'follow-ups/[id]/restore.post.ts': { sent: id => ({ method: 'POST', path: `/api/follow-ups/${id}/restore` }), nobody: over, stranger: absent, subject: 'bearer' },
  'install.post.ts': { sent: () => ({ method: 'POST', path: '/api/install' }), nobody: over, stranger: [403, 'not-administrator'], subject: { none: 'it is about the portal' } },
  'notes.post.ts': { sent: () => ({ method: 'POST', path: '/api/notes', body: { id: '01920000-0000-7000-8000-000000000000', text: 'x' } }), nobody: over, subject: 'bearer' },
  'notes/[id].delete.ts': { sent: noteId => ({ method: 'DELETE', path: `/api/notes/${noteId}` }), nobody: over, stranger: absent, subject: 'bearer' },
  'notes/[id].patch.ts': { sent: noteId => ({ method: 'PATCH', path: `/api/notes/${noteId}`, body: { pinned: true } }), nobody: over, stranger: absent, subject: 'bearer' },
  'notes/[id]/restore.post.ts': { sent: noteId => ({ method: 'POST', path: `/api/notes/${noteId}/restore` }), nobody: over, stranger: absent, subject: 'bearer' },
  'opening.post.ts': { sent: () => ({ method: 'POST', path: '/api/opening', body: { callback: 'forged' } }), nobody: over, stranger: over, subject: 'callback' },
  'people.get.ts': { sent: () => ({ method: 'GET', path: '/api/people' }), nobody: over, subject: { none: 'it is about the people of the portal' } },
  'search.get.ts': { sent: () => ({ method: 'GET', path: `/api/search?q=${mark}` }), nobody: over, subject: { none: 'it is about many; what may be seen of them is a condition of its query (threads/search)' } },
  'session.post.ts': {
    sent: () => ({ method: 'POST', path: '/api/session', body: { session: 'forged', accessToken: 'd'.repeat(64) } }), nobody: over, stranger: over,
    subject: { none: 'whoever renews a session shows who they are; what it is about is asked at its next call' },
  },
  'snippets.post.ts': {
    sent: () => ({ method: 'POST', path: '/api/snippets', body: { id: '01920000-0000-7000-8000-000000000000', title: 'x', text: 'x', isShared: true } }), nobody: over, subject: ofPerson,
  },
  'snippets/[id].delete.ts': { sent: id => ({ method: 'DELETE', path: `/api/snippets/${id}` }), nobody: over, subject: ofPerson },
  'snippets/[id].patch.ts': { sent: id => ({ method: 'PATCH', path: `/api/snippets/${id}`, body: { title: 'x', text: 'x', isShared: true } }), nobody: over, stranger: absent, subject: ofPerson },
  'thread.get.ts': { sent: () => ({ method: 'GET', path: '/api/thread' }), nobody: over, subject: 'bearer' },
}

const files = globSync('server/api/**/*.ts').map(file => relative('server/api', file)).sort()

async function send({ origin }: Walk, { method, path, body }: Sent, bearer: string | null) {
  const answer = await fetch(origin + path, {
    method, headers: { 'content-type': 'application/json', ...(bearer === null ? {} : { authorization: `Bearer ${bearer}` }) }, body: body && JSON.stringify(body),
  })
  const text = await answer.text()
  const { date: _date, ...headers } = Object.fromEntries(answer.headers)
  const code = /"code":"([\w-]+)"/.exec(text)?.[1] ?? ''
  return { status: answer.status, code, headers, text: text.replace(/"requestId":"[\w-]{36}"/, '"requestId":""') }
}

/** A call about a deal that Hannah may not read, or that nobody has: the answer, and what was asked of Bitrix24 for it. */
async function sendAbout(walk: Walk, { sent, subject }: Route, id: number) {
  const request = sent(walk.notes.secret)
  const [body, bearer] = subject === 'callback' ? [{ callback: await walk.sealedOn(id) }, null] : [request.body, await walk.sessionOn(id)]
  walk.sandbox.clearRequests()
  const answer = await send(walk, { ...request, body }, bearer)
  return { answer, asked: walk.sandbox.requests.map(({ server, method, commands, userId, status }) => ({ server, method, commands, userId, status })) }
}

describe('the routes', () => {
  test('are all in the walk', () => {
    expect(Object.keys(routes).sort()).toEqual(files)
  })

  describe.each(Object.entries(routes))('%s', (_file, route) => {
    test('refuses without a session, and with a forged one', async () => {
      const walk = await startWalk()
      const before = walk.rowsHere()

      for (const bearer of [null, 'forged']) {
        const { status, code } = await send(walk, route.sent(walk.notes.open), bearer)
        expect([status, code]).toEqual(route.nobody)
      }

      expect(walk.rowsHere()).toEqual(before)
      expect(walk.sandbox.requests).toEqual([])
    })

    test('gives the session of another portal nothing of this one, and changes nothing here', async () => {
      const walk = await startWalk()
      const before = walk.rowsHere()

      const { status, code, text } = await send(walk, route.sent(walk.notes.open), walk.strangerSession)

      expect(route.stranger ?? [status, code]).toEqual([status, code])
      expect(text).not.toContain(mark)
      expect(walk.rowsHere()).toEqual(before)
    })
  })

  const aboutSubjects = Object.entries(routes).filter(([, { subject }]) => typeof subject === 'string')

  describe.each(aboutSubjects)('%s', (_file, route) => {
    test('answers byte for byte the same to who may not read and about what is not there, and asks the same of the portal', async () => {
      const walk = await startWalk()
      const before = walk.rowsHere()

      const denied = await sendAbout(walk, route, deals.secret)
      const missing = await sendAbout(walk, route, deals.absent)

      expect([denied.answer.status, denied.answer.code]).toEqual([404, 'not-available'])
      expect(denied).toEqual(missing)
      expect(denied.asked.some(({ server }) => server === 'portal')).toBe(true)
      expect({ ...walk.rowsHere(), tokens: 0 }).toEqual({ ...before, tokens: 0 })
    })

    test.each(['down', 'html'] as const)('says of a portal that is %s that it is not reachable, neither "denied" nor "absent"', async (fault) => {
      const walk = await startWalk()
      const before = walk.rowsHere()
      walk.sandbox.faults.rest = fault

      const answers = [await sendAbout(walk, route, deals.secret), await sendAbout(walk, route, deals.absent)]

      for (const { answer } of answers) expect([answer.status, answer.code]).toEqual([503, 'portal-unreachable'])
      expect(walk.rowsHere()).toEqual(before)
    })
  })
})

// ── The services ──

/** What keeps no data of portals. */
const withoutRows: (keyof Services)[] = ['config', 'log', 'clock', 'database', 'sealer']

/** One call as another tenant would make it: with the number of a portal that is not Alder & Oak, and everything else as there. */
type Call = (walk: Walk, portalId: number) => unknown

const scopeOf = (portalId: number): Scope => ({ portalId, userId: people.marcus, isAdmin: true, subject: deal(deals.open) })
const readerOf = (there: Portal, portalId: number) => ({ portal: { ...there, id: portalId }, portalId, userId: people.marcus, isAdmin: true, now: 0 })
const viewer = { id: 77, name: 'Somebody', isAdmin: false, timeZone: 'UTC' }
const inside = ({ database }: Walk, work: (transaction: Transaction) => unknown) => database.transaction(work)
const pair = { accessToken: new Secret('a'.repeat(32)), refreshToken: null, expiresAt: 1 }

const methods: Record<string, Call | { without: string }> = {
  'tokens.store': ({ services }, id) => services.tokens.store(id, people.hannah, pair),
  'tokens.accessToken': ({ services, there, ownerOf }, id) => services.tokens.accessToken(ownerOf({ ...there, id }, people.hannah)),
  'tokens.dueForRenewal': { without: 'the sweep of all portals; each owner is named with the own portal' },

  'portals.find': ({ services, there }) => services.portals.find(there.memberId),
  'portals.get': ({ services }, id) => services.portals.get(id),
  'portals.introduce': ({ services, there, app }) => services.portals.introduce({
    clientId: app.clientId, memberId: there.memberId, userId: 1, installed: true, clientEndpoint: there.clientEndpoint, expiresAt: 1,
  }, there.serverEndpoint, null),
  'portals.finishInstallation': ({ services, there }, id) => services.portals.finishInstallation({ ...there, id }, true),
  'portals.uninstall': ({ services, there }, id) => services.portals.uninstall({ ...there, id }, 1, () => {}),
  'portals.erase': async ({ services, there }, id) => {
    await services.portals.uninstall({ ...there, id }, 1, () => {})
    return services.portals.erase(id)
  },
  'portals.sweep': { without: 'unfinished installations of all portals' },
  'portals.update': ({ services }, id) => services.portals.update(id, { clientEndpoint: 'https://elsewhere.example/rest/' }),
  'portals.reconciled': ({ services }, id) => services.portals.reconciled(id),

  'people.remember': ({ services }, id) => services.people.remember(id, viewer),
  'people.ids': ({ services }, id) => services.people.ids(id),
  'people.administrators': ({ services }, id) => services.people.administrators(id),
  'people.demote': ({ services }, id) => services.people.demote(id, 77),
  'people.recent': ({ services }, id) => services.people.recent(id),
  'people.timeZone': async ({ services }, id) => await services.people.timeZone(id, 77) ? mark : null,
  'people.meet': ({ services }, id) => services.people.meet(id, [{ id: 78, name: 'Somebody' }]),
  'people.names': async ({ services }, id) => [...await services.people.names(id, [77, 78])],

  'directory.search': ({ services, there }, id) => services.directory.search({ ...there, id }, people.marcus, ''),
  'directory.choose': ({ services, there }, id) => services.directory.choose({ ...there, id }, people.marcus, 4),

  'settings.registrations': ({ services }, id) => services.settings.registrations(id),
  'settings.setRegistrations': ({ services }, id) => services.settings.setRegistrations(id, { bound: [], skipped: [], changed: [], at: 2 }),

  'settings.automation': ({ services }, id) => services.settings.automation(id),
  'settings.chooseRule': ({ services }, id) => services.settings.chooseRule(id, { rule: 'note', isOn: true }),

  'subjects.find': ({ services }, id) => services.subjects.find(id, deal(deals.secret)) ?? null,
  'subjects.ensure': (walk, id) => inside(walk, transaction => walk.services.subjects.ensure(transaction, id, deal(deals.secret))),
  'subjects.link': (walk, id) => inside(walk, (transaction) => {
    const from = walk.services.subjects.find(walk.here.id, deal(deals.open)) ?? 0
    walk.services.subjects.link(transaction, id, from, [deal(deals.secret)])
  }),
  'subjects.saw': ({ services }, id) => services.subjects.saw(id, deal(deals.secret), [], 'seen elsewhere'),
  'subjects.lastLinks': ({ services }, id) => services.subjects.lastLinks(id, deal(deals.secret)),
  'subjects.around': ({ services }, id) => services.subjects.around(id, deal(deals.open), [deal(deals.secret)]),
  'subjects.rows': ({ services }, id) => services.subjects.rows(id, [1, 2, 3]),
  'subjects.remember': ({ services }, id) => services.subjects.remember(id, deal(deals.open), [deal(deals.secret)]),

  'notes.add': ({ services, notes }, id) => services.notes.add(scopeOf(id), { id: notes.open, text: 'x' }, []),
  'notes.get': ({ services, notes }, id) => services.notes.get(scopeOf(id), notes.open),
  'notes.edit': ({ services, notes }, id) => services.notes.edit(scopeOf(id), notes.open, 1, 'x'),
  'notes.pin': ({ services, notes }, id) => services.notes.pin(scopeOf(id), notes.open, true),
  'notes.remove': ({ services, notes }, id) => services.notes.remove(scopeOf(id), notes.open),
  'notes.restore': ({ services, notes }, id) => services.notes.restore(scopeOf(id), notes.open),

  'followUps.add': ({ services, notes }, id) => services.followUps.add(scopeOf(id), promise(notes.open), { links: [], source: null, timeZone: 'UTC' }),
  'followUps.get': ({ services, notes }, id) => services.followUps.get(scopeOf(id), notes.open),
  'followUps.change': ({ services, notes }, id) => services.followUps.change(scopeOf(id), notes.open, { version: 1, dueOn: '2026-12-01' }),
  'followUps.setState': ({ services, notes }, id) => services.followUps.setState(scopeOf(id), notes.open, 'done'),
  'followUps.remove': ({ services, notes }, id) => services.followUps.remove(scopeOf(id), notes.open),
  'followUps.restore': ({ services, notes }, id) => services.followUps.restore(scopeOf(id), notes.open),

  'drafts.of': ({ services }, id) => services.drafts.of(id, people.marcus, deal(deals.open)),
  'drafts.keep': ({ services }, id) => services.drafts.keep(id, people.marcus, deal(deals.open), { noteId: null, text: '', baseVersion: null }),

  'locate': ({ services, notes }, id) => services.locate(id, { note: notes.open }) ? mark : null,

  'snippets.of': ({ services }, id) => services.snippets.of(scopeOf(id)),
  'snippets.add': ({ services, notes }, id) => services.snippets.add(scopeOf(id), { id: notes.open, title: 'x', text: 'x', isShared: false }),
  'snippets.change': ({ services, notes }, id) => services.snippets.change(scopeOf(id), notes.open, { title: 'x', text: 'x', isShared: false }),
  'snippets.remove': ({ services, notes }, id) => services.snippets.remove(scopeOf(id), notes.open),

  'threads.open': ({ services }, id) => services.threads.open(scopeOf(id), { ...deal(deals.open), type: 'deal', title: '', path: null, facts: [] }),
  'threads.page': ({ services }, id) => services.threads.page(scopeOf(id)),
  'threads.since': ({ services }, id) => services.threads.since(scopeOf(id), 0),
  ...Object.fromEntries(['presentOne', 'presentFollowUp', 'presentFollowUps'].map(name => [`threads.${name}`, { without: 'it shows what its caller has got' }])),

  'access.check': ({ services, there }, id) => services.access.check({ ...there, id }, people.hannah, deal(deals.open)),
  'access.granted': async ({ services, here, there }, id) => {
    services.access.granted({ ...there, id, generation: here.generation }, people.hannah, deal(deals.secret), [])
    const code = await failureOf(services.access.check(here, people.hannah, deal(deals.secret)))
    return code === 'not-available' ? code : mark
  },

  'readable.record': ({ services }, id) => services.readable.record(id, people.hannah, new Map([1, 2, 3].map(row => [row, { isReadable: true, title: 'x' }]))),
  'readable.linked': ({ services, there }, id) => services.readable.linked({ ...there, id }, people.hannah, deal(deals.open), [deal(deals.secret)]),
  'readable.refresh': async ({ services, there }, id) => services.readable.refresh({ ...there, id }, people.hannah, [1, 2, 3]),
  'calendar.of': ({ services, there }, id) => services.calendar.of({ portal: { ...there, id }, portalId: id, userId: people.hannah, isAdmin: false, now: 1 }, { from: '2026-11-01', to: '2026-11-30', owner: { of: 'user', id: people.hannah }, people: 'all' }),
  'calendar.withEvents': ({ services, there }, id) => services.calendar.withEvents({ portal: { ...there, id }, portalId: id, userId: people.hannah, isAdmin: false, now: 1 }, { from: '2026-11-01', to: '2026-11-30' }, 'all', { state: 'no-scope' }),
  'insights': ({ services, there }, id) => services.insights({ portal: { ...there, id }, portalId: id, userId: people.hannah, isAdmin: false, now: 1 }, { days: 30, weekStart: 1 }, 'UTC'),
  'readable.now': async ({ services, there }, id) => (await services.readable.now({ ...there, id }, people.hannah, [1, 2, 3])).size ? mark : null,

  'findEntries': ({ services, there }, id) => services.findEntries(readerOf(there, id), mark),
  'lists.followUps': ({ services, there }, id) => services.lists.followUps(readerOf(there, id), followUpsQuery.parse({})),
  'lists.followUpsInBatch': ({ services, there }, id) => services.lists.followUpsInBatch({ ...there, id }, { of: 'type', id: 2 }).commands,
  'lists.homeInBatch': ({ services, there }, id) => services.lists.homeInBatch({ ...there, id }).commands,
  'lists.home': ({ services, there }, id) => services.lists.home(readerOf(there, id), 'UTC'),
  'lists.presentOne': { without: 'it shows what its caller has got' },
  'changeFollowUps': ({ services, there, notes }, id) => services.changeFollowUps(readerOf(there, id), [{ id: notes.open, subject: deal(deals.open), to: { state: 'done' } }]),
  'search.find': ({ services, there }, id) => services.search.find({ ...there, id }, people.marcus, mark, { limit: 20 }),

  'readiness': { without: 'it is about this server, and shows nothing of a portal' },

  'installer.run': ({ services, there }, id) => Array.fromAsync(services.installer.run({ ...there, id }, people.admin, 'request')),
  'installer.repair': ({ services, there }, id) => services.installer.repair({ ...there, id }),
  'anyAdministrator': async ({ services, there }, id) => (await services.anyAdministrator({ ...there, id })).userId,
  'lifeCycle.administratorCame': async ({ services, there }, id) => {
    await services.lifeCycle.administratorCame({ ...there, id }, true)
    await services.jobs.runDue()
  },
  'lifeCycle.begin': { without: 'it begins the sweep of all portals' },
  'inbox.receive': ({ services, there }) => services.inbox.receive(new URLSearchParams({ 'event': 'ONAPPUNINSTALL', 'auth[member_id]': there.memberId, 'auth[access_token]': 'd'.repeat(64) })),

  'open': ({ services, visit }) => {
    const { callback, path } = visit({ portal: brightwater })
    return services.open(callback, path)
  },
  'renew': async ({ services, strangerSession, sandbox, here, app }) => {
    const { accessToken } = sandbox.issueToken({ memberId: here.memberId, userId: people.marcus, clientId: app.clientId })
    return services.renew(strangerSession, { accessToken: new Secret(accessToken), refreshToken: null })
  },
  'pending.seal': { without: 'a callback belongs to nobody before it is verified' },
  'pending.redeem': { without: 'a callback belongs to nobody before it is verified' },

  ...Object.fromEntries(['add', 'enqueue', 'handle', 'runDue', 'start', 'stop', 'isAlive', 'waiting', 'nextRun', 'counts'].map(name =>
    [`jobs.${name}`, { without: 'jobs are the server\'s own; which portal one is about is for its work to read' }])),
}

function methodsOf(services: Services): string[] {
  return Object.entries(services).filter(([name]) => !(withoutRows as string[]).includes(name))
    .flatMap(([name, service]) => typeof service === 'function' ? [name] : Object.keys(service).map(method => `${name}.${method}`)).sort()
}

const calls = Object.entries(methods).flatMap(([name, call]) => typeof call === 'function' ? [{ name, call }] : [])

describe('the services', () => {
  test('are all in the walk, with every method', async () => {
    const { services } = await startApi()

    expect(Object.keys(methods).sort()).toEqual(methodsOf(services))
  })

  test.each(calls)('$name gives another tenant nothing of this one, and changes nothing here', async ({ call }) => {
    const walk = await startWalk()
    const before = walk.rowsHere()

    for (const portalId of [walk.there.id, 0, 999]) {
      const result = await (async () => call(walk, portalId))().catch((error: unknown) => asFailure(error).code)
      expect(JSON.stringify(result) ?? '').not.toContain(mark)
    }

    expect(walk.rowsHere()).toEqual(before)
  })
})

test('the page of a deal that one may not read, and of one that is not there, are one refusal after the same questions', async () => {
  const walk = await startWalk()
  const openOn = async (id: number) => {
    const { callback, path } = walk.visit({ portal: alderOak, userId: people.hannah, options: { ID: id } })
    walk.sandbox.clearRequests()
    const code = await failureOf(walk.services.open(callback, path))
    return { code, asked: walk.sandbox.requests.map(({ server, method, commands }) => ({ server, method, commands })).sort((a, b) => a.server.localeCompare(b.server)) }
  }

  const [denied, missing] = [await openOn(deals.secret), await openOn(deals.absent)]

  expect(denied.code).toBe('not-available')
  expect(denied).toEqual(missing)
})
