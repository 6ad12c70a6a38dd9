import { z } from 'zod'
import type { Sealer } from '../seal.ts'
import { subjectSchema } from '../threads/subject.ts'

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
  view: z.enum(['thread', 'home', 'install']),
  subject: subjectSchema.nullable(),
})
export type Session = z.infer<typeof session>

/** Seconds after which a widget has to be opened anew. */
const lifetime = 12 * 60 * 60

export function sealSession(sealer: Sealer, content: Session): Promise<string> {
  return sealer.seal('session', content, lifetime)
}

/** The session of a bearer; null when it is forged or over. */
export async function unsealSession(sealer: Sealer, sealed: string): Promise<Session | null> {
  const read = session.safeParse(await sealer.unseal('session', sealed))
  return read.success ? read.data : null
}
