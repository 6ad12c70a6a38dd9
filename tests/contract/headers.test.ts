import { beforeAll, describe, expect, it } from 'vitest'
import { exchange, type Exchange } from '../support/exchange.ts'
import { post, type Page } from '../support/pages.ts'
import { startStage } from '../support/stage.ts'

const { app, portal, openDeal } = await startStage()
let page: Page

const hostile = '</title></script><script>alert(1)</script><script src=x>'

beforeAll(async () => {
  const deal = portal.data.items.find(({ entityTypeId, id }) => entityTypeId === 2 && id === 3473)
  if (deal) deal.title = hostile
  page = await post(openDeal())
})

const form = { headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: 'x=1' }

const kinds: Record<string, { ask: () => Exchange, status: number }> = {
  'a refused callback': { ask: () => ({ method: 'POST', path: '/thread', ...form }), status: 400 },
  'a page in a browser': { ask: () => ({ method: 'GET', path: '/thread' }), status: 405 },
  'a portal\'s check of an address': { ask: () => ({ method: 'HEAD', path: '/thread' }), status: 200 },
  'a method that is not taken': { ask: () => ({ method: 'PUT', path: '/thread' }), status: 405 },
  'an unknown address': { ask: () => ({ method: 'GET', path: '/x' }), status: 404 },
  'an event': { ask: () => ({ method: 'POST', path: '/events', ...form }), status: 200 },
  'a refused call': { ask: () => ({ method: 'GET', path: '/api/thread' }), status: 401 },
  'a call of nothing': { ask: () => ({ method: 'GET', path: '/api/x' }), status: 404 },
  'health': { ask: () => ({ method: 'GET', path: '/health/ready' }), status: 200 },
  'a script': { ask: () => ({ method: 'GET', path: /\/_nuxt\/[\w-]+\.js/.exec(page.html)?.[0] ?? '' }), status: 200 },
  'a script that is gone': { ask: () => ({ method: 'GET', path: '/_nuxt/gone.js' }), status: 404 },
}

describe('an answer', () => {
  it.each(Object.entries(kinds))('to %s is taken for what it is, and does not tell what made it', async (_kind, { ask, status }) => {
    const answer = await exchange(app.url, ask())

    expect(answer.status).toBe(status)
    expect(answer.headers['x-content-type-options']).toBe('nosniff')
    expect(answer.headers).not.toHaveProperty('x-powered-by')
    expect(answer.headers).not.toHaveProperty('x-frame-options')
    expect(answer.headers).not.toHaveProperty('set-cookie')
  })

  it('that is missing is not kept by a cache', async () => {
    const { headers } = await exchange(app.url, { method: 'GET', path: '/_nuxt/gone.js' })

    expect(headers['cache-control']).toBe('no-store')
  })
})

describe('a page with data', () => {
  it('is kept by nobody and sniffed by nobody, and sends no referrer', () => {
    expect(page.status).toBe(200)
    expect(page.headers.get('x-content-type-options')).toBe('nosniff')
    expect(page.headers.get('cache-control')).toBe('no-store')
    expect(page.headers.get('referrer-policy')).toBe('no-referrer')
    expect(page.headers.get('x-powered-by')).toBeNull()
  })

  it('marks each of its own scripts with the nonce of its policy, and nothing that somebody wrote', () => {
    const nonce = /'nonce-([^']+)'/.exec(page.headers.get('content-security-policy') ?? '')?.[1]

    const scripts = page.html.match(/<script\b[^>]*>/g) ?? []

    expect(scripts.length).toBeGreaterThan(3)
    for (const script of scripts) expect(script).toContain(`nonce="${nonce}"`)
    expect(page.html).toContain('&lt;script')
    expect(page.html).not.toContain('<script>alert')
  })
})
