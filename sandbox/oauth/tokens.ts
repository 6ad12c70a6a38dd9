import type { Clock } from '../types.ts'

export interface IssuedToken {
  accessToken: string
  refreshToken: string
  clientId: string
  memberId: string
  userId: number
  scope: string[]
  /** Unix milliseconds by the sandbox's clock. */
  expiresAt: number
  /** A refresh token counts once. */
  refreshed: boolean
  /** The refresh token's own end, 180 days after its issue. */
  refreshExpiresAt: number
  /** The application was removed from the portal: the pair is dead, even after a new installation. */
  revoked: boolean
}

export interface TokenRequest {
  memberId: string
  userId: number
  clientId: string
  /** Seconds, default 3600. */
  expiresIn?: number
  /** Values to use instead of fresh ones: the tokens of a recorded callback become known to the portal. */
  accessToken?: string
  refreshToken?: string
}

/** Access tokens live an hour, refresh tokens 180 days: settings/oauth/auto-renewal.md */
export const ACCESS_SECONDS = 3600
const REFRESH_MILLISECONDS = 180 * 24 * 3600 * 1000

/** Every token pair of the sandbox. Only the OAuth server issues and renews; portals look up. */
export class TokenStore {
  #clock: Clock
  #random: () => string
  #byAccess = new Map<string, IssuedToken>()
  #byRefresh = new Map<string, IssuedToken>()

  constructor(clock: Clock, random: () => string) {
    this.#clock = clock
    this.#random = random
  }

  /** `clock`: that of the server which issues it, when it is not the portal's. */
  issue({ memberId, userId, clientId, scope, expiresIn = ACCESS_SECONDS, accessToken, refreshToken }: TokenRequest & { scope: string[] }, clock: Clock = this.#clock): IssuedToken {
    const now = clock.now()
    const token: IssuedToken = {
      accessToken: accessToken ?? this.#random() + this.#random(),
      refreshToken: refreshToken ?? this.#random() + this.#random(),
      clientId,
      memberId,
      userId,
      scope,
      expiresAt: now + expiresIn * 1000,
      refreshed: false,
      refreshExpiresAt: now + REFRESH_MILLISECONDS,
      revoked: false,
    }
    this.#byAccess.set(token.accessToken, token)
    this.#byRefresh.set(token.refreshToken, token)

    return token
  }

  byAccess(accessToken: string): IssuedToken | undefined {
    return this.#byAccess.get(accessToken)
  }

  byRefresh(refreshToken: string): IssuedToken | undefined {
    return this.#byRefresh.get(refreshToken)
  }

  /** A new pair for the same person; the old refresh token is spent, the old access token lives out its hour. */
  rotate(token: IssuedToken, scope: string[], clock?: Clock): IssuedToken {
    token.refreshed = true

    return this.issue({ memberId: token.memberId, userId: token.userId, clientId: token.clientId, scope }, clock)
  }

  /** Removal of an application ends its tokens at once: settings/app-uninstallation.md */
  revoke(memberId: string, clientId: string): void {
    for (const token of this.#byAccess.values()) {
      if (token.memberId === memberId && token.clientId === clientId) token.revoked = true
    }
  }
}
