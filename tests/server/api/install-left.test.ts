import { once } from 'node:events'
import { request, type IncomingMessage } from 'node:http'
import { expect, test } from 'vitest'
import { sealSession } from '../../../server/openings/session.ts'
import { provideServices } from '../../../server/utils/use-services.ts'
import { people } from '../../support/services.ts'
import { startApi } from './start-api.ts'

test('an installation whose page has gone stops after its step, and leaves nothing behind', async () => {
  const { origin, services, portal } = await startApi()
  const session = await sealSession(services.sealer, { portalId: portal.id, generation: portal.generation, userId: people.admin, isAdmin: true, view: 'install', subject: null })
  const { promise: hasStopped, resolve: stopped } = Promise.withResolvers<true>()
  const { promise: hasGone, resolve: gone } = Promise.withResolvers<true>()
  provideServices(Promise.resolve({
    ...services,
    installer: {
      async* run() {
        try {
          yield { step: 'portal' as const, state: 'running' as const, done: 0, total: 1 }
          await hasGone
          for (;;) yield { step: 'portal' as const, state: 'done' as const, done: 1, total: 1 }
        }
        finally {
          stopped(true)
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

  await expect(hasStopped).resolves.toBe(true)
})
