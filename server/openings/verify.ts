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
  /** To be kept for this person; null when no refresh token was posted. */
  pair: TokenPair | null
}

export interface Verify {
  /**
   * The word of the OAuth server on a callback, the only one that counts (invariant 2). Its verdict on a token holds for a minute.
   * @param server origin of the OAuth server to ask.
   * @throws Failure `token-refused`, `not-installed`, `no-app-access` or `oauth-unreachable`.
   */
  (server: string, callback: Callback): Promise<Verified>
}

const minute = 60_000

/**
 * Which refusal is what for a person; every other means that the token is not one of ours.
 * @see https://apidocs.bitrix24.com/settings/oauth/error-codes.html
 */
const refusals: Record<string, 'not-installed' | 'no-app-access'> = {
  not_installed: 'not-installed',
  error_oauth: 'not-installed',
  application_not_found: 'not-installed',
  payment_required: 'no-app-access',
  user_access_error: 'no-app-access',
}

/** @param clock milliseconds since the epoch. */
export function createVerify({ config, oauth, clock }: { config: Config, oauth: OAuth, clock: () => number }): Verify {
  // Without ttlResolution the cache would keep its own idea of now for a while, beside the given clock.
  const verdicts = new LRUCache<string, Verdict>({ max: 10_000, ttl: minute, ttlResolution: 0, perf: { now: clock } })

  /** A reloaded frame posts its first, meanwhile expired token again: its refresh token may still be good (invariant 4). */
  async function renew(server: string, callback: Callback): Promise<Verified> {
    if (!callback.refreshToken) throw new OAuthRefusal('expired_token')
    const pair = await oauth.refresh(server, callback.refreshToken)
    return { verdict: await oauth.verdict(server, pair.accessToken), accessToken: pair.accessToken, pair }
  }

  async function verdictOn(server: string, accessToken: Secret): Promise<Verdict> {
    const known = verdicts.get(accessToken.fingerprint())
    if (known) return known
    const verdict = await oauth.verdict(server, accessToken)
    verdicts.set(accessToken.fingerprint(), verdict)
    return verdict
  }

  async function ask(server: string, callback: Callback): Promise<Verified> {
    try {
      const { accessToken, refreshToken } = callback
      const verdict = await verdictOn(server, accessToken)
      return { verdict, accessToken, pair: refreshToken && { accessToken, refreshToken, expiresAt: verdict.expiresAt } }
    }
    catch (error) {
      if (error instanceof OAuthRefusal && error.code === 'expired_token') return renew(server, callback)
      throw error
    }
  }

  return async (server, callback) => {
    try {
      const verified = await ask(server, callback)
      const { verdict } = verified
      const isOurs = verdict.clientId === config.clientId && verdict.memberId === callback.memberId && verdict.expiresAt > clock()
      if (!isOurs || !isReachable(verdict.clientEndpoint, config)) throw new Failure('token-refused')
      return verified
    }
    catch (error) {
      if (!(error instanceof OAuthRefusal)) throw error
      throw new Failure(refusals[error.code] ?? 'token-refused', { cause: error })
    }
  }
}

/** Portals answer under https; http is for the sandbox. */
function isReachable(clientEndpoint: string, config: Config) {
  return config.allowInsecure || new URL(clientEndpoint).protocol === 'https:'
}
