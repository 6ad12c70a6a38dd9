import { followUpsChange } from '../../../shared/lists.ts'
import { defineListHandler, readInput } from '../../utils/handlers.ts'

export default defineListHandler(async ({ event, services: { changeFollowUps }, reader }) =>
  changeFollowUps(reader, (await readInput(event, followUpsChange)).changes))
