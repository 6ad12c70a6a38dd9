import { expect, test } from 'vitest'
import { call, post, sessionOf } from '../support/pages.ts'
import { startStage } from '../support/stage.ts'

const { sandbox, app, portal, openDeal } = await startStage({ environment: { NUXT_LOG_LEVEL: 'debug' } })

/** The lines of the log with this message, as objects. */
function logged(message: string): Record<string, unknown>[] {
  return app.log().split('\n').filter(line => line.startsWith('{')).map((line): Record<string, unknown> => JSON.parse(line)).filter(({ msg }) => msg === message)
}

const requestId = expect.stringMatching(/^[\w-]{36}$/)

test('a page, a call that is answered, one that is refused and an event each have a number in the log; the refused one told it', async () => {
  const page = await post(openDeal())
  await call(app, sessionOf(page), 'GET', '/api/thread')
  const refused = await call(app, 'forged', 'GET', '/api/thread')
  sandbox.update(portal.memberId, app.clientId)
  await sandbox.events.drain()

  await expect.poll(() => logged('an event came').at(-1)).toMatchObject({ requestId })
  expect(logged('a page was opened').at(-1)).toMatchObject({ requestId, path: '/thread', view: 'thread' })
  expect(logged('a call was answered').at(-1)).toMatchObject({ requestId, method: 'GET', path: '/api/thread' })
  expect(logged('a call was refused').at(-1)).toMatchObject({ requestId: refused.json.requestId, code: 'session-over' })
  expect(logged('the installation is finished').at(-1)).toMatchObject({ requestId, bound: 89 })
})
