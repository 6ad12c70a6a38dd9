import type { ListScope } from '../../../shared/lists.ts'
import { followUpsQuery } from '../../../shared/lists.ts'
import type { Callback } from '../../bitrix24/callback.ts'
import type { Placement } from '../../bitrix24/manifest.ts'
import { Failure } from '../../failure.ts'
import { typeOf } from '../../subjects/crm-item.ts'
import { subjectOf } from '../../subjects/subject.ts'
import type { Lists } from '../../threads/lists.ts'
import type { ViewPage } from '../view.ts'

/** All open follow-ups of a kind of object, or on the tasks of a person or workgroup. */
export function queuePage({ lists, clock }: { lists: Lists, clock: () => number }): ViewPage {
  return ({ portal, callback, placement }) => {
    const scope = scopeOf(placement, callback.options)
    if (!scope) throw new Failure('not-available')

    return {
      commands: {},
      async show({ viewer }) {
        const reader = { portal, portalId: portal.id, userId: viewer.id, isAdmin: viewer.isAdmin, now: clock() }
        return { content: { view: 'queue', scope, type: scope.of === 'type' ? typeOf(scope.id).type : 'task', name: null, list: await lists.followUps(reader, { ...followUpsQuery.parse({}), scope }) } }
      },
    }
  }
}

/**
 * Whose follow-ups a placement asks for; null when it does not say so. A workgroup's own toolbar names it only in the address of the page.
 * @see https://apidocs.bitrix24.com/api-reference/widgets/workgroups/index.html
 */
export function scopeOf(placement: Placement, options: Callback['options']): ListScope | null {
  if (placement.entityTypeId !== null) return { of: 'type', id: placement.entityTypeId }
  const id = subjectOf(placement, options)?.id ?? (placement.subject === 'workgroup' ? groupIn(options.URI) : undefined)
  return id === undefined ? null : { of: placement.subject === 'user' ? 'user' : 'group', id: Number(id) }
}

function groupIn(uri: unknown): string | undefined {
  return typeof uri === 'string' ? /\/workgroups\/group\/([1-9]\d{0,14})\//.exec(uri)?.[1] : undefined
}
