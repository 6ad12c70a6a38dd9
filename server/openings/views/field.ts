import { z } from 'zod'
import type { Callback } from '../../bitrix24/callback.ts'
import { entityTypeOf } from '../../bitrix24/crm-types.ts'
import type { OpenSubject } from '../../subjects/open-subject.ts'
import { subjectSchema, type Subject } from '../../subjects/subject.ts'
import type { Threads } from '../../threads/thread.ts'
import { readerOf, type ViewPage } from '../view.ts'

/** A field of a CRM card that shows and sets what is to be done next for the item. A card that was never saved has no item yet. */
export function fieldPage({ openSubject, threads }: { openSubject: OpenSubject, threads: Threads }): ViewPage {
  return ({ portal, callback }) => {
    const subject = itemOf(callback.options)
    if (!subject) return { commands: {}, show: async () => ({ content: { view: 'field', item: null, next: null, more: 0 } }) }

    const { commands, show } = openSubject(portal, subject)
    return {
      commands,
      async show(asked) {
        const { card } = await show(asked)
        // Of the item alone: what is promised on its client has its own field there.
        const reader = readerOf(portal, asked.viewer, { subject, linked: [] })
        const open = (await threads.page(reader)).followUps.filter(({ state }) => state === 'open').sort((a, b) => a.dueAt.localeCompare(b.dueAt))
        return { content: { view: 'field', item: card.title, next: open[0] ?? null, more: Math.max(0, open.length - 1) }, subject }
      },
    }
  }
}

/** @see https://apidocs.bitrix24.com/api-reference/widgets/user-field/index.html */
const fieldOptions = z.object({
  ENTITY_ID: z.string().catch(''),
  ENTITY_VALUE_ID: z.coerce.string().catch('0'),
  ENTITY_DATA: z.object({ entityTypeId: z.coerce.number() }).nullish().catch(null),
})

function itemOf(options: Callback['options']): Subject | null {
  const { ENTITY_ID, ENTITY_VALUE_ID, ENTITY_DATA } = fieldOptions.parse(options)
  // ENTITY_ID calls a smart process by another number than its entity type id.
  const entityTypeId = ENTITY_DATA?.entityTypeId ?? entityTypeOf(ENTITY_ID.replace(/^CRM_/, ''))
  return subjectSchema.safeParse({ kind: 'crm-item', entityTypeId, id: ENTITY_VALUE_ID }).data ?? null
}
