import { z } from 'zod'
import { sourceSchema } from '../../shared/thread.ts'
import { views } from '../bitrix24/manifest.ts'
import type { Sealer } from '../seal.ts'
import { subjectSchema } from '../subjects/subject.ts'

/**
 * What a page may do, sealed into it and sent back as bearer with every call: no cookie, no storage (both are denied in the frame), and no
 * token of Bitrix24 (invariant 4).
 */
const session = z.object({
  portalId: z.int(),
  /** Of the portal, at the opening: a new installation ends the session. */
  generation: z.int(),
  userId: z.int(),
  isAdmin: z.boolean(),
  view: z.enum(views),
  /** What the page was opened on: what its calls are about unless they name another one. */
  subject: subjectSchema.nullable(),
  /** What is written on this page comes from there. */
  source: sourceSchema.nullable(),
})
export type Session = z.infer<typeof session>

/** Seconds. A page that was left open for longer than a week is opened anew. */
const renewableFor = 7 * 24 * 60 * 60

/** @param lifetime seconds after which the page has to show a fresh token of Bitrix24. */
export function sealSession(sealer: Sealer, content: Session, lifetime: number): Promise<string> {
  return sealer.seal('session', content, lifetime)
}

/** The session of a bearer; null when it is forged or over. */
export async function unsealSession(sealer: Sealer, sealed: string): Promise<Session | null> {
  return session.safeParse(await sealer.unseal('session', sealed)).data ?? null
}

/** The same for a session that may be over: it says what the page was opened on, and opens nothing by itself. */
export async function unsealOldSession(sealer: Sealer, sealed: string): Promise<Session | null> {
  return session.safeParse(await sealer.unseal('session', sealed, renewableFor)).data ?? null
}
