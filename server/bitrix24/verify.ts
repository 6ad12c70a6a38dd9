import { LRUCache } from 'lru-cache'
import { OAuthRefusal, type OAuth, type TokenPair, type Verdict } from './oauth.ts'
import type { Config } from '../config.ts'
import { Failure } from '../failure.ts'
import type { Secret } from '../secret.ts'
import { isPublicName } from './public-address.ts'
import { PortalMoved } from './rest.ts'

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
  /** The application is gone from a portal, or the portal has another address: no verdict on its tokens holds any longer. */
  forget(memberId: string): void
  /** Were just these credentials refused within the last minute? Then asking again would cost a request and change nothing. */
  isRefused(credentials: Credentials): boolean
  /**
   * Does some work at a portal's address; when that one redirects, since the portal has been renamed, again where a verdict of this moment says
   * that it is. Where the redirect leads to is never followed: the old name may be somebody else's by now.
   * @param work what is sent to the portal; a redirected request has not been carried out, so that it can be sent again.
   */
  following<T>(server: string, credentials: Credentials, clientEndpoint: string, work: (clientEndpoint: string) => Promise<T>): Promise<T>
}

const minute = 60_000

/** @param clock milliseconds since the epoch. */
export function createVerify({ config, oauth, clock }: { config: Config, oauth: OAuth, clock: () => number }): Verify {
  // Without ttlResolution the cache would keep its own idea of now for a while, beside the given clock.
  const verdicts = new LRUCache<string, Verdict>({ max: 10_000, ttl: minute, ttlResolution: 0, perf: { now: clock } })
  const renewals = new LRUCache<string, Promise<Verified>>({ max: 10_000, ttl: minute, ttlResolution: 0, perf: { now: clock } })

  /**
   * By a token that nobody knows, whatever comes with it; else by exactly what was shown, since for another portal, or with another refresh
   * token, it may be good.
   */
  const refusals = new LRUCache<string, Failure>({ max: 10_000, ttl: minute, ttlResolution: 0, perf: { now: clock } })
  const keyOf = ({ accessToken, refreshToken, memberId }: Credentials) => `${memberId}:${accessToken.fingerprint()}:${refreshToken?.fingerprint() ?? ''}`

  async function verdictOn(server: string, accessToken: Secret, when: 'lately' | 'anew'): Promise<Verdict> {
    const known = when === 'lately' ? verdicts.get(accessToken.fingerprint()) : undefined
    if (known) return known
    const verdict = await oauth.verdict(server, accessToken).catch((error: unknown) => {
      if (error instanceof OAuthRefusal && error.kind === 'token') refusals.set(accessToken.fingerprint(), error)
      throw error
    })
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

  async function mustBeOurs(server: string, credentials: Credentials, when: 'lately' | 'anew'): Promise<Verified> {
    const verified = await ask(server, credentials, when)
    const { verdict } = verified
    const isOurs = verdict.clientId === config.clientId && verdict.memberId === credentials.memberId && verdict.expiresAt > clock()
    if (!isOurs || !isReachable(verdict.clientEndpoint, config)) throw new Failure('token-refused')
    return verified
  }

  function refusalOf(credentials: Credentials) {
    return refusals.get(credentials.accessToken.fingerprint()) ?? refusals.get(keyOf(credentials))
  }

  async function verify(server: string, credentials: Credentials, when: 'lately' | 'anew' = 'lately'): Promise<Verified> {
    const refusal = refusalOf(credentials)
    if (refusal) throw refusal

    return mustBeOurs(server, credentials, when).catch((error: unknown) => {
      if (error instanceof Failure && isRefusal(error)) refusals.set(keyOf(credentials), error)
      throw error
    })
  }

  async function following<T>(server: string, credentials: Credentials, clientEndpoint: string, work: (clientEndpoint: string) => Promise<T>): Promise<T> {
    try {
      return await work(clientEndpoint)
    }
    catch (error) {
      if (!(error instanceof PortalMoved)) throw error
      // The others' verdicts are of before the move, too.
      forget(credentials.memberId)
      const { verdict } = await verify(server, credentials, 'anew')
      if (verdict.clientEndpoint === clientEndpoint) throw error
      return work(verdict.clientEndpoint)
    }
  }

  function forget(memberId: string) {
    for (const [key, verdict] of verdicts.entries()) {
      if (verdict.memberId === memberId) verdicts.delete(key)
    }
    // A renewal names its portal only when it is done; there are few, and each can be asked again.
    renewals.clear()
  }

  return Object.assign(verify, { forget, following, isRefused: (credentials: Credentials) => refusalOf(credentials) !== undefined })
}

/** What is about the credentials themselves, and not about the portal or the moment. */
export function isRefusal({ code }: Failure): boolean {
  return code === 'token-refused' || code === 'session-over'
}

/** Portals answer under https and a public name; http and loopback are for the sandbox. */
function isReachable(clientEndpoint: string, config: Config) {
  const { protocol, hostname } = new URL(clientEndpoint)
  return config.allowInsecure || (protocol === 'https:' && isPublicName(hostname))
}
