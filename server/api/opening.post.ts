import { z } from 'zod'
import { defineApiHandler, readInput } from '../utils/handlers.ts'

/** The form of a callback has 64 KB at most; sealing makes it a third longer. */
const redemption = z.object({ callback: z.string().max(128 * 1024) })

/** What a slow portal's page could not show at once, for the callback that was sealed into it. */
export default defineApiHandler(async ({ event, services: { open, pending } }) => {
  const { callback, path } = await pending.redeem((await readInput(event, redemption)).callback)
  return (await open(callback, path)).opening
})
