import { mayKnow } from '../../portal/rights.ts'
import { utcOffsetAt } from '../../portal/time-zone.ts'
import type { IssuedToken, Portal, PortalUser } from '../../types.ts'
import type { Call, Method } from '../method.ts'
import { page } from '../page.ts'
import { flag, list, map, text, upperKeys } from '../params.ts'
import { matches, sortBy } from '../query.ts'

const USER_SCOPES = ['user', 'user_basic', 'user_brief']

/** People: api-reference/user, api-reference/common/users */
export const users: Record<string, Method> = {
  'profile': {
    scope: [],
    rights: 'any',
    handle: ({ user, portal, world }) => ({ result: {
      ID: String(user.id),
      ADMIN: user.role === 'admin',
      NAME: user.name,
      LAST_NAME: user.lastName,
      PERSONAL_GENDER: '',
      TIME_ZONE: user.timeZone,
      // Seconds that this person's clock is ahead of the portal's.
      TIME_ZONE_OFFSET: (utcOffsetAt(user.timeZone, world.clock.now()) - portal.utcOffset) * 60,
    } }),
  },

  'user.current': {
    scope: USER_SCOPES,
    rights: 'any',
    handle: call => ({ result: record(call, call.user) }),
  },

  'user.admin': {
    scope: [],
    rights: 'any',
    handle: ({ user }) => ({ result: user.role === 'admin' }),
  },

  'user.get': {
    scope: USER_SCOPES,
    rights: 'any',
    handle(call) {
      const { filter, ...list } = listParams(call)
      return userPage(call, row => meets(row, filter), list)
    },
  },

  'user.search': {
    scope: USER_SCOPES,
    rights: 'any',
    handle(call) {
      const { filter: { FIND, ...filter }, ...list } = listParams(call)
      return userPage(call, row => row.ACTIVE === true && contains(row, filter) && isFound(row, text(FIND)), list)
    },
  },
}

type UserRecord = Record<string, unknown>

/** Keys in any case; filters stand in FILTER or beside it. ADMIN_MODE widens nothing here: employees know everybody as it is. */
function listParams({ params }: Call) {
  const { FILTER, SORT, ORDER, SELECT, START, ADMIN_MODE: _, ...direct } = upperKeys(params)

  return { filter: { ...direct, ...upperKeys(map(FILTER)) }, sort: text(SORT), order: text(ORDER), select: list(SELECT).map(text), start: START }
}

function userPage(call: Call, keep: (row: UserRecord) => boolean, { sort, order, select, start }: {
  sort: string
  order: string
  select: string[]
  start: unknown
}) {
  const { portal, user, token } = call
  const rows = portal.users
    .filter(other => mayKnow(portal, user, other))
    .map(other => fullRecord(portal, other))
    .filter(keep)

  return page(sortBy(rows, { [sort.toUpperCase() || 'ID']: order }), start, rows => rows.map(row => pick(forScope(row, token), select)))
}

/** What the limited scopes leave out; contacts are hidden by user_brief. Source: api-reference/user/index.md */
const HIDDEN: Record<string, string[]> = {
  user_basic: ['LAST_LOGIN', 'PERSONAL_WWW'],
  user_brief: ['LAST_LOGIN', 'PERSONAL_WWW', 'EMAIL', 'PERSONAL_MOBILE', 'WORK_PHONE'],
}

/** Names that can be searched for but are not answered. */
const ONLY_SEARCHED = ['UF_DEPARTMENT_NAME', 'NAME_SEARCH']

function record({ portal, token }: Call, user: PortalUser): UserRecord {
  return forScope(fullRecord(portal, user), token)
}

function forScope(row: UserRecord, { scope }: IssuedToken): UserRecord {
  const widest = ['user', 'user_basic', 'user_brief'].find(candidate => scope.includes(candidate)) ?? 'user_brief'
  const hidden = [...HIDDEN[widest] ?? [], ...ONLY_SEARCHED]

  return Object.fromEntries(Object.entries(row).filter(([key, value]) => value !== undefined && !hidden.includes(key)))
}

function fullRecord(portal: Portal, user: PortalUser): UserRecord {
  const departments = user.departments ?? []
  const departmentNames = portal.data.departments.filter(({ id }) => departments.includes(id)).map(({ name }) => name)

  return {
    ID: String(user.id),
    ACTIVE: user.active,
    NAME: user.name,
    LAST_NAME: user.lastName,
    SECOND_NAME: '',
    EMAIL: user.email,
    LAST_LOGIN: '',
    DATE_REGISTER: '2024-03-04T00:00:00+00:00',
    TIME_ZONE: user.timeZone,
    IS_ONLINE: 'N',
    TIMESTAMP_X: {},
    LAST_ACTIVITY_DATE: {},
    PERSONAL_GENDER: '',
    PERSONAL_WWW: '',
    PERSONAL_BIRTHDAY: '',
    PERSONAL_MOBILE: user.mobile ?? '',
    PERSONAL_CITY: '',
    WORK_PHONE: user.workPhone ?? '',
    WORK_POSITION: user.position,
    UF_EMPLOYMENT_DATE: '',
    UF_DEPARTMENT: departments,
    // Answered only where there is one.
    UF_PHONE_INNER: user.innerPhone,
    USER_TYPE: user.role === 'extranet' ? 'extranet' : 'employee',
    UF_DEPARTMENT_NAME: departmentNames.join(', '),
    NAME_SEARCH: [user.name, user.lastName, user.position, user.email].join(' '),
  }
}

/** Filters may carry a prefix; a bare text may hold `%`. Names that people do not have filter nothing. Source: user-get.md */
function meets(row: UserRecord, filter: UserRecord): boolean {
  return Object.entries(filter).every(([key, expected]) => {
    const field = key.replace(/^[!<>=%@]+/, '')
    if (field === 'NAME_SEARCH') return isFound(row, text(expected))
    if (!(field in row)) return true
    if (typeof row[field] === 'boolean') return (row[field] === flag(expected)) !== key.startsWith('!')
    return matches(row, { [key === field && text(expected).includes('%') ? `=%${key}` : key]: expected })
  })
}

/** USER_TYPE is one of three words; the others are parts of what is searched. */
function contains(row: UserRecord, filter: UserRecord): boolean {
  return Object.entries(filter).every(([key, part]) => {
    if (!(key in row)) return true
    return key === 'USER_TYPE' ? text(row[key]) === text(part) : text(row[key]).toLowerCase().includes(text(part).toLowerCase())
  })
}

/** Does every word begin a word of the name, the position or the department? */
function isFound(row: UserRecord, sought: string): boolean {
  const words = [row.NAME, row.LAST_NAME, row.SECOND_NAME, row.WORK_POSITION, row.UF_DEPARTMENT_NAME].map(text).join(' ').toLowerCase().split(/[\s,]+/)

  return sought.toLowerCase().split(/\s+/).filter(Boolean).every(part => words.some(word => word.startsWith(part)))
}

/** `select` takes names and the masks `*` and `UF_*`; what the scope does not give is passed over. */
function pick(row: UserRecord, fields: string[]): UserRecord {
  if (!fields.length || fields.includes('*')) return row

  return Object.fromEntries(Object.entries(row).filter(([key]) => fields.includes(key) || (fields.includes('UF_*') && key.startsWith('UF_'))))
}
