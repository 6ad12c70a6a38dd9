import { z } from 'zod'
import { Secret } from '../secret.ts'
import { defineApiHandler, readInput } from '../utils/handlers.ts'

const token = z.string().regex(/^[\x21-\x7e]{8,512}$/).transform(value => new Secret(value))
const renewal = z.object({ session: z.string().max(8192), accessToken: token, refreshToken: token.nullish().transform(value => value ?? null) })

/** A new session for a page whose old one is over, in exchange for a fresh token of the same person. */
export default defineApiHandler(async ({ event, services: { renew } }) => {
  const { session, ...tokens } = await readInput(event, renewal)
  return { session: await renew(session, tokens) }
})
