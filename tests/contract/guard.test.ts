import { describe, expect, it, onTestFinished } from 'vitest'
import { exchange } from '../support/exchange.ts'
import { readRows } from '../support/rows.ts'
import { startStage } from '../support/stage.ts'

const { sandbox, app, openDeal } = await startStage()

/** A good callback, as it could be posted anywhere. */
function callback() {
  const { fields } = openDeal()
  return { headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: new URLSearchParams(fields).toString() }
}

/** Asserts, when the test is over, that it has made the app ask nobody and write nothing. */
function leavesNoTrace() {
  const rows = readRows(app.databaseFile)
  sandbox.clearRequests()
  onTestFinished(() => {
    expect(sandbox.requests).toEqual([])
    expect(readRows(app.databaseFile)).toEqual(rows)
  })
}

const pages = ['/', '/thread', '/install']

describe('an address that Bitrix24 posts to', () => {
  it.each([...pages, '/events'])('%s answers HEAD with 200, and does nothing', async (path) => {
    leavesNoTrace()

    const { status, text } = await exchange(app.url, { method: 'HEAD', path: `${path}?DOMAIN=x` })

    expect([status, text]).toEqual([200, ''])
  })

  it.each([...pages, '/events'].flatMap(path => ['PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE'].map(method => ({ method, path }))))('$path does not take $method', async ({ method, path }) => {
    leavesNoTrace()

    const { status, headers, text } = await exchange(app.url, { method, path })

    expect([status, headers.allow, text]).toEqual([405, 'POST, HEAD', 'Method not allowed'])
  })

  it('/events shows nobody a page', async () => {
    const { status, text } = await exchange(app.url, { method: 'GET', path: '/events' })

    expect([status, text]).toEqual([405, 'Method not allowed'])
  })

  it.each(pages)('%s says in a browser where Sidenote is found, in that browser\'s language', async (path) => {
    leavesNoTrace()

    const { status, headers, text } = await exchange(app.url, { method: 'GET', path: `${path}?AUTH_ID=posted-secret`, headers: { 'accept-language': 'de-AT,en' } })

    expect([status, headers.allow]).toEqual([405, 'POST, HEAD'])
    expect(text).toMatch(/<html [^>]*lang="de-DE"/)
    expect(text).toContain('Öffnen Sie Sidenote in Bitrix24')
    expect(text).not.toContain('posted-secret')
  })
})

describe('health', () => {
  it.each([
    ['/health/live', { status: 'ok' }],
    ['/health/ready', { status: 'ok', database: 'ok', schema: 'ok', keys: 'ok', jobs: 'ok' }],
  ])('%s is told to GET, and to HEAD without a body', async (path, answer) => {
    const got = await exchange(app.url, { method: 'GET', path })
    const asked = await exchange(app.url, { method: 'HEAD', path })
    const posted = await exchange(app.url, { method: 'POST', path })

    expect([got.status, JSON.parse(got.text)]).toEqual([200, answer])
    expect([asked.status, asked.text]).toEqual([200, ''])
    expect([posted.status, posted.headers.allow]).toEqual([405, 'GET, HEAD'])
  })
})

const nowhere = [
  '/api', '/api/', '/health', '/health/', '/health/x', '/health/live/', '/__nuxt_error', '/__nuxt_error?statusCode=200&message=hello', '/favicon.ico', '/thread/', '/thread/x', '/THREAD',
  '//thread', '/./thread', '/x/../thread', '/thread/../api/x', '/thread/..', '/thread;x', '/%2fthread', '/thread%00', '/\\thread', '/index.html', '/thread/_payload.json',
  'http://elsewhere.example/thread', '*', '/_nuxt/../../server/index.mjs', '/_nuxtx',
]

describe('an address that does not exist', () => {
  it.each(nowhere.flatMap(path => ['GET', 'HEAD', 'POST'].map(method => ({ method, path }))))('$method $path is not found, whatever comes with it', async ({ method, path }) => {
    leavesNoTrace()

    const { status, headers, text } = await exchange(app.url, { method, path, ...(method === 'POST' ? callback() : {}) })

    expect(status === 405 ? [headers.allow, text] : [status, text]).toEqual(
      path.startsWith('/_nuxt/') && method === 'POST' ? ['GET, HEAD', 'Method not allowed'] : [404, method === 'HEAD' ? '' : 'Not found'])
    expect(headers['content-type']).toBe('text/plain')
    expect(headers['cache-control']).toBe('no-store')
  })

  it.each(['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'TRACE'].flatMap(method => ['/api/x', '/api//', '/api/../thread', '/api//thread', '/api/notes/../../thread'].map(path => ({ method, path }))))(
    '$method $path is not found, as JSON', async ({ method, path }) => {
      leavesNoTrace()

      const { status, headers, text } = await exchange(app.url, { method, path, ...(method === 'POST' ? callback() : {}) })

      expect([status, JSON.parse(text).code]).toEqual([404, 'not-found'])
      expect(headers['content-type']).toBe('application/json')
    })
})

describe('a Host header', () => {
  it.each(['[', '%', 'a b', '', 'elsewhere.example:99999'])('that is "%s" changes nothing', async (host) => {
    const { status, text } = await exchange(app.url, { method: 'POST', path: '/thread', ...callback(), headers: { ...callback().headers, host } })

    expect(status).toBe(200)
    expect(text).not.toContain('elsewhere')
  })
})
