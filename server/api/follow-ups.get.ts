import { followUpsQuery } from '../../shared/lists.ts'
import { defineListHandler, readQuery } from '../utils/handlers.ts'

export default defineListHandler(async ({ event, services: { lists }, reader }) => lists.followUps(reader, readQuery(event, followUpsQuery)))
