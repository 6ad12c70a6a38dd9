import { z } from 'zod'
import type { Fact } from '../../../shared/subject.ts'
import { decided, fullName, listed, notAvailable, optional, pageSize, text, textFact, type Kind, type Refusals, type Surroundings } from './kind.ts'

const userAnswer = z.array(z.object({
  ID: z.coerce.string(), ACTIVE: z.boolean().nullish(), NAME: text, LAST_NAME: text, EMAIL: text, WORK_POSITION: text, WORK_PHONE: text, PERSONAL_MOBILE: text,
  UF_DEPARTMENT: z.array(z.coerce.number()).nullish().catch(null).transform(value => value ?? []),
}))
const departmentAnswer = z.array(z.object({ ID: z.coerce.number(), NAME: text }))
type User = z.infer<typeof userAnswer>[number]

/** Both "absent" and "unknown to this person" are a list without the user. @see https://apidocs.bitrix24.com/api-reference/user/user-get.html */
const refusals: Refusals = { scope: 'user', isRefusal: () => false }

/** People of the portal. What their card shows depends on the permission: `user_brief` gives neither e-mail nor phones. */
export const users: Kind = {
  decide: ({ id }) => ({ subject: ['user.get', { ID: Number(id) }] }),
  surround: () => ({ department: ['department.get', { ID: '$result[subject][0][UF_DEPARTMENT][0]' }] }),

  read({ kind, entityTypeId, id }, answers) {
    const user = decided(answers.subject, userAnswer, refusals).find(({ ID }) => ID === id) ?? notAvailable()
    return {
      subject: { kind, entityTypeId, id },
      title: nameOf(user) || null,
      links: [],
      facts: surroundings => factsOf(user, surroundings),
    }
  },

  list: {
    size: pageSize,
    command: objects => ['user.get', { FILTER: { ID: objects.map(({ id }) => Number(id)) } }],
    read: answer => new Map(listed(answer, userAnswer, refusals).map(user => [user.ID, nameOf(user) || null])),
  },
}

function nameOf({ NAME, LAST_NAME }: User): string {
  return fullName(NAME, LAST_NAME)
}

function factsOf(user: User, { answers }: Surroundings): Fact[] {
  const department = optional(answers.department, departmentAnswer)?.find(({ ID }) => ID === user.UF_DEPARTMENT[0])
  const phone = user.WORK_PHONE ?? user.PERSONAL_MOBILE
  return [
    ...(user.ACTIVE === false ? [{ key: 'state' as const, kind: 'state' as const, value: 'dismissed' as const, outcome: 'lost' as const }] : []),
    ...textFact('position', user.WORK_POSITION),
    ...textFact('department', department?.NAME),
    ...(phone ? [{ key: 'phone', kind: 'phone' as const, value: phone }] : []),
    ...(user.EMAIL ? [{ key: 'email', kind: 'email' as const, value: user.EMAIL }] : []),
  ]
}
