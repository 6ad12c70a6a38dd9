import { isListedFor, isMember, maySeeGroup, membersOf } from '../../portal/rights.ts'
import type { PortalUser, Workgroup } from '../../types.ts'
import type { Params } from '../../http.ts'
import { RestError } from '../error.ts'
import type { Call, Method } from '../method.ts'
import { page } from '../page.ts'
import { flag, integer, list, map, text, upperKeys } from '../params.ts'
import { matches, sortBy } from '../query.ts'

/** The pages name the scope `sonet`, the list of scopes and the placements `sonet_group`. */
const SONET = ['sonet_group', 'sonet']
const SOCIALNETWORK = ['socialnetwork', ...SONET]

/** Workgroups and projects: api-reference/sonet-group */
export const groups: Record<string, Method> = {
  'sonet_group.get': {
    scope: SONET,
    rights: 'any',
    handle(call) {
      const { FILTER, ORDER, GROUP_ID, IS_ADMIN, START } = upperKeys(call.params)
      const filter = { ...upperKeys(map(FILTER)), ...GROUP_ID !== undefined && { ID: GROUP_ID } }
      const order = map(ORDER)
      const rows = offered(call, flag(IS_ADMIN)).map(row).filter(candidate => matches(candidate, knownOnly(candidate, filter)))
      return page(sortBy(rows, Object.keys(order).length ? upperKeys(order) : { ID: 'DESC' }), START)
    },
  },

  'sonet_group.user.get': {
    scope: SONET,
    rights: 'any',
    handle({ portal, user, params }) {
      const id = integer(upperKeys(params).ID)
      if (id <= 0) throw new RestError('', 'Wrong socialnetwork group ID')
      const group = portal.data.groups.find(candidate => candidate.id === id)
      if (!group || !maySeeGroup(user, group)) throw new RestError('', 'Socialnetwork group not found')
      return { result: membersOf(group).map(member => ({ USER_ID: String(member), ROLE: roleOf(member, group) })) }
    },
  },

  'sonet_group.user.groups': {
    scope: SONET,
    rights: 'any',
    handle: ({ portal, user }) => ({
      result: portal.data.groups.filter(group => isMember(user, group)).map(group => ({
        GROUP_ID: String(group.id),
        GROUP_NAME: group.name,
        ROLE: roleOf(user.id, group),
        GROUP_IMAGE_ID: null,
        GROUP_IMAGE: '',
        ...group.extranet && { IS_EXTRANET: 'Y' },
      })),
    }),
  },

  'socialnetwork.api.workgroup.get': {
    scope: SOCIALNETWORK,
    rights: 'any',
    handle(call) {
      const { groupId, select, mode } = map(call.params.params)
      if (!text(groupId)) throw new RestError('SONET_CONTROLLER_WORKGROUP_EMPTY', 'No value for the workgroup ID was provided.')
      const group = call.portal.data.groups.find(({ id }) => id === integer(groupId))
      if (!group || !maySeeGroup(call.user, group)) throw new RestError('SONET_CONTROLLER_WORKGROUP_NOT_FOUND', 'Workgroup not found.')
      return { result: { ...details(group), ...selected(call, group, list(select).map(text)), ...text(mode) === 'mobile' && { ADDITIONAL_DATA: relation(call.user, group) } } }
    },
  },

  'socialnetwork.api.workgroup.list': {
    scope: SOCIALNETWORK,
    rights: 'any',
    handle(call) {
      const { filter, select, order, start } = call.params
      const params = map(call.params.params)
      const rows = offered(call, flag(params.IS_ADMIN))
        .map(group => ({ ...row(group), group }))
        .filter(candidate => matches(candidate, knownOnly(candidate, map(filter))))
      const fields = list(select).map(text)
      return page(sortBy(rows, map(order)), start, rows => ({ workgroups: rows.map(({ group }) => listed(call, group, fields, params)) }))
    },
  },
}

/** The check of rights can be turned off, by administrators only. */
function offered({ portal, user }: Call, asAdmin: boolean): Workgroup[] {
  return portal.data.groups.filter(group => (asAdmin && user.role === 'admin') || isListedFor(user, group))
}

function knownOnly(known: object, filter: Params): Params {
  return Object.fromEntries(Object.entries(filter).filter(([key]) => key.replace(/^[!<>=%@?]+/, '') in known))
}

function yesNo(value: boolean): 'Y' | 'N' {
  return value ? 'Y' : 'N'
}

/** A owner, E moderator, K member; empty for everybody else. */
function roleOf(userId: number, group: Workgroup): '' | 'A' | 'E' | 'K' {
  if (group.ownerId === userId) return 'A'
  if (group.moderators.includes(userId)) return 'E'

  return group.members.includes(userId) ? 'K' : ''
}

function row(group: Workgroup) {
  return {
    ID: String(group.id),
    SITE_ID: site(group),
    NAME: group.name,
    DESCRIPTION: group.description || null,
    DATE_CREATE: group.created,
    DATE_UPDATE: group.updated,
    ACTIVE: 'Y',
    VISIBLE: yesNo(group.visible),
    OPENED: yesNo(group.opened),
    CLOSED: yesNo(group.closed),
    SUBJECT_ID: '1',
    OWNER_ID: String(group.ownerId),
    KEYWORDS: group.keywords.join(',') || null,
    NUMBER_OF_MEMBERS: String(membersOf(group).length),
    DATE_ACTIVITY: group.updated,
    SUBJECT_NAME: 'Workgroups',
    PROJECT: yesNo(group.project),
    IS_EXTRANET: yesNo(group.extranet),
  }
}

/** The extranet is a site of its own. */
function site(group: Workgroup): string {
  return group.extranet ? 'co' : 's1'
}

/** Empty where the group has no chat. */
function dialogId({ chatId }: Workgroup): string {
  return chatId === null ? '' : `chat${chatId}`
}

function type(group: Workgroup): 'group' | 'project' {
  return group.project ? 'project' : 'group'
}

/** DD.MM.YYYY hh:mm:ss, unlike every other date: socialnetwork-api-workgroup-get.md */
function plainDate(iso: string | null): string | null {
  return iso && iso.replace(/^(\d+)-(\d+)-(\d+)T([\d:]+).*$/, '$3.$2.$1 $4')
}

function details(group: Workgroup) {
  return {
    ID: group.id,
    ACTIVE: 'Y',
    SITE_ID: site(group),
    SUBJECT_ID: 1,
    NAME: group.name,
    DESCRIPTION: group.description,
    KEYWORDS: group.keywords.join(','),
    CLOSED: yesNo(group.closed),
    VISIBLE: yesNo(group.visible),
    OPENED: yesNo(group.opened),
    DATE_CREATE: plainDate(group.created),
    DATE_UPDATE: plainDate(group.updated),
    DATE_ACTIVITY: plainDate(group.updated),
    IMAGE_ID: 0,
    AVATAR_TYPE: 'folder',
    OWNER_ID: group.ownerId,
    INITIATE_PERMS: 'K',
    NUMBER_OF_MEMBERS: membersOf(group).length,
    NUMBER_OF_MODERATORS: group.moderators.length + 1,
    PROJECT: yesNo(group.project),
    PROJECT_DATE_START: plainDate(group.projectStart),
    PROJECT_DATE_FINISH: plainDate(group.projectFinish),
    SEARCH_INDEX: [group.name, group.description, ...group.keywords].join(' '),
    LANDING: 'N',
    SCRUM_OWNER_ID: 0,
    SCRUM_SPRINT_DURATION: 0,
    SCRUM_TASK_RESPONSIBLE: '',
    TYPE: type(group),
    MEMBERS: membersOf(group),
    CHAT_ID: group.chatId ?? 0,
    DIALOG_ID: dialogId(group),
    ORDINARY_MEMBERS: group.members,
    INVITED_MEMBERS: [],
    MODERATOR_MEMBERS: group.moderators,
    SITE_IDS: [site(group)],
    NUMBER_OF_MEMBERS_PLURAL: 0,
  }
}

/** What `select` adds; keys that the sandbox has nothing for are passed over. */
function selected({ portal }: Call, group: Workgroup, keys: string[]) {
  const known: Record<string, [answeredAs: string, value: unknown]> = {
    TAGS: ['TAGS', group.keywords],
    DEPARTMENTS: ['DEPARTMENTS', portal.data.departments.filter(({ head }) => head === group.ownerId).map(({ id }) => id)],
    AVATAR: ['AVATAR', ''],
    PIN: ['IS_PIN', false],
    PRIVACY_TYPE: ['PRIVACY_CODE', group.opened ? 'open' : group.visible ? 'closed' : 'secret'],
  }

  return Object.fromEntries(keys.flatMap(key => known[key] ? [known[key]] : []))
}

function relation(user: PortalUser, group: Workgroup) {
  return { ROLE: roleOf(user.id, group), INITIATED_BY_TYPE: isMember(user, group) ? 'U' : '' }
}

/** camelCase and strings; `id` alone unless more is selected. An avatar brings its number and type. */
function listed({ user }: Call, group: Workgroup, fields: string[], params: Params) {
  const all = { ...row(group), TYPE: type(group), AVATAR: '', IMAGE_ID: '0', AVATAR_TYPE: null }
  const wanted = ['ID', ...fields, ...fields.includes('AVATAR') ? ['IMAGE_ID', 'AVATAR_TYPE'] : []]
  const { ROLE: role, INITIATED_BY_TYPE: initiatedByType } = relation(user, group)

  return {
    ...Object.fromEntries(Object.entries(all).filter(([key]) => wanted.includes(key)).map(([key, value]) => [camel(key), value])),
    ...text(params.mode) === 'mobile' && { additionalData: { role, initiatedByType, ...list(params.features).length > 0 && { features: [] } } },
    ...flag(params.shouldSelectDialogId) && { dialogId: dialogId(group) },
  }
}

function camel(key: string): string {
  return key.toLowerCase().replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())
}
