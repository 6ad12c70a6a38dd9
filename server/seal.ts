import { EncryptJWT, jwtDecrypt } from 'jose'
import type { Config } from './config.ts'

/** What a sealed value is for; a value sealed for one purpose does not open for another. */
export type Purpose = 'session' | 'callback' | 'tokens' | 'event'

export interface Sealer {
  /** Id of the key that seals now, kept beside stored values so that old ones can be found and sealed anew. */
  readonly keyId: string
  /**
   * Encrypts a JSON object (compact JWE, `dir` with AES-256-GCM, the key's id in its header).
   * @param seconds lifetime; without it the value does not expire.
   */
  seal(purpose: Purpose, payload: Record<string, unknown>, seconds?: number): Promise<string>
  /**
   * The object, or null when it is forged, expired, for another purpose or sealed with a key that is gone.
   * @param grace seconds after its end in which an expired value still opens; default none.
   */
  unseal(purpose: Purpose, sealed: string, grace?: number): Promise<Record<string, unknown> | null>
}

/**
 * Authenticated encryption for everything that leaves the process: page sessions, callbacks of slow portals, tokens in the database.
 * @param clock milliseconds since the epoch.
 */
export async function createSealer(keys: Config['secretKeys'], clock: () => number): Promise<Sealer> {
  const imported = new Map(await Promise.all(keys.map(async ({ id, key }) => [
    id, await crypto.subtle.importKey('raw', Buffer.from(key.reveal(), 'base64'), 'AES-GCM', false, ['encrypt', 'decrypt']),
  ] as const)))
  const keyId = keys[0]?.id ?? ''
  const currentKey = imported.get(keyId)
  if (!currentKey) throw new Error('a sealer needs a key')

  return {
    keyId,

    async seal(purpose, payload, seconds) {
      const token = new EncryptJWT(payload).setProtectedHeader({ alg: 'dir', enc: 'A256GCM', kid: keyId }).setAudience(purpose)
      if (seconds !== undefined) token.setExpirationTime(Math.floor(clock() / 1000) + seconds)
      return token.encrypt(currentKey)
    },

    async unseal(purpose, sealed, grace = 0) {
      try {
        const { payload } = await jwtDecrypt(sealed, (header) => {
          const key = imported.get(header.kid ?? '')
          if (!key) throw new Error('unknown key')
          return key
        }, { audience: purpose, currentDate: new Date(clock()), clockTolerance: grace, keyManagementAlgorithms: ['dir'], contentEncryptionAlgorithms: ['A256GCM'] })
        return payload
      }
      catch {
        return null
      }
    },
  }
}
