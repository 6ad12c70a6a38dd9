import type { Chat, ChatType, Guest } from '../chats.ts'

const MINUTE = 60_000

/** One chat of the tables. Minutes count back from the start of the sandbox, which is when the newest message has just come in. */
export interface ChatRow {
  id: number
  type: ChatType
  title?: string
  description?: string
  /** Its first member owns it. */
  members: number[]
  guests?: Guest[]
  entityType?: string
  entityId?: string
  /** Oldest first: author (0 the system), minutes ago, text. */
  messages: [author: number, minutes: number, text: string][]
  /** How many of the last messages somebody has not seen. */
  unread?: Record<number, number>
}

/** Chats with messages whose ids rise with time through the whole portal; the newest message has the id `lastId`. */
export function buildChats(rows: ChatRow[], now: number, lastId: number): Chat[] {
  const newestFirst = rows.flatMap(({ messages }) => messages).sort(([, one], [, other]) => one - other)
  const ids = new Map(newestFirst.map((message, index) => [message, lastId - 2 * index]))

  return rows.map((row) => {
    const messages = row.messages.map(message => ({
      id: ids.get(message) ?? 0,
      authorId: message[0],
      at: now - message[1] * MINUTE,
      text: message[2],
      params: message[0] === 0 ? { CODE: ['CHAT_JOIN'], NOTIFY: 'N' } : {},
      uuid: message[0] === 0 ? null : uuidOf(ids.get(message) ?? 0),
    }))
    return {
      id: row.id,
      type: row.type,
      title: row.title ?? '',
      description: row.description ?? '',
      ownerId: row.members[0] ?? 0,
      members: [...row.members],
      guests: structuredClone(row.guests ?? []),
      entityType: row.entityType ?? '',
      entityId: row.entityId ?? '',
      createdAt: (messages[0]?.at ?? now) - MINUTE,
      messages,
      seen: new Map(row.members.map(member => [member, messages.at(-1 - (row.unread?.[member] ?? 0))?.id ?? 0])),
    }
  })
}

/** The same for every start, as ids of data are. */
function uuidOf(id: number): string {
  return `0c42a08f-4235-49fc-994f-${id.toString(16).padStart(12, '0')}`
}
