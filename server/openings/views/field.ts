import { z } from 'zod'
import type { Callback } from '../../bitrix24/callback.ts'
import type { OpenSubject } from '../../subjects/open-subject.ts'
import { subjectSchema, type Subject } from '../../subjects/subject.ts'
import type { Threads } from '../../threads/thread.ts'
import type { ViewPage } from '../view.ts'

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
        const reader = { portalId: portal.id, userId: asked.viewer.id, isAdmin: asked.viewer.isAdmin, subject, linked: [] }
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

/** ENTITY_ID of the types that have a name; a smart process is called there by another number than its entity type id, which ENTITY_DATA has. */
const entityTypes: Record<string, number> = { CRM_LEAD: 1, CRM_DEAL: 2, CRM_CONTACT: 3, CRM_COMPANY: 4, CRM_QUOTE: 7, CRM_SMART_INVOICE: 31 }

function itemOf(options: Callback['options']): Subject | null {
  const { ENTITY_ID, ENTITY_VALUE_ID, ENTITY_DATA } = fieldOptions.parse(options)
  const entityTypeId = ENTITY_DATA?.entityTypeId ?? entityTypes[ENTITY_ID] ?? 0
  return subjectSchema.safeParse({ kind: 'crm-item', entityTypeId, id: ENTITY_VALUE_ID }).data ?? null
}
