import { once } from 'node:events'
import { request } from 'node:http'
import { Readable } from 'node:stream'
import { v7 as uuid } from 'uuid'
import { expect, test } from 'vitest'
import { startApi } from './start-api.ts'

test('a body that announces more than 256 KB is refused', async () => {
  const { call } = await startApi()

  const { status, body } = await call(null, 'POST', '/api/opening', { callback: 'x'.repeat(300_000) })

  expect([status, body.code]).toEqual([413, 'too-large'])
})

test('a body that announces nothing is read only that far', async () => {
  const { origin } = await startApi()
  let sent = 0
  const endless = Readable.from((function* () {
    for (; sent < 512; sent++) yield Buffer.alloc(64 * 1024, ' ')
  })())

  const post = request(`${origin}/api/opening`, { method: 'POST' })
  endless.pipe(post)
  // Nobody waits for the rest to be sent: the connection may be cut before the answer could be read.
  await Promise.race([once(post, 'response'), once(post, 'close')]).catch(() => {})
  post.destroy()

  expect(sent).toBeLessThan(512)
})

test('the longest note fits, whatever it is made of', async () => {
  const { call, openThread } = await startApi()
  const { session } = await openThread()

  const { status } = await call(session, 'POST', '/api/notes', { id: uuid(), text: '\u0001'.repeat(20_000) })

  expect(status).toBe(201)
})
