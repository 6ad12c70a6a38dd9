import { globSync } from 'node:fs'
import { relative } from 'node:path'
import { describe, expect, test } from 'vitest'
import { alderOak, deals, failureOf, people } from '../../support/services.ts'
import { deal, mark, startWalk, type Walk } from './start-walk.ts'

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
