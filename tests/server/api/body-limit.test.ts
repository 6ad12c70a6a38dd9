import { once } from 'node:events'
import { request, type IncomingMessage } from 'node:http'
import { Readable } from 'node:stream'
import { json } from 'node:stream/consumers'
import pino from 'pino'
import { v7 as uuid } from 'uuid'
import { expect, test } from 'vitest'
import { startApi } from './start-api.ts'

test('a body that announces more than 256 KB is refused, and nothing else comes over its connection', async () => {
  const { call } = await startApi()

  const { status, body, headers } = await call(null, 'POST', '/api/opening', { callback: 'x'.repeat(300_000) })

  expect([status, body.code, headers.get('connection')]).toEqual([413, 'too-large', 'close'])
})

test('a body that announces nothing is read only that far, and the answer arrives', async () => {
  const { origin } = await startApi()
  let sent = 0
  const endless = Readable.from((function* () {
    for (; sent < 512; sent++) yield Buffer.alloc(64 * 1024, ' ')
  })())

  const post = request(`${origin}/api/opening`, { method: 'POST' })
  endless.pipe(post)
  const [answer] = await once(post, 'response') as [IncomingMessage]
  endless.destroy()
  // What of it is still on its way finds the connection closed.
  post.on('error', () => {})

  expect([answer.statusCode, answer.headers.connection, await json(answer)]).toMatchObject([413, 'close', { code: 'too-large' }])
  expect(sent).toBeLessThan(512)
})

test('an upload that is broken off is no error of ours', async () => {
  const { promise: logged, resolve } = Promise.withResolvers<{ level: number, code: string }>()
  const { origin } = await startApi({ log: pino({}, { write: line => line.includes('"path":"/api/opening"') && resolve(JSON.parse(line)) }) })
  const upload = request(`${origin}/api/opening`, { method: 'POST', headers: { 'content-length': 1000 } }).on('error', () => {})

  upload.write('{', () => upload.destroy())

  expect(await logged).toMatchObject({ level: pino.levels.values.info, code: 'malformed' })
})

test('the longest note fits, whatever it is made of', async () => {
  const { call, openThread } = await startApi()
  const { session } = await openThread()

  const { status } = await call(session, 'POST', '/api/notes', { id: uuid(), text: '\u0001'.repeat(20_000) })

  expect(status).toBe(201)
})
