import { z } from 'zod'
import type { SubjectLabel } from '../../../shared/subject.ts'
import { quoted } from '../../bitrix24/bb-code.ts'
import type { PortalClient } from '../../bitrix24/rest.ts'
import { asFailure, Failure } from '../../failure.ts'
import type { Portal } from '../../portals/portals.ts'
import type { Access } from '../../subjects/access.ts'
import { itemCommands, readThreadOf, type ItemAnswers } from '../../subjects/crm-item.ts'
import { subjectOf, type Subject } from '../../subjects/subject.ts'
import type { Drafts } from '../../threads/drafts.ts'
import { activityCommand, readActivity } from '../captures/activity.ts'
import { promised, quotable, titled, type Capture, type Captured } from '../captures/capture.ts'
import { chatCommand, readChat } from '../captures/chat.ts'
import { messageCommands, quotation, readMessage, type MessageAnswers } from '../captures/message.ts'
import type { ViewPage, Visit } from '../view.ts'

interface Services {
  access: Access
  drafts: Drafts
  /** A client of the portal with the rights of one person. */
  connect: (portal: Portal, userId: number) => Promise<PortalClient>
}

/** One small form for a note or a follow-up, begun from what it was opened on. */
export function capturePage({ access, drafts, connect }: Services): ViewPage {
  return (visit) => {
    const { commands, read } = visit.placement.subject === 'message' ? ofMessage(visit, labelOf) : ofItem(visit)
    return {
      commands,
      async show({ viewer, answers }) {
        const { source, prefill, targets } = await read({ viewer, answers })
        const [main] = targets
        if (!main) throw new Failure('not-available')
        for (const { label, links } of targets) if (links) access.granted(visit.portal, viewer.id, label, links)
        return {
          content: { view: 'capture', source, prefill, targets: targets.map(({ label }) => label), drafts: await drafts.of(visit.portal.id, viewer.id, main.label) },
          subject: subjectIn(main.label),
          source,
        }
      },
    }
  }

  /**
   * An item that the portal had to name first, so that it could not be asked for in the same batch; null when the person may not read it.
   * @throws Failure when the portal does not answer.
   */
  async function labelOf(portal: Portal, userId: number, subject: Subject): Promise<Captured['targets'][number] | null> {
    const client = await connect(portal, userId)
    const answers = await client.batch(itemCommands(subject))
    try {
      const { card: { facts: _facts, ...label }, links } = readThreadOf(subject, answers)
      return { label, links }
    }
    catch (error) {
      if (asFailure(error).code === 'not-available') return null
      throw error
    }
  }
}

/** Only that of a label which names the subject: it goes into the session. */
function subjectIn({ kind, entityTypeId, id }: SubjectLabel): Subject {
  return { kind, entityTypeId, id }
}

const activityOptions = z.object({ ASSOCIATED_ENTITY_TYPE_ID: z.literal('6'), ASSOCIATED_ENTITY_ID: z.string().regex(/^[1-9]\d{0,14}$/) })

/** On a CRM item, and on one activity of its timeline where the menu of one was opened. Records of other types name nothing that could be quoted. */
function ofItem({ placement, callback: { options } }: Visit): Capture {
  const subject = subjectOf(placement, options)
  if (!subject) throw new Failure('not-available')
  const activityId = activityOptions.safeParse(options).data?.ASSOCIATED_ENTITY_ID ?? null

  return {
    commands: { ...itemCommands(subject), ...(activityId ? { activity: activityCommand(activityId) } : {}) },
    read({ answers }) {
      const { card: { facts: _facts, ...label }, links } = readThreadOf(subject, answers as ItemAnswers)
      const item = { label, links }
      if (!activityId || !answers.activity) return { source: null, prefill: { note: '', followUp: '' }, targets: [item] }

      const { title, text } = readActivity(answers.activity)
      const activity: SubjectLabel = { kind: 'activity', entityTypeId: 0, id: activityId, type: 'activity', title: title || `#${activityId}`, path: label.path }
      return {
        source: { kind: 'activity', id: activityId, title: titled(activity.title), path: label.path },
        prefill: { note: text ? `${quoted(quotable(text))}\n\n` : '', followUp: promised(title || text) },
        targets: [item, { label: activity, links: [subject] }],
      }
    },
  }
}

const messageOptions = z.object({ dialogId: z.coerce.string().regex(/^((chat|sg)?[1-9]\d{0,14})$/), messageId: z.coerce.string().regex(/^[1-9]\d{0,14}$/) })

/** On a message of a chat: for the item that the chat was made for, if the person may read it, else for the chat. */
function ofMessage({ portal, callback: { options } }: Visit, labelOf: (portal: Portal, userId: number, subject: Subject) => Promise<Captured['targets'][number] | null>): Capture {
  const read = messageOptions.safeParse(options)
  if (!read.success) throw new Failure('not-available')
  const { dialogId, messageId } = read.data

  return {
    commands: { chat: chatCommand(dialogId), ...messageCommands(dialogId, messageId) },
    async read({ viewer, answers }) {
      const { chat: chatAnswer, ...pages } = answers as Record<'chat' | keyof MessageAnswers, MessageAnswers['before']>
      const { label, item } = readChat(chatAnswer, dialogId, viewer.id)
      const message = readMessage(pages, messageId)
      const owner = item && await labelOf(portal, viewer.id, item)
      return {
        source: { kind: 'message', dialogId, messageId, title: titled(message.text) },
        prefill: { note: quotation({ ...message, text: quotable(message.text) }), followUp: promised(message.text) },
        targets: [...owner ? [owner] : [], { label, links: item ? [item] : [] }],
      }
    },
  }
}
