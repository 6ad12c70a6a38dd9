import type { CrmCategory } from '../../types.ts'
import { commonStatuses, type StageTable } from '../directories.ts'

export const INVOICES = 5
export const DELIVERIES = { entityTypeId: 183, category: 12 }
export const SERVICE = { entityTypeId: 1036, category: 14 }

export const categories: CrmCategory[] = [
  { id: 1, name: 'Hospitality projects', sort: 200, entityTypeId: 2, isDefault: 'N' },
  { id: 0, name: 'Furniture sales', sort: 300, entityTypeId: 2, isDefault: 'Y' },
  { id: INVOICES, name: 'Invoices', sort: 500, entityTypeId: 31, isDefault: 'Y' },
  { id: DELIVERIES.category, name: 'Deliveries', sort: 500, entityTypeId: DELIVERIES.entityTypeId, isDefault: 'Y' },
  { id: SERVICE.category, name: 'Service', sort: 500, entityTypeId: SERVICE.entityTypeId, isDefault: 'Y' },
]

export const stages: StageTable[] = [
  { entityId: 'DEAL_STAGE', stages: [
    ['NEW', 'New enquiry', '#39A8EF'], ['PREPARATION', 'Design and samples', '#2FC6F6'], ['PREPAYMENT_INVOICE', 'Deposit invoice', '#55D0E0'],
    ['EXECUTING', 'In the workshop', '#47E4C2'], ['FINAL_INVOICE', 'Final invoice', '#FFA900'], ['WON', 'Delivered', '#7BD500', 'S'],
    ['LOSE', 'Lost', '#FF5752', 'F'], ['APOLOGY', 'Lost, reason under review', '#FF5752', 'F'],
  ] },
  { entityId: 'DEAL_STAGE_1', prefix: 'C1:', categoryId: 1, stages: [
    ['NEW', 'Briefing', '#39A8EF'], ['UC_TENDER', 'Tender', '#2FC6F6'], ['UC_MOCKUP', 'Mock-up room', '#55D0E0'], ['EXECUTING', 'Production', '#47E4C2'],
    ['FINAL_INVOICE', 'Snagging', '#FFA900'], ['WON', 'Handed over', '#7BD500', 'S'], ['LOSE', 'Not awarded', '#FF5752', 'F'],
  ] },
  { entityId: 'STATUS', stages: [
    ['NEW', 'Unassigned', '#39A8EF'], ['IN_PROCESS', 'In progress', '#2FC6F6'], ['PROCESSED', 'Showroom visit', '#47E4C2'],
    ['CONVERTED', 'Good lead', '#7BD500', 'S'], ['JUNK', 'Junk lead', '#FF5752', 'F'],
  ] },
  { entityId: 'QUOTE_STATUS', stages: [
    ['DRAFT', 'New', '#39A8EF'], ['SENT', 'Sent to client', '#2FC6F6'], ['APPROVED', 'Accepted', '#7BD500', 'S'], ['DECLAINED', 'Declined', '#FF5752', 'F'],
  ] },
  { entityId: `SMART_INVOICE_STAGE_${INVOICES}`, prefix: `DT31_${INVOICES}:`, categoryId: INVOICES, stages: [
    ['N', 'New', '#39A8EF'], ['S', 'Sent', '#2FC6F6'], ['P', 'Paid', '#7BD500', 'S'], ['D', 'Unpaid', '#FF5752', 'F'],
  ] },
  { entityId: `DYNAMIC_183_STAGE_${DELIVERIES.category}`, prefix: `DT183_${DELIVERIES.category}:`, categoryId: DELIVERIES.category, stages: [
    ['NEW', 'To be planned', '#39A8EF'], ['PREPARATION', 'Date agreed', '#2FC6F6'], ['CLIENT', 'On the road', '#FFA900'],
    ['SUCCESS', 'Fitted', '#7BD500', 'S'], ['FAIL', 'Cancelled', '#FF5752', 'F'],
  ] },
  { entityId: `DYNAMIC_1036_STAGE_${SERVICE.category}`, prefix: `DT1036_${SERVICE.category}:`, categoryId: SERVICE.category, stages: [
    ['NEW', 'Reported', '#39A8EF'], ['PREPARATION', 'Inspection', '#2FC6F6'], ['CLIENT', 'Repair', '#FFA900'],
    ['SUCCESS', 'Solved', '#7BD500', 'S'], ['FAIL', 'Not covered', '#FF5752', 'F'],
  ] },
  ...commonStatuses,
]
