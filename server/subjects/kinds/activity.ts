import { z } from 'zod'
import type { Fact, FactWord } from '../../../shared/subject.ts'
import { pathOf } from '../labels.ts'
import { crmItem, decided, id, itemNameIn, listed, momentFact, pageSize, personCommand, personFact, text, textFact, type Kind, type Refusals, type Surroundings } from './kind.ts'

const activityAnswer = z.object({
  SUBJECT: text, TYPE_ID: text, PROVIDER_ID: text, OWNER_ID: id, OWNER_TYPE_ID: z.coerce.number().catch(0), COMPLETED: text, DEADLINE: text, RESPONSIBLE_ID: id,
})
type Activity = z.infer<typeof activityAnswer>

/** The method says no in words alone. @see https://apidocs.bitrix24.com/api-reference/crm/timeline/activities/activity-base/crm-activity-get.html */
const denied = /^(activity is not found|access denied)\.?$/i
export const activityRefusals: Refusals = { scope: 'crm', isRefusal: ({ code, description }) => code === 'allowed_only_intranet_user' || (code === 'uncoded' && denied.test(description.trim())) }

/** Calls, meetings, e-mails and to-dos in the timelines of CRM items. */
export const activities: Kind = {
  decide: ({ id }) => ({ subject: ['crm.activity.get', { id: Number(id) }] }),
  surround: () => ({ ...personCommand('[RESPONSIBLE_ID]'), owner: ['crm.item.get', { entityTypeId: '$result[subject][OWNER_TYPE_ID]', id: '$result[subject][OWNER_ID]' }] }),

  read({ kind, entityTypeId, id }, answers, userId) {
    const activity = decided(answers.subject, activityAnswer, activityRefusals)
    const owners = crmItem(activity.OWNER_TYPE_ID, activity.OWNER_ID)
    return {
      subject: { kind, entityTypeId, id },
      title: activity.SUBJECT,
      links: owners,
      // It has no card of its own: it stands in the timeline of its owner.
      path: owners.map(owner => pathOf(owner, userId))[0] ?? null,
      facts: surroundings => factsOf(activity, surroundings),
    }
  },

  list: {
    size: pageSize,
    command: objects => ['crm.activity.list', { filter: { '@ID': objects.map(({ id }) => Number(id)) }, select: ['ID', 'SUBJECT'], start: -1 }],
    read: answer => new Map(listed(answer, z.array(z.object({ ID: z.coerce.string(), SUBJECT: text })), activityRefusals).map(({ ID, SUBJECT }) => [ID, SUBJECT])),
  },
}

/** TYPE_ID of those that Bitrix24 has itself; others come from a provider. */
const words: Record<string, FactWord> = { 1: 'meeting', 2: 'call', 3: 'task', 4: 'email' }

function wordOf({ TYPE_ID, PROVIDER_ID }: Activity): FactWord {
  return words[TYPE_ID ?? ''] ?? (PROVIDER_ID === 'CRM_TODO' ? 'todo' : 'other-activity')
}

function factsOf(activity: Activity, surroundings: Surroundings): Fact[] {
  const isDone = activity.COMPLETED === 'Y'
  return [
    isDone ? { key: 'state', kind: 'state', value: 'done', outcome: 'won' } : { key: 'state', kind: 'state', value: 'planned', outcome: 'open' },
    { key: 'kind', kind: 'word', value: wordOf(activity) },
    ...momentFact('deadline', activity.DEADLINE, !isDone, surroundings),
    ...personFact('responsible', activity.RESPONSIBLE_ID, surroundings),
    ...textFact('belongsTo', itemNameIn(surroundings.answers.owner)),
  ]
}
