import { ruleChange } from '../../shared/automation.ts'
import { Failure } from '../failure.ts'
import { defineSessionHandler, readInput } from '../utils/handlers.ts'

export default defineSessionHandler(async ({ event, session, portal, services: { settings } }) => {
  if (!session.isAdmin) throw new Failure('not-administrator')
  return settings.chooseRule(portal.id, await readInput(event, ruleChange))
})
