import qs from 'qs'
import { crmType } from '../portal/crm-types.ts'
import { authBlock } from './events.ts'
import { liveInstallation, type World } from '../world.ts'
import type { Portal } from '../types.ts'

/** A robot or a workflow action of an application (bizproc.robot.*, bizproc.activity.*). */
export interface Automation {
  kind: 'robot' | 'activity'
  code: string
  handler: string
  authUserId: number
  /** Waits for bizproc.event.send unless this is exactly N. */
  useSubscription: string
  name: unknown
  description: unknown
  properties: Record<string, unknown>
  returnProperties: Record<string, unknown>
  usePlacement: boolean
  placementHandler: string
  /** Runs that wait for an answer, by event_token; answered ones keep what came. */
  runs: Map<string, { returnValues?: Record<string, unknown>, logMessage?: string }>
}

export interface AutomationRun { code: string, entityTypeId: number, id: number, properties?: Record<string, unknown> }

/** DOCUMENT_TYPE of the types that are not a class of their own: bizproc-robot-add.md */
const CLASSES: Record<string, string> = {
  LEAD: 'CCrmDocumentLead',
  DEAL: 'CCrmDocumentDeal',
  QUOTE: 'Bitrix\\Crm\\Integration\\BizProc\\Document\\Quote',
  SMART_INVOICE: 'Bitrix\\Crm\\Integration\\BizProc\\Document\\SmartInvoice',
}
const DYNAMIC = 'Bitrix\\Crm\\Integration\\BizProc\\Document\\Dynamic'

/**
 * Posts one run to the handler of a robot or workflow action; unless it does not wait, bizproc.event.send may answer with the token.
 * Throws when the application has no such code. Source: api-reference/bizproc/bizproc-robot/bizproc-robot-add.md, bizproc-event-send.md
 */
export function runAutomation(world: World, portal: Portal, clientId: string, { code, entityTypeId, id, properties = {} }: AutomationRun): string {
  const installation = liveInstallation(portal, clientId)
  const automation = installation?.automations.find(known => known.code === code)
  const type = crmType(portal, entityTypeId)
  if (!installation || !automation || !type) throw new Error(`"${clientId}" has no robot or action "${code}" for type ${entityTypeId}.`)

  const token = world.random()
  const waits = automation.useSubscription !== 'N'
  if (waits) automation.runs.set(token, {})
  const documentClass = CLASSES[type.name] ?? DYNAMIC
  const auth = authBlock(world, portal, installation, { event: code, data: {}, ...automation.authUserId && { userId: automation.authUserId } })
  world.events.push({
    event: code,
    handler: automation.handler,
    memberId: portal.memberId,
    body: ts => qs.stringify({
      workflow_id: world.random(),
      code,
      document_id: ['crm', documentClass, `${type.name}_${id}`],
      document_type: ['crm', documentClass, type.name],
      event_token: token,
      properties,
      use_subscription: waits ? 'Y' : 'N',
      timeout_duration: 0,
      ts,
      auth,
    }),
  })

  return token
}
