import { z } from 'zod'
import { bbCodeToMarkdown, quoted } from '../../bitrix24/bb-code.ts'
import type { Answer, Command, PortalError } from '../../bitrix24/rest.ts'
import { Failure } from '../../failure.ts'
import type { Answers } from '../../subjects/kinds/kind.ts'
import type { LookUp } from '../../subjects/look-up.ts'
import type { OpenSubject } from '../../subjects/open-subject.ts'
import type { Visit } from '../view.ts'
import { promised, quotable, titled, withoutFacts, type Capture } from './capture.ts'

const messageOptions = z.object({ dialogId: z.coerce.string().regex(/^(chat|sg)?[1-9]\d{0,14}$/), messageId: z.coerce.string().regex(/^[1-9]\d{0,14}$/) })

/**
 * On a message of a chat: for what the chat belongs to (a CRM item, a task), if the person may read it, else for the chat. Only the chat's own answer names it, and
 * in words that no reference of a batch can take apart, so that such a chat costs a second batch.
 */
export function captureOfMessage({ portal, callback: { options } }: Visit, { openSubject, lookUp }: { openSubject: OpenSubject, lookUp: LookUp }): Capture {
  const read = messageOptions.safeParse(options)
  if (!read.success) throw new Failure('not-available')
  const { dialogId, messageId } = read.data
  const chat = openSubject(portal, { kind: 'chat', entityTypeId: 0, id: dialogId })

  return {
    commands: { ...chat.commands, ...messageCommands(dialogId, messageId) },
    async read(asked) {
      const { card, links: [owner] } = await chat.show(asked)
      const message = readMessage(asked.answers, messageId)
      const owning = owner && await lookUp(portal, asked.viewer, openSubject(portal, owner))
      return {
        source: { kind: 'message', dialogId, messageId, title: titled(message.text) },
        prefill: { note: quotation({ ...message, text: quotable(message.text) }), followUp: promised(message.text) },
        targets: [...owning ? [withoutFacts(owning.card)] : [], withoutFacts(card)],
      }
    },
  }
}

const id = z.coerce.number()
const messagesAnswer = z.object({
  messages: z.array(z.object({ id, author_id: id, text: z.string() })),
  users: z.array(z.object({ id, name: z.string() })),
  files: z.array(z.object({ name: z.string() })).catch([]),
})
type Messages = z.infer<typeof messagesAnswer>

/**
 * One message of a chat: no method asks for it by its id, but the pages of history begin beside a message, so that the one before it and the one behind
 * it lead to it. The chat's first message has none before, its last one none behind; its only one is the newest.
 * @see https://apidocs.bitrix24.com/api-reference/chats/messages/im-dialog-messages-get.html
 */
function messageCommands(dialogId: string, messageId: string): Record<string, Command> {
  const page = (range: object): Command => ['im.dialog.messages.get', { DIALOG_ID: dialogId, LIMIT: 1, ...range }]
  return {
    before: page({ LAST_ID: messageId }),
    fromBefore: page({ FIRST_ID: '$result[before][messages][0][id]' }),
    after: page({ FIRST_ID: messageId }),
    fromAfter: page({ LAST_ID: '$result[after][messages][0][id]' }),
    newest: page({}),
  }
}

/** The documented refusals: not in this chat, no chat at all, and what an empty reference may be taken for. */
const denied = new Set<PortalError['code']>(['access_error', 'dialog_id_empty', 'first_id_string', 'last_id_string'])

/** What was said, as Markdown, and by whom (null: by Bitrix24 itself). */
interface Message { text: string, author: string | null }

/**
 * The message out of these answers.
 * @throws Failure `not-available` when the chat has none of this id, `portal-unreachable` for anything that is no answer.
 */
function readMessage(answers: Answers, messageId: string): Message {
  for (const page of [answers.fromBefore, answers.fromAfter, answers.newest].flatMap(readPage)) {
    const message = page.messages.find(({ id }) => id === Number(messageId))
    if (message) return messageOf(message, page)
  }
  throw new Failure('not-available')
}

function readPage(answer: Answer | undefined): Messages[] {
  if (answer && 'error' in answer && denied.has(answer.error.code)) return []
  const read = messagesAnswer.safeParse(answer && 'value' in answer ? answer.value : null)
  if (!read.success) throw new Failure('portal-unreachable', { cause: answer && 'error' in answer ? answer.error : read.error })
  return [read.data]
}

/** A message without words is what was sent with it. */
function messageOf({ author_id, text }: Messages['messages'][number], { users, files }: Messages): Message {
  const author = users.find(({ id }) => id === author_id)?.name ?? null
  return { text: bbCodeToMarkdown(text) || files.map(({ name }) => name).join(', '), author }
}

/** A message in a note: quoted, with its author below it. */
function quotation({ text, author }: Message): string {
  return text ? `${quoted(author ? `${text}\n\n— ${author}` : text)}\n\n` : ''
}
