import type { Chat, ChatType, Guest } from '../portal/chats.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
/** Of a working day, from its midnight. */
const EVENING = 17.5 * HOUR

/**
 * When a message was written. Up to a day ago, so many minutes before now; whole days before, the minutes count back from the evening,
 * so that nobody wrote at night whenever the sandbox starts.
 */
function momentOf(now: number, minutes: number): number {
  const back = minutes * MINUTE
  if (back < DAY) return now - back
  const lastDay = Math.floor((now - 10 * HOUR) / DAY) * DAY

  return lastDay - Math.floor(back / DAY) * DAY + EVENING - back % DAY
}

/** One chat of the tables. Minutes count back from the start of the sandbox, see momentOf. */
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
  /** Oldest first: author (0 the system), minutes ago, text, and whom it pleased. */
  messages: [author: number, minutes: number, text: string, likes?: number[]][]
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
      at: momentOf(now, message[1]),
      text: message[2],
      params: message[0] === 0 ? { CODE: ['CHAT_JOIN'], NOTIFY: 'N' } : { ...message[3] && { LIKE: [...message[3]] } },
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
