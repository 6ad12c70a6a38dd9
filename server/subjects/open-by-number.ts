import { LRUCache } from 'lru-cache'
import { z } from 'zod'
import type { Answer } from '../bitrix24/rest.ts'
import { Failure } from '../failure.ts'
import type { Portal } from '../portals/portals.ts'
import { unlessHidden } from './look-up.ts'
import type { OpenedSubject, OpeningOf, OpenSubject } from './open-subject.ts'
import type { Subject } from './subject.ts'

/**
 * Who in the CRM has a phone number, within the one batch of an opening; the first of them that the person may read counts, null for nobody.
 * @param number digits, perhaps with a plus.
 */
export type OpenByNumber = (portal: Portal, number: string) => OpeningOf<OpenedSubject | null>

/** Those who can be found, in the order in which they tell who is calling; two that share a number are one customer, mostly. */
const owners = [{ type: 'CONTACT', entityTypeId: 3 }, { type: 'COMPANY', entityTypeId: 4 }, { type: 'LEAD', entityTypeId: 1 }] as const

/** PHP writes what is empty as a list. @see https://apidocs.bitrix24.com/api-reference/crm/duplicates/crm-duplicate-find-by-comm.html */
const foundAnswer = z.partialRecord(z.enum(['CONTACT', 'COMPANY', 'LEAD']), z.array(z.unknown())).or(z.array(z.unknown()).transform(() => ({})))

/** Whoever may see nothing of the CRM finds nobody there. */
const denied = /^(access.denied|insufficient_scope)$/

export function createOpenByNumber({ openSubject }: { openSubject: OpenSubject }): OpenByNumber {
  /** Whoever had a number the last time: what is around them is asked about before it is known that it is them again. */
  const lately = new LRUCache<string, Subject>({ max: 10_000 })

  return (portal, number) => {
    const key = `${portal.id}:${number}`
    const last = lately.get(key) ?? null
    const candidates = owners.map(({ type, entityTypeId }) => {
      const object = { kind: 'crm-item' as const, entityTypeId, id: `$result[found][${type}][0]` }
      return { type, ...openSubject(portal, object, { as: type, last: last?.entityTypeId === entityTypeId ? last : null }) }
    })

    return {
      commands: Object.assign({ found: ['crm.duplicate.findbycomm', { type: 'PHONE', values: [number] }] }, ...candidates.map(({ commands }) => commands)),

      async show(asked) {
        const found = typesIn(asked.answers.found)
        for (const { type, show } of candidates) {
          const opened = found.has(type) && await unlessHidden(show(asked))
          if (!opened) continue
          lately.set(key, opened.subject)
          return opened
        }
        return null
      },
    }
  }
}

/** @throws Failure `portal-unreachable` for anything that is no answer. */
function typesIn(answer: Answer | undefined): Set<string> {
  if (answer && 'error' in answer && denied.test(answer.error.code)) return new Set()
  const read = foundAnswer.safeParse(answer && 'value' in answer ? answer.value : null)
  if (!read.success) throw new Failure('portal-unreachable', { cause: answer && 'error' in answer ? answer.error : read.error })
  return new Set(Object.entries(read.data).flatMap(([type, ids]) => ids.length ? [type] : []))
}
