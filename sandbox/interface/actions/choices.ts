import { maySeeGroup } from '../../portal/rights.ts'
import { data, type Answer } from '../answer.ts'
import { crmTypes, detailsPath, itemsOf, itemTitle } from '../crm.ts'
import { fullName, type Visit } from '../visit.ts'

/** Colleagues as selectUser answers them. https://apidocs.bitrix24.com/sdk/bx24-js-sdk/system-dialogues/bx24-select-user.html */
export function userChoices({ portal }: Visit): Answer {
  // The dialog offers the company's employees, no guests from outside.
  return data(portal.users.filter(user => user.active && user.role !== 'extranet').map(user => ({
    id: String(user.id),
    name: fullName(user),
    photo: '',
    position: user.position,
    url: `/company/personal/user/${user.id}/`,
    sub: false,
    sup: false,
  })))
}

/** Access codes as selectAccess answers them. https://apidocs.bitrix24.com/sdk/bx24-js-sdk/system-dialogues/bx24-select-access.html */
export function accessChoices({ portal, user, t }: Visit): Answer {
  const people = portal.users.filter(({ active }) => active).map(person => ({ id: `U${person.id}`, name: fullName(person) }))
  const departments = portal.data.departments.flatMap(({ id, name }) => [
    { id: `D${id}`, name },
    { id: `DR${id}`, name: t('access.withSubdivisions', { name }) },
  ])
  const groups = portal.data.groups.filter(group => maySeeGroup(user, group)).map(({ id, name }) => ({ id: `SG${id}`, name }))

  return data([{ id: 'AU', name: t('access.all') }, ...departments, ...people, ...groups])
}

const CRM_CHOICES: Record<string, { entityTypeId: number, prefix: string }> = {
  lead: { entityTypeId: 1, prefix: 'L' },
  contact: { entityTypeId: 3, prefix: 'C' },
  company: { entityTypeId: 4, prefix: 'CO' },
  deal: { entityTypeId: 2, prefix: 'D' },
  quote: { entityTypeId: 7, prefix: 'Q' },
}

/** CRM items as selectCRM answers them, those of `?types=deal,contact` (all five without it) that the person may read. */
export function crmChoices(visit: Visit): Answer {
  const wanted = visit.url.searchParams.get('types')?.split(',') ?? Object.keys(CRM_CHOICES)

  return data(wanted.flatMap((name) => {
    const choice = CRM_CHOICES[name]
    const type = crmTypes(visit).find(candidate => candidate.entityTypeId === choice?.entityTypeId)
    if (!choice || !type) return []
    return itemsOf(visit, type).map(item => ({
      id: `${choice.prefix}_${item.id}`,
      type: name,
      place: name,
      title: itemTitle(item),
      desc: type.one,
      url: detailsPath(type, item.id),
    }))
  }))
}
