import { sql } from 'drizzle-orm'
import { defineEventHandler, setResponseStatus } from 'h3'
import { useServices } from '../../utils/use-services.ts'

/** The keys are good and the database answers under the schema of this version. */
export default defineEventHandler(async (event) => {
  try {
    const { database } = await useServices()
    database.get(sql`select seq from portals limit 1`)
    return { status: 'ok' }
  }
  catch {
    setResponseStatus(event, 503)
    return { status: 'not ready' }
  }
})
