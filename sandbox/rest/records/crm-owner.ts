import { crmType } from '../../portal/crm-types.ts'
import type { CrmItem, Portal } from '../../types.ts'
import { RestError } from '../error.ts'

export function findItem(portal: Portal, entityTypeId: number, id: number): CrmItem | undefined {
  return portal.data.items.find(item => item.entityTypeId === entityTypeId && item.id === id)
}

/**
 * What a new activity or comment is to hang on. The pages name two errors without telling them apart; here OWNER_NOT_FOUND is a type
 * that means nothing, NOT_FOUND an item that is not there. crm-activity-todo-add.md, crm-timeline-comment-add.md
 */
export function ownerItem(portal: Portal, entityTypeId: number, id: number): CrmItem {
  if (!crmType(portal, entityTypeId)) throw new RestError('OWNER_NOT_FOUND', 'Owner was not found')
  const item = findItem(portal, entityTypeId, id)
  if (!item) throw new RestError('NOT_FOUND', 'Not found.')

  return item
}
