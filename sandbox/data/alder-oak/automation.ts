import type { AutomationRule } from '../../types.ts'
import { DELIVERIES, INVOICES, SERVICE } from './pipelines.ts'

type Row = [stageId: string, name: string, delayHours?: number]

const rows: [entityTypeId: number, rows: Row[]][] = [
  [1, [
    ['NEW', 'Notify the sales team'], ['NEW', 'Remind about the first call', 24],
    ['PROCESSED', 'Send the way to the showroom'], ['CONVERTED', 'Create a deal'],
  ]],
  [2, [
    ['NEW', 'Thank the client by e-mail'], ['NEW', 'Plan a call with the client', 24], ['PREPARATION', 'Create a task for the designer'],
    ['PREPAYMENT_INVOICE', 'Issue the deposit invoice'], ['PREPAYMENT_INVOICE', 'Remind the client of the deposit', 168],
    ['EXECUTING', 'Create a delivery'], ['EXECUTING', 'Notify the workshop'], ['WON', 'Ask for a review', 336],
    ['C1:NEW', 'Invite the architect to the project chat'], ['C1:UC_TENDER', 'Remind about the end of the tender', 72],
    ['C1:UC_MOCKUP', 'Book the mock-up room'], ['C1:FINAL_INVOICE', 'Send the list of defects to the workshop', 2],
  ]],
  [31, [[`DT31_${INVOICES}:N`, 'Send the invoice to the client'], [`DT31_${INVOICES}:S`, 'Payment reminder', 336], [`DT31_${INVOICES}:P`, 'Thank the client']]],
  [DELIVERIES.entityTypeId, [
    [`DT183_${DELIVERIES.category}:NEW`, 'Propose a date to the client'], [`DT183_${DELIVERIES.category}:PREPARATION`, 'Remind the fitters', 24],
    [`DT183_${DELIVERIES.category}:SUCCESS`, 'Send the care instructions'],
  ]],
  [SERVICE.entityTypeId, [[`DT1036_${SERVICE.category}:NEW`, 'Confirm the report to the client'], [`DT1036_${SERVICE.category}:SUCCESS`, 'Ask whether all is well', 72]]],
]

export const automationRules: AutomationRule[] = rows
  .flatMap(([entityTypeId, own]) => own.map(([stageId, name, delayHours = 0]) => ({ entityTypeId, stageId, name, delayHours })))
  .map((rule, index) => ({ id: index + 1, ...rule }))
