import { expect, test } from 'vitest'
import { alderOak, people } from '../../support/services.ts'
import { widgetsOn } from '../../support/widgets.ts'
import { startApi } from './start-api.ts'

const calls: [string, string, unknown][] = [
  ['GET', '/api/thread', undefined],
  ['POST', '/api/notes', { id: '01920000-0000-7000-8000-000000000000', text: 'x' }],
  ['PATCH', '/api/notes/x', { pinned: true }],
  ['DELETE', '/api/notes/x', undefined],
  ['POST', '/api/notes/x/restore', undefined],
  ['PUT', '/api/draft', { noteId: null, text: 'x', baseVersion: null }],
  ['POST', '/api/install', undefined],
]

test.each(calls)('%s %s without a session, or with a forged one, is over', async (method, path, body) => {
  const { call, openThread, visit, services } = await startApi()
  const { session } = await openThread()
  const callback = await services.pending.seal(visit().callback, '/thread')

  for (const bearer of [null, 'forged', `${session}x`, session.slice(1), callback]) {
    const { status, body: answer } = await call(bearer, method, path, body)
    expect([status, answer.code]).toEqual([401, 'session-over'])
  }
})

test('a new installation ends the sessions of the old one', async () => {
  const { call, openThread, sandbox, app, portal, install } = await startApi()
  const { session } = await openThread()
  const before = await call(session, 'GET', '/api/thread')

  sandbox.uninstall(portal.memberId, app.clientId)
  await install()
  const after = await call(session, 'GET', '/api/thread')

  expect([before.status, after.status, after.body.code]).toEqual([200, 401, 'session-over'])
})

test('the session of a page without a thread gets none', async () => {
  const { call, open } = await startApi()
  const { opening } = await open({ placement: 'DEFAULT', options: undefined })

  const { status, body } = await call(opening.session, 'GET', '/api/thread')

  expect([status, body.code]).toEqual([404, 'not-available'])
})

test('an installation runs only from the installation page of an administrator', async () => {
  const { call, openThread, sandbox, services, visit } = await startApi()
  const thread = await openThread({ userId: people.admin })
  const { opening } = await services.open(visit({ userId: people.admin }).callback, '/install')

  const fromThread = await call(thread.session, 'POST', '/api/install')
  const fromInstaller = await call(opening.session, 'POST', '/api/install')

  expect([fromThread.status, fromThread.body.code]).toEqual([403, 'not-administrator'])
  expect(fromInstaller.headers.get('content-type')).toBe('application/x-ndjson')
  expect(String(fromInstaller.body).trim().split('\n').map(line => JSON.parse(line)).at(-1)).toEqual({ state: 'finished', widgets: widgetsOn(sandbox.portal(alderOak)).length, skipped: 0 })
})

test('a sealed callback gives its page once', async () => {
  const { call, services, visit } = await startApi()
  const callback = await services.pending.seal(visit().callback, '/thread')

  const first = await call(null, 'POST', '/api/opening', { callback })
  const second = await call(null, 'POST', '/api/opening', { callback })

  expect([first.status, first.body.view, second.status, second.body.code]).toEqual([200, 'thread', 401, 'session-over'])
})

test('an address that is no route answers in JSON, and every answer is kept by nobody', async () => {
  const { call } = await startApi()

  const { status, body, headers } = await call(null, 'GET', '/api/nothing')

  expect([status, body.code, headers.get('cache-control')]).toEqual([404, 'not-found', 'no-store'])
})

test('a database that fails is told as such', async () => {
  const { call, openThread, database } = await startApi()
  const { session } = await openThread()
  database.$client.pragma('foreign_keys = OFF')
  database.$client.exec('alter table subjects rename to elsewhere')

  const { status, body } = await call(session, 'GET', '/api/thread')

  expect([status, body.code]).toEqual([503, 'storage'])
})
