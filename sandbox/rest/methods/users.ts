import { utcOffsetAt } from '../../time-zone.ts'
import type { PortalUser } from '../../types.ts'
import type { Call, Method } from '../method.ts'
import { page } from '../page.ts'
import { flag, list, map, text, upperKeys } from '../params.ts'

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
      const { FILTER, SORT, ORDER, SELECT, START, ...direct } = upperKeys(call.params)
      const filter = { ...direct, ...upperKeys(map(FILTER)) }
      return userPage(call, row => meets(row, filter), { sort: text(SORT), order: text(ORDER), select: SELECT, start: START })
    },
  },

  'user.search': {
    scope: USER_SCOPES,
    rights: 'any',
    handle(call) {
      const { FILTER, SORT, ORDER, SELECT, START, ...direct } = upperKeys(call.params)
      const { FIND, ...filter } = { ...direct, ...upperKeys(map(FILTER)) }
      const word = text(FIND).toLowerCase()
      return userPage(call, row =>
        row.ACTIVE === true && contains(row, filter) && (!word || `${row.NAME} ${row.LAST_NAME} ${row.WORK_POSITION}`.toLowerCase().includes(word)),
      { sort: text(SORT), order: text(ORDER), select: SELECT, start: START })
    },
  },
}

type UserRecord = Record<string, unknown>

function userPage(call: Call, keep: (row: UserRecord) => boolean, { sort, order, select, start }: {
  sort: string
  order: string
  select: unknown
  start: unknown
}) {
  const key = sort.toUpperCase() || 'ID'
  const direction = order.toUpperCase() === 'DESC' ? -1 : 1
  const rows = visibleUsers(call)
    .map(user => record(call, user))
    .filter(keep)
    .sort((a, b) => direction * text(a[key]).localeCompare(text(b[key]), 'en', { numeric: true }))

  return page(rows, start, rows => rows.map(row => pick(row, list(select).map(text))))
}

/** An extranet user knows only herself. */
function visibleUsers({ portal, user }: Call): PortalUser[] {
  return user.role === 'extranet' ? [user] : portal.users
}

/** Contacts are hidden by user_brief: api-reference/user/index.md */
function record({ token }: Call, user: PortalUser): UserRecord {
  const withContacts = token.scope.includes('user') || token.scope.includes('user_basic')

  return {
    ID: String(user.id),
    ACTIVE: user.active,
    NAME: user.name,
    LAST_NAME: user.lastName,
    SECOND_NAME: '',
    ...withContacts && { EMAIL: user.email },
    LAST_LOGIN: '',
    DATE_REGISTER: '2024-03-04T00:00:00+00:00',
    TIME_ZONE: user.timeZone,
    IS_ONLINE: 'N',
    TIMESTAMP_X: {},
    LAST_ACTIVITY_DATE: {},
    PERSONAL_GENDER: '',
    PERSONAL_WWW: '',
    PERSONAL_BIRTHDAY: '',
    ...withContacts && { PERSONAL_MOBILE: '', WORK_PHONE: '' },
    PERSONAL_CITY: '',
    WORK_POSITION: user.position,
    UF_EMPLOYMENT_DATE: '',
    UF_DEPARTMENT: user.role === 'extranet' ? [] : [1],
    USER_TYPE: user.role === 'extranet' ? 'extranet' : 'employee',
  }
}

function meets(row: UserRecord, filter: UserRecord): boolean {
  return Object.entries(filter).every(([key, expected]) => {
    if (!(key in row)) return true
    const wanted = Array.isArray(expected) ? expected.map(text) : [text(expected)]
    if (typeof row[key] === 'boolean') return wanted.some(value => flag(value) === row[key])
    return wanted.includes(text(row[key]))
  })
}

function contains(row: UserRecord, filter: UserRecord): boolean {
  return Object.entries(filter).every(([key, part]) => !(key in row) || text(row[key]).toLowerCase().includes(text(part).toLowerCase()))
}

function pick(row: UserRecord, fields: string[]): UserRecord {
  if (!fields.length || fields.includes('*')) return row

  return Object.fromEntries(fields.filter(field => field in row).map(field => [field, row[field]]))
}
