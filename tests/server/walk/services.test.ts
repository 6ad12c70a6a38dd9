import { describe, expect, test } from 'vitest'
import type { Transaction } from '../../../db/database.ts'
import { asFailure } from '../../../server/failure.ts'
import type { Portal } from '../../../server/portals/portals.ts'
import { Secret } from '../../../server/secret.ts'
import type { Services } from '../../../server/services.ts'
import type { Reader } from '../../../server/subjects/subject.ts'
import { followUpsQuery } from '../../../shared/lists.ts'
import { brightwater, deals, failureOf, people } from '../../support/services.ts'
import { startApi } from '../api/start-api.ts'
import { promise } from '../threads/start-follow-ups.ts'
import { deal, mark, startWalk, type Walk } from './start-walk.ts'

/** What keeps no data of portals. */
const withoutRows: (keyof Services)[] = ['config', 'log', 'clock', 'database', 'sealer']

/** One call as another tenant would make it: with the number of a portal that is not Alder & Oak, and everything else as there. */
type Call = (walk: Walk, portalId: number) => unknown

const scopeOf = (portalId: number): Reader => ({ portalId, userId: people.marcus, isAdmin: true, subject: deal(deals.open), linked: [] })
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
