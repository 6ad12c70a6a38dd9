import { z } from 'zod'
import type { Viewer } from '../../../shared/opening.ts'
import type { Callback } from '../../bitrix24/callback.ts'
import type { Answer } from '../../bitrix24/rest.ts'
import { Failure } from '../../failure.ts'
import type { Portal } from '../../portals/portals.ts'
import { unlessHidden, type LookUp } from '../../subjects/look-up.ts'
import type { OpenedSubject, OpenSubject } from '../../subjects/open-subject.ts'
import { subjectSchema, type Subject } from '../../subjects/subject.ts'
import type { Threads } from '../../threads/thread.ts'
import type { ViewPage } from '../view.ts'

/**
 * Who is calling, with what is known of them and promised to them: the customer that Bitrix24 names, if the person may read it, else whoever in the CRM has the
 * number, else the number alone.
 */
export function callPage({ openSubject, lookUp, threads }: { openSubject: OpenSubject, lookUp: LookUp, threads: Threads }): ViewPage {
  /** What is written about a number is its author's, until there is a customer. */
  function phone(portal: Portal, viewer: Viewer, number: string): Promise<OpenedSubject | null> {
    return lookUp(portal, viewer, { kind: 'phone', entityTypeId: 0, id: `${viewer.id}:${number}` })
  }

  return ({ portal, callback }) => {
    const { customer, number, callId } = readCall(callback.options)
    const named = customer && openSubject(portal, customer)

    return {
      commands: { ...named?.commands, ...(number ? { found: ['crm.duplicate.findbycomm', { type: 'PHONE', values: [number] }] } : {}) },
      async show(asked) {
        const { viewer, answers } = asked
        const byNumber = () => firstOf(ownersIn(answers.found), owner => lookUp(portal, viewer, owner))
        const opened = await (named && unlessHidden(named.show(asked))) ?? await byNumber() ?? (number ? await phone(portal, viewer, number) : null)
        if (!opened) return { content: { view: 'call', number, isFound: false, thread: null } }

        const { subject, card, linked } = opened
        const reader = { portalId: portal.id, userId: viewer.id, isAdmin: viewer.isAdmin, subject, linked }
        return {
          content: { view: 'call', number, isFound: subject.kind !== 'phone', thread: await threads.open(reader, card) },
          subject,
          source: callId ? { kind: 'call', id: callId, title: number ?? card.title } : null,
        }
      },
    }
  }
}

/** Bitrix24's names of what a call can belong to, those that tell most of who is calling first. */
const customers: Record<string, number> = { CONTACT: 3, COMPANY: 4, LEAD: 1, DEAL: 2 }

/** Unknown values come as an empty string, `0` or the word `undefined`. @see https://apidocs.bitrix24.com/api-reference/widgets/telephony/call-card.html */
const word = z.coerce.string().catch('').transform(value => value === 'undefined' ? '' : value)
const callOptions = z.object({
  CALL_ID: word, PHONE_NUMBER: word, CRM_ENTITY_TYPE: word, CRM_ENTITY_ID: word,
  CRM_BINDINGS: z.array(z.object({ ENTITY_TYPE: word, ENTITY_ID: word })).catch([]),
})

/** What the card says of a call: its customer if it has one, and the number as a subject is named by it; null for a withheld one. */
function readCall(options: Callback['options']): { customer: Subject | null, number: string | null, callId: string } {
  const { CALL_ID, PHONE_NUMBER, CRM_ENTITY_TYPE, CRM_ENTITY_ID, CRM_BINDINGS } = callOptions.parse(options)
  const bound = Object.keys(customers).flatMap(type => CRM_BINDINGS.filter(({ ENTITY_TYPE }) => ENTITY_TYPE === type))
  const [customer = null] = [{ ENTITY_TYPE: CRM_ENTITY_TYPE, ENTITY_ID: CRM_ENTITY_ID }, ...bound].flatMap(({ ENTITY_TYPE, ENTITY_ID }) => crmItem(ENTITY_TYPE, ENTITY_ID))
  const number = PHONE_NUMBER.replace(/(?!^\+)\D/g, '')
  return { customer, number: /^\+?\d{3,20}$/.test(number) ? number : null, callId: CALL_ID }
}

function crmItem(type: string, id: string): Subject[] {
  const item = subjectSchema.safeParse({ kind: 'crm-item', entityTypeId: customers[type] ?? 0, id })
  return item.success ? [item.data] : []
}

const foundAnswer = z.partialRecord(z.enum(['CONTACT', 'COMPANY', 'LEAD']), z.array(z.coerce.string())).or(z.array(z.unknown()).transform(() => ({})))

/** Who has the number, as far as the person may see them; none for who may see nothing of the CRM. */
function ownersIn(answer: Answer | undefined): Subject[] {
  if (!answer) return []
  if ('error' in answer && /^(access.denied|insufficient_scope)$/.test(answer.error.code)) return []
  const read = foundAnswer.safeParse('value' in answer ? answer.value : null)
  if (!read.success) throw new Failure('portal-unreachable', { cause: 'error' in answer ? answer.error : read.error })
  return Object.keys(customers).flatMap(type => (new Map<string, string[]>(Object.entries(read.data)).get(type) ?? []).slice(0, 1).flatMap(id => crmItem(type, id)))
}

/** The first that there is, asked one after the other: mostly the first is. */
async function firstOf<T, Found>(candidates: T[], ask: (candidate: T) => Promise<Found | null>): Promise<Found | null> {
  for (const candidate of candidates) {
    const found = await ask(candidate)
    if (found) return found
  }
  return null
}
