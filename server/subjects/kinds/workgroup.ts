import { z } from 'zod'
import type { Fact } from '../../../shared/subject.ts'
import { decided, id, listed, notAvailable, pageSize, personCommand, personFact, text, type Kind, type Refusals, type Surroundings } from './kind.ts'

const groupAnswer = z.array(z.object({ ID: z.coerce.string(), NAME: text, OWNER_ID: id, NUMBER_OF_MEMBERS: z.coerce.number().catch(0), PROJECT: text, CLOSED: text }))
type Group = z.infer<typeof groupAnswer>[number]

/** Both "absent" and "denied" are a list without the group. @see https://apidocs.bitrix24.com/api-reference/sonet-group/sonet-group-get.html */
const refusals: Refusals = { scope: 'sonet_group', isRefusal: () => false }

/** Workgroups and projects. */
export const workgroups: Kind = {
  decide: ({ id }) => ({ subject: ['sonet_group.get', { FILTER: { ID: Number(id) } }] }),
  surround: () => personCommand('[0][OWNER_ID]'),

  read({ kind, entityTypeId, id }, answers) {
    const group = decided(answers.subject, groupAnswer, refusals).find(({ ID }) => ID === id) ?? notAvailable()
    return {
      subject: { kind, entityTypeId, id },
      title: group.NAME,
      links: [],
      facts: surroundings => factsOf(group, surroundings),
    }
  },

  list: {
    size: pageSize,
    command: objects => ['sonet_group.get', { FILTER: { ID: objects.map(({ id }) => Number(id)) } }],
    read: answer => new Map(listed(answer, groupAnswer, refusals).map(({ ID, NAME }) => [ID, NAME])),
  },
}

function factsOf(group: Group, surroundings: Surroundings): Fact[] {
  return [
    ...(group.CLOSED === 'Y' ? [{ key: 'state' as const, kind: 'state' as const, value: 'archived' as const, outcome: 'lost' as const }] : []),
    { key: 'kind', kind: 'word', value: group.PROJECT === 'Y' ? 'project' : 'group' },
    ...personFact('owner', group.OWNER_ID, surroundings),
    { key: 'members', kind: 'number', value: group.NUMBER_OF_MEMBERS },
  ]
}
