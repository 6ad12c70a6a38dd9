import { LRUCache } from 'lru-cache'
import { z } from 'zod'
import { Failure } from '../failure.ts'
import type { Answer, Command, PortalClient } from './rest.ts'
import type { Viewer } from '../../shared/opening.ts'

/** @see https://apidocs.bitrix24.com/api-reference/common/users/profile.html */
export const profileCommand: Command = ['profile']

const profile = z.object({
  ID: z.coerce.number().int().positive(),
  ADMIN: z.boolean(),
  NAME: z.string().nullish(),
  LAST_NAME: z.string().nullish(),
  TIME_ZONE: z.string().nullish(),
})

/** Codes by which a portal refuses a person, not a question. */
const noAccess = new Set(['user_access_error', 'payment_required', 'access_denied', 'authorization_error'])

/** The person who opened the page. @throws Failure `no-app-access` or `portal-unreachable`. */
export function readProfile(answer: Answer): Viewer {
  if ('error' in answer) throw new Failure(noAccess.has(answer.error.code) ? 'no-app-access' : 'portal-unreachable', { cause: answer.error })
  const read = profile.safeParse(answer.value)
  if (!read.success) throw new Failure('portal-unreachable', { cause: read.error })

  const { ID, ADMIN, NAME, LAST_NAME, TIME_ZONE } = read.data
  return { id: ID, isAdmin: ADMIN, name: [NAME, LAST_NAME].filter(Boolean).join(' ') || `#${ID}`, timeZone: knownZone(TIME_ZONE) }
}

/** Whose client is it? Asks for the `profile` alone. @throws as `readProfile`. */
export async function askProfile(client: PortalClient): Promise<Viewer> {
  const { profile } = await client.batch({ profile: profileCommand })
  return readProfile(profile)
}

/** A formatter is dear, and a portal's people live in few zones. */
const zones = new LRUCache<string, string>({ max: 1000, memoMethod: zoneOrUtc })

/** Portals can name a zone that this runtime does not know, or none. */
function knownZone(name: string | null | undefined): string {
  return zones.memo(name || 'UTC')
}

function zoneOrUtc(timeZone: string): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone
  }
  catch {
    return 'UTC'
  }
}
