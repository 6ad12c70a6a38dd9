import type { IncomingMessage } from 'node:http'
import { addMessage } from '../../portal/chats.ts'
import { InterfaceError, nothing, readForm, redirect, type Answer } from '../answer.ts'
import { chatAt } from '../pages/messenger/messenger.ts'
import type { Visit } from '../visit.ts'

/** Sends what the person wrote and shows the chat again. */
export async function sendMessage(visit: Visit, request: IncomingMessage): Promise<Answer> {
  const { sandbox, portal, user, url, t } = visit
  const form = await readForm(request)
  const dialogId = form.get('dialog') ?? ''
  const chat = chatAt(visit, dialogId)
  if (!chat) throw new InterfaceError(403, t('chat.denied'))

  const text = (form.get('text') ?? '').trim()
  if (text) addMessage(portal.data.chats, chat, { authorId: user.id, at: sandbox.clock.now(), text, uuid: crypto.randomUUID() })
  if (url.pathname.startsWith('/mobile/')) return redirect(url.pathname)
  url.searchParams.set('IM_DIALOG', dialogId)
  return redirect(`/online/${url.search}`)
}

/** The bell was opened: its notifications count as read. */
export function readNotifications({ portal, user }: Visit): Answer {
  for (const notification of portal.data.notifications) {
    if (notification.userId === user.id) notification.read = true
  }

  return nothing()
}
