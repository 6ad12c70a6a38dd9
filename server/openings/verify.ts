import { LRUCache } from 'lru-cache'
import type { Callback } from '../bitrix24/callback.ts'
import { OAuthRefusal, type OAuth, type TokenPair, type Verdict } from '../bitrix24/oauth.ts'
import type { Config } from '../config.ts'
import { Failure } from '../failure.ts'
import type { Secret } from '../secret.ts'

/** A callback whose token is alive, ours, and of that portal. */
export interface Verified {
  verdict: Verdict
  /** The live token: the posted one, or what it was renewed to. */
  accessToken: Secret
  /** To be kept for this person. */
  pair: TokenPair
}

export interface Verify {
  /**
   * The word of the OAuth server on a callback, the only one that counts (invariant 2). Its verdict on a token holds for a minute.
   * @param server origin of the OAuth server to ask.
   * @throws Failure `token-refused`, `session-over`, `not-installed`, `no-app-access` or `oauth-unreachable`.
   */
  (server: string, callback: Callback): Promise<Verified>
}

const minute = 60_000

/** @param clock milliseconds since the epoch. */
export function createVerify({ config, oauth, clock }: { config: Config, oauth: OAuth, clock: () => number }): Verify {
  // Without ttlResolution the cache would keep its own idea of now for a while, beside the given clock.
  const verdicts = new LRUCache<string, Verdict>({ max: 10_000, ttl: minute, ttlResolution: 0, perf: { now: clock } })
  const renewals = new LRUCache<string, Promise<Verified>>({ max: 10_000, ttl: minute, ttlResolution: 0, perf: { now: clock } })

  async function verdictOn(server: string, accessToken: Secret): Promise<Verdict> {
    const known = verdicts.get(accessToken.fingerprint())
    if (known) return known
    const verdict = await oauth.verdict(server, accessToken)
    verdicts.set(accessToken.fingerprint(), verdict)
    return verdict
  }

  /**
   * A reloaded frame posts its first, meanwhile expired token again: its refresh token may still be good (invariant 4). It counts once, so
   * that an opening which is tried twice (a slow portal's) has to find what the first try got for it.
   */
  function renew(server: string, { accessToken, refreshToken }: Callback): Promise<Verified> {
    const key = accessToken.fingerprint()
    const running = renewals.get(key)
    if (running) return running

    const started = exchange(server, refreshToken)
    renewals.set(key, started)
    started.catch(() => renewals.delete(key))
    return started
  }

  async function exchange(server: string, refreshToken: Secret | null): Promise<Verified> {
    if (!refreshToken) throw new Failure('session-over')
    const pair = await oauth.refresh(server, refreshToken).catch((error: unknown) => {
      // Spent, because the page was open for long: the widget has to be opened again.
      throw error instanceof OAuthRefusal && error.kind === 'token' ? new Failure('session-over', { cause: error }) : error
    })
    return { verdict: await oauth.verdict(server, pair.accessToken), accessToken: pair.accessToken, pair }
  }

  async function ask(server: string, callback: Callback): Promise<Verified> {
    const { accessToken, refreshToken } = callback
    try {
      const verdict = await verdictOn(server, accessToken)
      return { verdict, accessToken, pair: { accessToken, refreshToken, expiresAt: verdict.expiresAt } }
    }
    catch (error) {
      if (error instanceof OAuthRefusal && error.kind === 'expired') return renew(server, callback)
      throw error
    }
  }

  return async (server, callback) => {
    const verified = await ask(server, callback)
    const { verdict } = verified
    const isOurs = verdict.clientId === config.clientId && verdict.memberId === callback.memberId && verdict.expiresAt > clock()
    if (!isOurs || !isReachable(verdict.clientEndpoint, config)) throw new Failure('token-refused')
    return verified
  }
}

/** Portals answer under https; http is for the sandbox. */
function isReachable(clientEndpoint: string, config: Config) {
  return config.allowInsecure || new URL(clientEndpoint).protocol === 'https:'
}
