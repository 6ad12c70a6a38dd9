import { z } from 'zod'
import { followUpsQuery, type ListScope } from '../../../shared/lists.ts'
import type { Callback } from '../../bitrix24/callback.ts'
import type { Placement } from '../../bitrix24/manifest.ts'
import type { Command } from '../../bitrix24/rest.ts'
import { asFailure, Failure } from '../../failure.ts'
import { kindOf } from '../../subjects/kinds/index.ts'
import { optional, type Answers } from '../../subjects/kinds/kind.ts'
import { typeOf } from '../../subjects/labels.ts'
import { subjectOf, type PortalObject } from '../../subjects/subject.ts'
import type { Lists } from '../../threads/lists.ts'
import { listReaderOf, type ViewPage } from '../view.ts'

/** All open follow-ups of a kind of object, or on the tasks of a person or workgroup. */
export function queuePage({ lists, clock }: { lists: Lists, clock: () => number }): ViewPage {
  return ({ portal, callback, placement }) => {
    const scope = scopeOf(placement, callback.options)
    if (!scope) throw new Failure('not-available')
    const object = objectOf(scope)
    const { commands, take } = lists.followUpsInBatch(portal, scope)

    return {
      commands: { ...commands, ...nameCommands(object) },
      async show({ viewer, answers }) {
        const name = nameOf(object, answers, viewer.id)
        await take(viewer.id, answers)
        const reader = listReaderOf(portal, viewer, clock())
        return { content: { view: 'queue', scope, type: typeOf(object), name, list: await lists.followUps(reader, { ...followUpsQuery.parse({}), scope }) } }
      },
    }
  }
}

/** Whose follow-ups a placement asks for; null when it does not say so. */
function scopeOf(placement: Placement, options: Callback['options']): ListScope | null {
  if (placement.entityTypeId !== null) return { of: 'type', id: placement.entityTypeId }
  const object = subjectOf(placement, options)
  return object && { of: object.kind === 'user' ? 'user' : 'group', id: Number(object.id) }
}

/** What a scope is called by: the person or the workgroup, or any item of the type. */
function objectOf({ of, id }: ListScope): PortalObject {
  if (of === 'type') return { kind: 'crm-item', entityTypeId: id, id: '' }
  return { kind: of === 'user' ? 'user' : 'workgroup', entityTypeId: 0, id: String(id) }
}

/**
 * Types that everybody has carry their name in the language of the page. A smart process has the one that an administrator gave it, which the
 * portal tells to administrators only.
 * @see https://apidocs.bitrix24.com/api-reference/crm/universal/user-defined-object-types/crm-type-list.html
 */
function nameCommands(object: PortalObject): Record<string, Command> {
  if (object.kind !== 'crm-item') return kindOf(object).decide(object)
  return typeOf(object) === 'dynamic' ? { type: ['crm.type.list', { filter: { entityTypeId: object.entityTypeId } }] } : {}
}

const typesAnswer = z.object({ types: z.array(z.object({ title: z.string(), entityTypeId: z.coerce.number() })) })

/** Null for what the portal does not tell this person: the list shows no less for that. @throws Failure `portal-unreachable`. */
function nameOf(object: PortalObject, answers: Answers, userId: number): string | null {
  if (object.kind === 'crm-item') return optional(answers.type, typesAnswer)?.types.find(({ entityTypeId }) => entityTypeId === object.entityTypeId)?.title ?? null
  try {
    return kindOf(object).read(object, answers, userId).title
  }
  catch (error) {
    if (asFailure(error).code === 'portal-unreachable') throw error
    return null
  }
}
