import { z } from 'zod'
import type { Callback } from '../../bitrix24/callback.ts'
import { entityTypeOf } from '../../bitrix24/crm-types.ts'
import { unlessHidden, type LookUp } from '../../subjects/look-up.ts'
import type { OpenByNumber } from '../../subjects/open-by-number.ts'
import type { OpenedSubject, OpenSubject } from '../../subjects/open-subject.ts'
import { subjectSchema, type Subject } from '../../subjects/subject.ts'
import type { Threads } from '../../threads/thread.ts'
import { readerOf, type Asked, type ViewPage } from '../view.ts'

/**
 * Who is calling, with what is known of them and promised to them: the customer that Bitrix24 names, if the person may read it, else whoever in the CRM has the
 * number, else the number alone.
 */
export function callPage({ openSubject, openByNumber, lookUp, threads }: { openSubject: OpenSubject, openByNumber: OpenByNumber, lookUp: LookUp, threads: Threads }): ViewPage {
  return ({ portal, callback }) => {
    const { customer, number, callId } = readCall(callback.options)
    const named = customer && openSubject(portal, customer)
    const byNumber = number === null ? null : openByNumber(portal, number)
    // A named customer whom the person may not read is rare: that card waits for a second batch, rather than every card for more commands in its first.
    const first = named ?? byNumber

    async function callerOf(asked: Asked): Promise<OpenedSubject | null> {
      const opened = await (first && unlessHidden<OpenedSubject | null>(first.show(asked)))
      return opened ?? (named && byNumber && lookUp(portal, asked.viewer, byNumber))
    }

    /** What is written about a number is its author's, until there is a customer. */
    async function numberAlone(asked: Asked): Promise<OpenedSubject | null> {
      return number === null ? null : openSubject(portal, { kind: 'phone', entityTypeId: 0, id: `${asked.viewer.id}:${number}` }).show(asked)
    }

    return {
      commands: first?.commands ?? {},
      async show(asked) {
        const opened = await callerOf(asked) ?? await numberAlone(asked)
        if (!opened) return { content: { view: 'call', number, isFound: false, thread: null } }

        const { subject, card } = opened
        const thread = await threads.open(readerOf(portal, asked.viewer, opened), card)
        return {
          content: { view: 'call', number, isFound: subject.kind !== 'phone', thread },
          subject,
          source: callId ? { kind: 'call', id: callId, title: number ?? card.title } : null,
        }
      },
    }
  }
}

/** What a call can belong to, those that tell most of who is calling first. */
const customers = ['CONTACT', 'COMPANY', 'LEAD', 'DEAL']

/** Unknown values come as an empty string, `0` or the word `undefined`. @see https://apidocs.bitrix24.com/api-reference/widgets/telephony/call-card.html */
const word = z.coerce.string().catch('').transform(value => value === 'undefined' ? '' : value)
const callOptions = z.object({
  CALL_ID: word, PHONE_NUMBER: word, CRM_ENTITY_TYPE: word, CRM_ENTITY_ID: word,
  CRM_BINDINGS: z.array(z.object({ ENTITY_TYPE: word, ENTITY_ID: word })).catch([]),
})

/** What the card says of a call: its customer if it has one, and the number as a subject is named by it; null for a withheld one. */
function readCall(options: Callback['options']): { customer: Subject | null, number: string | null, callId: string } {
  const { CALL_ID, PHONE_NUMBER, CRM_ENTITY_TYPE, CRM_ENTITY_ID, CRM_BINDINGS } = callOptions.parse(options)
  const bound = customers.flatMap(type => CRM_BINDINGS.filter(({ ENTITY_TYPE }) => ENTITY_TYPE === type))
  const [customer = null] = [{ ENTITY_TYPE: CRM_ENTITY_TYPE, ENTITY_ID: CRM_ENTITY_ID }, ...bound].flatMap(({ ENTITY_TYPE, ENTITY_ID }) => crmItem(ENTITY_TYPE, ENTITY_ID))
  const number = PHONE_NUMBER.replace(/(?!^\+)\D/g, '')
  return { customer, number: /^\+?\d{3,20}$/.test(number) ? number : null, callId: CALL_ID }
}

function crmItem(type: string, id: string): Subject[] {
  const item = subjectSchema.safeParse({ kind: 'crm-item', entityTypeId: customers.includes(type) ? entityTypeOf(type) : 0, id })
  return item.success ? [item.data] : []
}
