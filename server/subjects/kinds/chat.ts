import { z } from 'zod'
import type { Fact, FactWord } from '../../../shared/subject.ts'
import { entityTypeOf } from '../../bitrix24/crm-types.ts'
import type { PortalObject, Subject } from '../subject.ts'
import { crmItem, decided, listed, nameOfLink, text, textFact, type Kind, type Refusals, type Surroundings } from './kind.ts'

const dialogAnswer = z.object({ id: z.coerce.number(), name: text, title: text, type: text, user_counter: z.coerce.number().catch(0), entity_type: text, entity_id: text })
type Dialog = z.infer<typeof dialogAnswer>

/** Who takes part in the chat reads it, and nobody else. @see https://apidocs.bitrix24.com/api-reference/chats/im-dialog-get.html */
const refusals: Refusals = { scope: 'im', isRefusal: ({ code }) => code === 'access_error' }

/** A dialog of two is named by the other one of them. */
const isPrivate = ({ id }: PortalObject) => /^\d+$/.test(id)

/** Chats of every kind. */
export const chats: Kind = {
  decide: ({ id }) => ({ subject: ['im.dialog.get', { DIALOG_ID: id }] }),
  named: ([owner]) => owner,

  read(object, answers, userId) {
    const dialog = decided(answers.subject, dialogAnswer, refusals)
    return {
      subject: { kind: 'chat', entityTypeId: 0, id: isPrivate(object) ? pairOf(userId, Number(object.id)) : `chat${dialog.id}` },
      title: dialog.name ?? dialog.title,
      ...(isPrivate(object) ? { isTitlePersonal: true } : {}),
      links: linksOf(dialog),
      facts: surroundings => factsOf(dialog, isPrivate(object), surroundings),
    }
  },

  // Each costs a command: there is no list of chats by their ids.
  list: {
    size: 1,
    command: ([object]) => ['im.dialog.get', { DIALOG_ID: object?.id }],
    read(answer, objects) {
      const [dialog] = listed(answer, dialogAnswer.transform(found => [found]), refusals)
      return new Map(dialog ? objects.map(object => [object.id, isPrivate(object) ? null : dialog.name ?? dialog.title]) : [])
    },
  },
}

/** The pair that a private dialog goes by, the same for both. */
function pairOf(...ids: [number, number]): string {
  return ids.sort((a, b) => a - b).join('-')
}

/** What the chat belongs to. @see https://apidocs.bitrix24.com/api-reference/chats/im-chat-get.html */
function linksOf({ entity_type: type, entity_id: entityId }: Dialog): Subject[] {
  const number = /^[1-9]\d{0,14}$/.exec(entityId ?? '')?.[0]
  if (number && (type === 'TASKS' || type === 'TASKS_TASK')) return [{ kind: 'task', entityTypeId: 0, id: number }]
  if (number && type === 'SONET_GROUP') return [{ kind: 'workgroup', entityTypeId: 0, id: number }]
  if (type !== 'CRM') return []

  const [, name = '', id] = /^(\w+)\|(\d+)$/.exec(entityId ?? '') ?? []
  return crmItem(entityTypeOf(name), Number(id))
}

const words: Record<string, FactWord> = { CRM: 'crm-chat', LINES: 'open-channel', LIVECHAT: 'open-channel', TASKS: 'task-chat', TASKS_TASK: 'task-chat', SONET_GROUP: 'workgroup-chat' }

function factsOf(dialog: Dialog, isPrivate: boolean, surroundings: Surroundings): Fact[] {
  if (isPrivate) return [{ key: 'kind', kind: 'word', value: 'private-chat' }]
  return [
    { key: 'kind', kind: 'word', value: words[dialog.entity_type ?? ''] ?? 'group-chat' },
    { key: 'members', kind: 'number', value: dialog.user_counter },
    ...textFact('belongsTo', nameOfLink(linksOf(dialog), surroundings)),
  ]
}
