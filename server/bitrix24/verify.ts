import { LRUCache } from 'lru-cache'
import { OAuthRefusal, type OAuth, type TokenPair, type Verdict } from './oauth.ts'
import type { Config } from '../config.ts'
import { Failure } from '../failure.ts'
import type { Secret } from '../secret.ts'

/** What somebody shows to be let in; not believed yet. */
export interface Credentials {
  accessToken: Secret
  refreshToken: Secret | null
  memberId: string
}

/** Credentials whose token is alive, ours, and of that portal. */
export interface Verified {
  verdict: Verdict
  /** The live token: the posted one, or what it was renewed to. */
  accessToken: Secret
  /** To be kept for this person. */
  pair: TokenPair
}

export interface Verify {
  /**
   * The word of the OAuth server on a token, the only one that counts (invariant 2).
   * @param server origin of the OAuth server to ask.
   * @param when a verdict holds for a minute, unless it is asked `anew`.
   * @throws Failure `token-refused`, `session-over`, `not-installed`, `no-app-access` or `oauth-unreachable`.
   */
  (server: string, credentials: Credentials, when?: 'lately' | 'anew'): Promise<Verified>
  /** The application is gone from a portal: no verdict on its tokens holds any longer. */
  forget(memberId: string): void
}

const minute = 60_000

/** @param clock milliseconds since the epoch. */
export function createVerify({ config, oauth, clock }: { config: Config, oauth: OAuth, clock: () => number }): Verify {
  // Without ttlResolution the cache would keep its own idea of now for a while, beside the given clock.
  const verdicts = new LRUCache<string, Verdict>({ max: 10_000, ttl: minute, ttlResolution: 0, perf: { now: clock } })
  const renewals = new LRUCache<string, Promise<Verified>>({ max: 10_000, ttl: minute, ttlResolution: 0, perf: { now: clock } })

  async function verdictOn(server: string, accessToken: Secret, when: 'lately' | 'anew'): Promise<Verdict> {
    const known = when === 'lately' ? verdicts.get(accessToken.fingerprint()) : undefined
    if (known) return known
    const verdict = await oauth.verdict(server, accessToken)
    verdicts.set(accessToken.fingerprint(), verdict)
    return verdict
  }

  /**
   * A reloaded frame posts its first, meanwhile expired token again: its refresh token may still be good (invariant 4). It counts once, so
   * that an opening which is tried twice (a slow portal's) has to find what the first try got for it.
   */
  function renew(server: string, { accessToken, refreshToken }: Credentials): Promise<Verified> {
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

  async function ask(server: string, credentials: Credentials, when: 'lately' | 'anew'): Promise<Verified> {
    const { accessToken, refreshToken } = credentials
    try {
      const verdict = await verdictOn(server, accessToken, when)
      return { verdict, accessToken, pair: { accessToken, refreshToken, expiresAt: verdict.expiresAt } }
    }
    catch (error) {
      if (error instanceof OAuthRefusal && error.kind === 'expired') return renew(server, credentials)
      throw error
    }
  }

  async function verify(server: string, credentials: Credentials, when: 'lately' | 'anew' = 'lately'): Promise<Verified> {
    const verified = await ask(server, credentials, when)
    const { verdict } = verified
    const isOurs = verdict.clientId === config.clientId && verdict.memberId === credentials.memberId && verdict.expiresAt > clock()
    if (!isOurs || !isReachable(verdict.clientEndpoint, config)) throw new Failure('token-refused')
    return verified
  }

  function forget(memberId: string) {
    for (const [key, verdict] of verdicts.entries()) {
      if (verdict.memberId === memberId) verdicts.delete(key)
    }
    // A renewal names its portal only when it is done; there are few, and each can be asked again.
    renewals.clear()
  }

  return Object.assign(verify, { forget })
}

/** Portals answer under https; http is for the sandbox. */
function isReachable(clientEndpoint: string, config: Config) {
  return config.allowInsecure || new URL(clientEndpoint).protocol === 'https:'
}
