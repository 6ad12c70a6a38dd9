import type { Answer, Command } from '../../bitrix24/rest.ts'
import type { Settings } from '../../portals/settings.ts'
import type { ViewPage } from '../view.ts'

/**
 * Only administrators get an answer; a missing scope is said to everybody.
 * @see https://apidocs.bitrix24.com/api-reference/bizproc/bizproc-robot/bizproc-robot-list.html
 */
const robots: Command = ['bizproc.robot.list']

/** Sidenote's automation rules: what is decided about them on this portal. */
export function automationPage({ settings }: { settings: Settings }): ViewPage {
  return ({ portal }) => ({
    commands: { robots },
    async show({ answers }) {
      return { content: { view: 'automation', rules: await settings.automation(portal.id), isPermitted: isPermitted(answers.robots) } }
    },
  })
}

/** May Sidenote register rules there at all? Anything but the missing scope says nothing against it. */
function isPermitted(answer: Answer | undefined): boolean {
  return !(answer && 'error' in answer && answer.error.code === 'insufficient_scope')
}
