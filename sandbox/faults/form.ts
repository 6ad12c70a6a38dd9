import type { ActiveFault } from './faults.ts'
import type { World } from '../world.ts'

type Fields = Record<string, string>
type Options = Record<string, unknown>

/** Other names that the same key has had, by kind: bitrix24 documentation, api-reference/widgets/task/*.md and widgets/crm/*.md */
const renamed: Record<string, [string, string]> = {
  'task-id': ['taskId', 'TASK_ID'],
  'entity-id': ['ID', 'ENTITY_ID'],
}

/** The context as another portal, or another version of it, would hand it over; both the form and the bridge carry it. */
export function distortOptions(options: Options, faults: ActiveFault[]): Options {
  return faults.reduce<Options>((changed, { kind, field }) => {
    const names = renamed[kind]
    if (names) return swap(changed, names)
    if (kind === 'message-number' && 'messageId' in changed) return { ...changed, messageId: Number(changed.messageId) }
    if (kind === 'no-uri') return without(changed, ['URI'])
    return kind === 'missing' && field ? without(changed, [field]) : changed
  }, options)
}

/** What only the posted form can have: fields that are missing or lie, and an unreadable PLACEMENT_OPTIONS. */
export function distortFields(world: World, fields: Fields, faults: ActiveFault[]): Fields {
  return faults.reduce<Fields>((changed, { kind, field }) => {
    switch (kind) {
      case 'older': return without(changed, ['SERVER_ENDPOINT', 'APPLICATION_TOKEN', 'APPLICATION_SCOPE'])
      case 'missing': return field ? without(changed, [field]) : changed
      case 'wrong-application-token': return { ...changed, APPLICATION_TOKEN: world.random() }
      case 'foreign-member-id': return { ...changed, member_id: otherMemberId(world, changed.member_id) }
      case 'options-empty': return { ...changed, PLACEMENT_OPTIONS: '' }
      case 'options-undefined': return { ...changed, PLACEMENT_OPTIONS: 'undefined' }
      case 'options-list': return { ...changed, PLACEMENT_OPTIONS: '[]' }
      default: return changed
    }
  }, fields)
}

function swap(options: Options, [one, other]: [string, string]): Options {
  return Object.fromEntries(Object.entries(options).map(([key, value]) => [key === one ? other : key === other ? one : key, value]))
}

function without<T>(values: Record<string, T>, names: string[]): Record<string, T> {
  return Object.fromEntries(Object.entries(values).filter(([key]) => !names.includes(key)))
}

/** Another portal of this sandbox, which the application may know too: worse than one that nobody knows. */
function otherMemberId(world: World, memberId: string | undefined): string {
  return world.portals.find(portal => portal.memberId !== memberId)?.memberId ?? world.random()
}
