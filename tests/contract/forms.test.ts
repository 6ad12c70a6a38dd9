import { once } from 'node:events'
import { Agent, request, type IncomingMessage } from 'node:http'
import { text } from 'node:stream/consumers'
import { describe, expect, it, onTestFinished } from 'vitest'
import { exchange } from '../support/exchange.ts'
import { startStage } from '../support/stage.ts'

const { app, openDeal } = await startStage()

function fields(change: Record<string, string> = {}) {
  const { fields } = openDeal()
  return new URLSearchParams({ ...fields, ...change }).toString()
}

describe('a callback', () => {
  it('may have all its fields in the address, and no body', async () => {
    const { status } = await exchange(app.url, { method: 'POST', path: `/thread?${fields()}`, headers: { 'content-length': 0 } })

    expect(status).toBe(200)
  })

  it('may write its content type as it likes', async () => {
    const { status } = await exchange(app.url, { method: 'POST', path: '/thread', headers: { 'content-type': 'Application/X-WWW-Form-URLEncoded; charset=UTF-8' }, body: fields() })

    expect(status).toBe(200)
  })

  it('of another content type is refused', async () => {
    const { status } = await exchange(app.url, { method: 'POST', path: '/thread', headers: { 'content-type': 'application/json' }, body: '{}' })

    expect(status).toBe(400)
  })

  it('that is refused is so in the language that it has in its body', async () => {
    const { status, text } = await exchange(app.url, {
      method: 'POST', path: '/thread', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: fields({ LANG: 'de', AUTH_ID: 'f'.repeat(64) }),
    })

    expect(status).toBe(403)
    expect(text).toMatch(/<html [^>]*lang="de-DE"/)
  })
})

describe('a body that is too large', () => {
  it('is heard to its end, so that the person gets the answer and no broken connection', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => exchange(app.url, {
      method: 'POST', path: '/thread', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: 'x'.repeat(1024 * 1024),
    })))

    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 413))
  })

  it('and has no end is heard up to a bound: then the person is told, the connection ends, and the next request finds the server well', async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 })
    onTestFinished(() => agent.destroy())
    const upload = request(`${app.url}/thread`, { method: 'POST', agent, headers: { 'content-type': 'application/x-www-form-urlencoded' } })
    upload.write('x'.repeat(4 * 1024 * 1024 + 1))

    const [answer] = await once(upload, 'response') as [IncomingMessage]
    const page = await text(answer)
    upload.on('error', () => {}).destroy()
    const next = request(`${app.url}/health/live`, { agent }).end()
    const [{ statusCode }] = await once(next, 'response') as [IncomingMessage]

    expect([answer.statusCode, answer.headers.connection]).toEqual([413, 'close'])
    expect(page).toContain('That is too much at once')
    expect(statusCode).toBe(200)
    expect(app.log()).not.toContain('uncaughtException')
    expect(app.log()).not.toContain('"level":50')
  })
})
