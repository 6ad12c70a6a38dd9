import { sql } from 'drizzle-orm'
import { createError, defineEventHandler } from 'h3'
import { useServices } from '../../utils/use-services.ts'

/** The keys are good and the database answers under the schema of this version. */
export default defineEventHandler(async () => {
  try {
    const { database } = await useServices()
    database.get(sql`select seq from portals limit 1`)
    return { status: 'ok' }
  }
  catch (cause) {
    throw createError({ status: 503, message: 'not ready', cause })
  }
})
