import { and, eq } from 'drizzle-orm'
import { tokens } from '../../../db/schema.ts'
import type { TokenPair } from '../../../server/bitrix24/oauth.ts'
import type { TokenRow } from '../../../server/bitrix24/token-rows.ts'
import { Secret } from '../../../server/secret.ts'
import { people, startServices, type TestServices } from '../../support/services.ts'

export const hour = 3600_000
export const day = 24 * hour

/** A server on which Marcus has opened a deal, his row of tokens, and how to ask for his token. */
export async function startWithTokens(changes: Parameters<typeof startServices>[0] = {}) {
  const server = await startServices(changes)
  const portal = await server.install()
  await server.open()
  server.sandbox.clearRequests()
  const keeper = server.tokenKeeper()
  const own = and(eq(tokens.portalId, portal.id), eq(tokens.userId, people.marcus))

  return {
    ...server, portal, keeper,
    ask: (from = keeper, refused?: Secret) => from.accessToken(server.ownerOf(portal, people.marcus), refused),
    row: () => server.database.select().from(tokens).where(own).get(),
    change: (values: Partial<TokenRow>) => server.database.update(tokens).set(values).where(own).run(),
    freshPair(): TokenPair {
      const { accessToken, refreshToken, expiresAt } = server.sandbox.issueToken({ memberId: portal.memberId, userId: people.marcus, clientId: server.app.clientId })
      return { accessToken: new Secret(accessToken), refreshToken: new Secret(refreshToken), expiresAt }
    },
  }
}

export function refreshes({ sandbox }: TestServices) {
  return sandbox.requests.filter(({ method }) => method === 'oauth/token').length
}

/** A fetch that can be held up between an answer's arrival and the one who waits for it. */
export function holdingFetch() {
  let next: { arrive: (value: unknown) => void, released: Promise<unknown> } | null = null
  const holding: typeof fetch = async (...request) => {
    const hold = next
    next = null
    const answer = await fetch(...request)
    hold?.arrive(answer)
    await hold?.released
    return answer
  }

  return {
    fetch: holding,
    /** Holds the answer of the next request. */
    holdNext() {
      const arrival = Promise.withResolvers<unknown>()
      const release = Promise.withResolvers<unknown>()
      next = { arrive: arrival.resolve, released: release.promise }
      return { arrived: arrival.promise, letGo: () => release.resolve(null) }
    },
  }
}
