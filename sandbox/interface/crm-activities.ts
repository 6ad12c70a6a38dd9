import { ownerTypeId } from '../portal/crm-types.ts'
import { mayReadActivity } from '../portal/rights.ts'
import type { CrmActivity, CrmItem, TimelineComment } from '../types.ts'
import { itemOf, type CrmType } from './crm.ts'
import type { IconName } from './icons.ts'
import type { Visit } from './visit.ts'

/** Everything that is planned or was done, as far as the person may read it. */
export function readableActivities({ portal, user }: Visit): CrmActivity[] {
  return portal.data.activities.filter(activity => mayReadActivity(portal, user, activity))
}

/** The activities that are shown at an item: its own and those that it is the client of. */
export function activitiesOf(visit: Visit, { entityTypeId, id }: CrmItem): CrmActivity[] {
  return readableActivities(visit).filter(({ BINDINGS }) =>
    BINDINGS.some(({ OWNER_TYPE_ID, OWNER_ID }) => Number(OWNER_TYPE_ID) === entityTypeId && Number(OWNER_ID) === id))
}

export function commentsOf({ portal }: Visit, { entityTypeId, id }: CrmItem): TimelineComment[] {
  return portal.data.comments.filter(({ ENTITY_TYPE, ENTITY_ID }) => ownerTypeId(ENTITY_TYPE) === entityTypeId && Number(ENTITY_ID) === id)
}

/** The item that an activity belongs to; undefined when the person may not read that one. */
export function ownerOf(visit: Visit, { OWNER_TYPE_ID, OWNER_ID }: CrmActivity): { type: CrmType, item: CrmItem } | undefined {
  return itemOf(visit, Number(OWNER_TYPE_ID), Number(OWNER_ID))
}

/** By TYPE_ID; everything that a provider adds is a to-do. */
export function kindOf({ t }: Visit, { TYPE_ID, DIRECTION }: CrmActivity): { name: string, icon: IconName } {
  const incoming = DIRECTION === '1'
  if (TYPE_ID === '1') return { name: t('activity.meeting'), icon: 'company' }
  if (TYPE_ID === '2') return { name: incoming ? t('activity.callIn') : t('activity.callOut'), icon: 'phone' }
  if (TYPE_ID === '4') return { name: incoming ? t('activity.emailIn') : t('activity.emailOut'), icon: 'mail' }
  return { name: t('activity.todo'), icon: 'tasks' }
}

export function isOverdue({ sandbox }: Visit, { COMPLETED, DEADLINE }: CrmActivity): boolean {
  return COMPLETED !== 'Y' && Date.parse(DEADLINE) < sandbox.clock.now()
}
