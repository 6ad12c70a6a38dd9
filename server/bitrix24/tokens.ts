import { setTimeout } from 'node:timers/promises'
import { and, eq, lt } from 'drizzle-orm'
import type { Database } from '../../db/database.ts'
import { portals, tokens } from '../../db/schema.ts'
import { Failure } from '../failure.ts'
import type { Sealer } from '../seal.ts'
import type { Secret } from '../secret.ts'
import { OAuthRefusal, refusalOf, type OAuth, type RefusalKind, type TokenPair } from './oauth.ts'
import { createTokenRows, type TokenRow } from './token-rows.ts'

/** Whose tokens they are; `memberId` and the OAuth server's origin are those of the portal. */
export interface TokenOwner { portalId: number, memberId: string, userId: number, server: string }

export interface TokenKeeper {
  /**
   * Keeps the pair of a verified opening, in place of an older one; one that was issued later stays. Without a refresh token the one that is
   * kept stays.
   */
  store(portalId: number, userId: number, pair: TokenPair): Promise<void>
  /**
   * The person's access token, refreshed when it has expired: once for all who wait, in this process and in others.
   * @param refused a token that the portal just called expired, whatever our clock says.
   * @throws Failure `session-over` when there is none that could be renewed: the widget has to be opened again; `no-app-access`,
   * `not-installed`, `token-refused` (our own keys) or `oauth-unreachable` when the OAuth server says so.
   */
  accessToken(owner: TokenOwner, refused?: Secret): Promise<Secret>
  /**
   * Whose pair would die of idleness: renewed more than 90 days ago, while a refresh token lives for 180. Asking for their `accessToken` renews it.
   * @param now milliseconds since the epoch.
   * @see https://apidocs.bitrix24.com/settings/oauth/auto-renewal.html
   */
  dueForRenewal(now: number): Promise<TokenOwner[]>
}

/** A token counts as expired a little early, so that it does not die on its way. Milliseconds, as all that follow. */
const margin = 30_000
/** How often it is looked whether another process has finished its refresh. */
const glance = 100
/** How long a refusal of what is not the pair's fault holds before the OAuth server is asked again. */
const holdTime = 60_000
/** A frame that is loaded again posts its first pair, whose refresh token we have spent meanwhile; what differs less may be two clocks. */
const olderBy = 30 * 60_000
const idleTime = 90 * 24 * 3600_000

/**
 * What a refusal to renew says of the pair: it is dead, or somebody has to act first (pay, install, give access, correct our keys) and it may be
 * good again afterwards. Everything else that goes wrong is transient and leaves the row as it was.
 */
const stateAfter = { expired: 'dead', token: 'dead', client: 'held', installation: 'held', access: 'held' } as const satisfies Record<RefusalKind, TokenRow['state']>

/**
 * The one keeper of tokens (invariant 8).
 * @param clock milliseconds since the epoch.
 * @param wait passes so many milliseconds.
 */
export function createTokenKeeper({ database, sealer, oauth, clock, wait = setTimeout }: {
  database: Database
  sealer: Sealer
  oauth: OAuth
  clock: () => number
  wait?: (milliseconds: number) => Promise<unknown>
}): TokenKeeper {
  const rows = createTokenRows({ database, sealer, clock, wait })
  const refreshing = new Map<string, Promise<Secret>>()
  const isLive = (row: TokenRow) => row.expiresAt - margin > clock()

  function mustStand({ portalId, userId }: TokenOwner): TokenRow {
    const row = rows.read(portalId, userId)
    if (!row || row.state === 'dead') throw new Failure('session-over', { cause: row?.refusal })
    return row
  }

  async function mustOpen(row: TokenRow): Promise<TokenPair> {
    const pair = await rows.open(row)
    if (!pair) throw new Failure('session-over', { cause: 'the stored pair was sealed with a key that is gone' })
    return pair
  }

  function mustNotBeHeld({ state, refusal, refusedAt }: TokenRow) {
    if (state !== 'held' || refusedAt === null || refusedAt + holdTime <= clock()) return
    throw refusalOf(refusal ?? '') ?? new Failure('session-over', { cause: refusal })
  }

  /** The token that another has got since `seen` was read, or one of our own refresh, as soon as nobody else is about it. */
  async function renewed(owner: TokenOwner, seen: TokenRow): Promise<Secret> {
    let awaited: TokenRow | null = null
    for (;;) {
      const row = mustStand(owner)
      if (row.generation !== seen.generation && isLive(row)) return (await mustOpen(row)).accessToken
      mustNotBeHeld(row)
      // Who refreshed has given up before its time. To ask the same again would make every process wait in its turn.
      if (awaited && rows.isLeased(awaited) && awaited.leaseId !== row.leaseId) throw new Failure('oauth-unreachable')

      if (rows.isLeased(row)) awaited = row
      else {
        const leaseId = await rows.lease(row)
        if (leaseId) return exchange(owner, row, leaseId)
      }
      await wait(glance)
    }
  }

  async function exchange(owner: TokenOwner, row: TokenRow, leaseId: string): Promise<Secret> {
    try {
      const { refreshToken } = await mustOpen(row)
      if (!refreshToken) throw new OAuthRefusal('no refresh token', 'token')

      const pair = await oauth.refresh(owner.server, refreshToken)
      const isKnown = await mustBelong(owner, pair)
      // Kept in any case, since the old refresh token is spent; but given to nobody before a renewal has said whose it is.
      await keep(row, refreshToken, isKnown ? pair : { ...pair, expiresAt: 0 })
      if (!isKnown) throw new Failure('oauth-unreachable', { cause: 'nobody says whose the renewed pair is' })
      return pair.accessToken
    }
    catch (error) {
      if (error instanceof OAuthRefusal) return refused(owner, row, error)
      // If even this fails, the lease ends by itself.
      await rows.release(row, leaseId).catch(() => {})
      throw error
    }
  }

  /** A newer opening is never overwritten, unless it came without a REFRESH_ID, and what it was given instead is spent by now. */
  async function keep(row: TokenRow, spent: Secret, pair: TokenPair) {
    for (let standing: TokenRow | undefined = row; standing;) {
      if (await rows.swap(standing, pair)) return
      standing = rows.read(row.portalId, row.userId)
      if (!standing || !(await rows.open(standing))?.refreshToken?.equals(spent)) return
    }
  }

  async function refused(owner: TokenOwner, row: TokenRow, refusal: OAuthRefusal): Promise<Secret> {
    const state = stateAfter[refusal.kind]
    // The pair is another one by now: another process has exchanged it, or the person has opened a widget.
    if (!await rows.refuse(row, state, refusal.oauthCode)) return (await mustOpen(mustStand(owner))).accessToken
    throw state === 'dead' ? new Failure('session-over', { cause: refusal }) : refusal
  }

  /**
   * A browser posts both tokens, and only the access token of them was verified: the other may be somebody else's.
   * @returns false when nobody says so now: the answer may leave the person out, and then the verdict may fail.
   */
  async function mustBelong({ memberId, userId, server }: TokenOwner, pair: Awaited<ReturnType<OAuth['refresh']>>): Promise<boolean> {
    const person = pair.userId ?? await oauth.verdict(server, pair.accessToken).then(verdict => verdict.userId, unlessUnreachable)
    if (pair.memberId !== memberId || (person !== null && person !== userId)) throw new OAuthRefusal('a pair of two people', 'token')
    return person !== null
  }

  return {
    async store(portalId, userId, pair) {
      if (pair.refreshToken) return rows.putUnlessNewer(portalId, userId, pair, olderBy)
      for (let isKept = false; !isKept;) {
        const known = rows.read(portalId, userId)
        const kept = known && known.state !== 'dead' ? (await rows.open(known))?.refreshToken ?? null : null
        if (known?.state === 'good' && kept && known.expiresAt - olderBy > pair.expiresAt) return
        isKept = await rows.put(portalId, userId, { ...pair, refreshToken: kept }, known)
      }
    },

    async accessToken(owner, refusedToken) {
      const row = mustStand(owner)
      const { accessToken } = await mustOpen(row)
      if (isLive(row) && !refusedToken?.equals(accessToken)) return accessToken

      const key = `${owner.portalId}:${owner.userId}`
      const running = refreshing.get(key) ?? renewed(owner, row).finally(() => refreshing.delete(key))
      refreshing.set(key, running)
      return running
    },

    async dueForRenewal(now) {
      const due = database.select({ portalId: portals.id, memberId: portals.memberId, serverEndpoint: portals.serverEndpoint, userId: tokens.userId })
        .from(portals).crossJoin(tokens)
        .where(and(eq(tokens.portalId, portals.id), eq(tokens.state, 'good'), lt(tokens.renewedAt, now - idleTime))).all()
      return due.map(({ serverEndpoint, ...owner }) => ({ ...owner, server: oauth.server(serverEndpoint) }))
    },
  }
}

function unlessUnreachable(error: unknown) {
  if (error instanceof OAuthRefusal || !(error instanceof Failure)) throw error
  return null
}
