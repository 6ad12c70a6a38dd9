import { z } from 'zod'
import { bbCodeToMarkdown, quoted } from '../../bitrix24/bb-code.ts'
import type { Answer, Command, PortalError } from '../../bitrix24/rest.ts'
import { Failure } from '../../failure.ts'

const id = z.coerce.number()
const messagesAnswer = z.object({
  messages: z.array(z.object({ id, author_id: id, text: z.string() })),
  users: z.array(z.object({ id, name: z.string() })),
  files: z.array(z.object({ name: z.string() })).catch([]),
})
type Messages = z.infer<typeof messagesAnswer>

/**
 * One message of a chat: no method asks for it by its id, but the pages of history begin beside a message, so that the one before it and the one behind
 * it lead to it. The chat's first message has none before, its last one none behind, its only one neither: a page from nowhere is the newest.
 * @see https://apidocs.bitrix24.com/api-reference/chats/messages/im-dialog-messages-get.html
 */
export function messageCommands(dialogId: string, messageId: string) {
  const page = (range: object): Command => ['im.dialog.messages.get', { DIALOG_ID: dialogId, LIMIT: 1, ...range }]
  return {
    before: page({ LAST_ID: messageId }),
    fromBefore: page({ FIRST_ID: '$result[before][messages][0][id]' }),
    after: page({ FIRST_ID: messageId }),
    fromAfter: page({ LAST_ID: '$result[after][messages][0][id]' }),
  } satisfies Record<string, Command>
}
export type MessageAnswers = Record<keyof ReturnType<typeof messageCommands>, Answer>

/** The documented refusals: not of this chat, and no chat at all. */
const denied = new Set<PortalError['code']>(['access_error', 'dialog_id_empty'])

/** What was said, as Markdown, and by whom (null: by Bitrix24 itself). */
export interface Message { text: string, author: string | null }

/**
 * The message out of these answers.
 * @throws Failure `not-available` when the chat has none of this id or the person is not in it, `portal-unreachable` for anything that is no answer.
 */
export function readMessage(answers: MessageAnswers, messageId: string): Message {
  const pages = [answers.fromBefore, answers.fromAfter]
  for (const page of pages.flatMap(answer => 'value' in answer ? [readPage(answer.value)] : [])) {
    const message = page.messages.find(({ id }) => id === Number(messageId))
    if (message) return messageOf(message, page)
  }
  const refused = pages.find(answer => 'error' in answer && !denied.has(answer.error.code))
  throw new Failure(refused ? 'portal-unreachable' : 'not-available', { cause: refused })
}

function readPage(value: unknown): Messages {
  const read = messagesAnswer.safeParse(value)
  if (!read.success) throw new Failure('portal-unreachable', { cause: read.error })
  return read.data
}

/** A message without words is what was sent with it. */
function messageOf({ author_id, text }: Messages['messages'][number], { users, files }: Messages): Message {
  const author = users.find(({ id }) => id === author_id)?.name ?? null
  return { text: bbCodeToMarkdown(text) || files.map(({ name }) => name).join(', '), author }
}

/** A message in a note: quoted, with its author below it. */
export function quotation({ text, author }: Message): string {
  return text ? `${quoted(author ? `${text}\n\n— ${author}` : text)}\n\n` : ''
}
