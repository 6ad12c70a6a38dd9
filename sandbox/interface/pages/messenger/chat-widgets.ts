import type { ChatType } from '../../../portal/chats.ts'
import { widgets, type Widget } from '../../placements.ts'
import type { Visit } from '../../visit.ts'

/** The values of OPTIONS.context and the chats they stand for: api-reference/widgets/im/index.md */
const CONTEXTS: Record<ChatType, string> = { private: 'USER', chat: 'CHAT', lines: 'LINES', crm: 'CRM' }

function suitsChat({ context = 'ALL' }: Record<string, string>, type: ChatType | null): boolean {
  const contexts = context.split(';')

  return type === null || contexts.includes('ALL') || contexts.includes(CONTEXTS[type])
}

/**
 * The messenger's widgets of one placement that the OPTIONS of their bindings let this person see in a chat of that type; null: no chat
 * is in question (IM_NAVIGATION). `extranet: Y` opens a widget to extranet users, `role: ADMIN` closes it to all but administrators.
 */
export function chatWidgets(visit: Visit, placement: string, type: ChatType | null): Widget[] {
  const { role } = visit.user

  return widgets(visit, placement).filter(({ binding: { options } }) =>
    suitsChat(options, type) && (options.role !== 'ADMIN' || role === 'admin') && (options.extranet === 'Y' || role !== 'extranet'))
}
