import { once } from 'node:events'
import { request, type IncomingMessage } from 'node:http'
import { setImmediate as turn } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { sealSession } from '../../../server/openings/session.ts'
import { provideServices } from '../../../server/utils/use-services.ts'
import { people } from '../../support/services.ts'
import { startApi } from './start-api.ts'

test('an installation whose page has gone stops after its step, and leaves nothing behind', async () => {
  const { origin, services, portal } = await startApi()
  const session = await sealSession(services.sealer, { portalId: portal.id, generation: portal.generation, userId: people.admin, isAdmin: true, view: 'install', subject: null, source: null }, 60)
  const { promise: stoppedAfter, resolve: stopped } = Promise.withResolvers<number>()
  const { promise: hasGone, resolve: gone } = Promise.withResolvers<true>()
  provideServices(Promise.resolve({
    ...services,
    installer: {
      ...services.installer,
      async* run() {
        let lines = 0
        try {
          yield { step: 'portal' as const, state: 'running' as const, done: 0, total: 1 }
          await hasGone
          for (; lines < 10_000; lines++) {
            await turn()
            yield { step: 'portal' as const, state: 'done' as const, done: 1, total: 1 }
          }
        }
        finally {
          stopped(lines)
        }
      },
    },
  }))

  const run = request(`${origin}/api/install`, { method: 'POST', headers: { authorization: `Bearer ${session}` } }).on('error', () => {})
  run.end()
  const [answer] = await once(run, 'response') as [IncomingMessage]
  await once(answer.on('error', () => {}), 'data')
  run.destroy()
  gone(true)

  expect(await stoppedAfter).toBeLessThan(10_000)
})
