import { isoDate } from '../../clock.ts'
import type { Portal } from '../../types.ts'
import { appOf } from '../../world.ts'
import { RestError } from '../error.ts'
import type { Method } from '../method.ts'
import { flag, list, phpMap, text, upperKeys } from '../params.ts'
import { findMethod, methodNames } from '../perform.ts'

/** api-reference/scopes/permissions.md */
const ALL_SCOPES = [
  'ai_admin', 'biconnector', 'bizproc', 'booking', 'calendar', 'call', 'cashbox', 'catalog', 'contact_center', 'crm', 'delivery', 'department',
  'disk', 'documentgenerator', 'entity', 'humanresources', 'humanresources.hcmlink', 'im', 'imbot', 'imconnector', 'imopenlines', 'intranet',
  'landing', 'lists', 'log', 'mailservice', 'main', 'messageservice', 'mobile', 'pay_system', 'placement', 'pull', 'rpa', 'sale', 'salescenter',
  'sign.b2e', 'socialnetwork', 'sonet_group', 'task', 'telephony', 'timeman', 'user', 'user_basic', 'user_brief', 'user.userfield',
  'userconsent', 'userfieldconfig', 'vote',
]

/** What any token may ask: api-reference/common/system */
export const system: Record<string, Method> = {
  'scope': {
    scope: [],
    rights: 'any',
    handle: ({ token, params }) => ({ result: flag(params.FULL ?? params.full) ? ALL_SCOPES : token.scope }),
  },

  'method.get': {
    scope: [],
    rights: 'any',
    handle({ token, params }) {
      const method = findMethod(text(params.name))
      const isAvailable = !!method && isGranted(method, token.scope)
      return { result: { isExisting: !!method, isAvailable } }
    },
  },

  'feature.get': {
    scope: [],
    rights: 'any',
    handle({ portal, params }) {
      const code = text(upperKeys(params).CODE)
      if (!code) throw new RestError('CODE_EMPTY', 'CODE can\'t be empty')
      return { result: { value: portal.features[code] ? 'Y' : 'N' } }
    },
  },

  'methods': {
    scope: [],
    rights: 'any',
    handle({ token, params }) {
      const { SCOPE, FULL } = upperKeys(params)
      const scopes = text(SCOPE) ? [text(SCOPE)] : token.scope
      return { result: methodNames(method => flag(FULL) || (text(SCOPE) ? method.scope.includes(text(SCOPE)) : isGranted(method, scopes))) }
    },
  },

  'access.name': {
    scope: [],
    rights: 'any',
    handle({ portal, params }) {
      const codes = list(upperKeys(params).ACCESS).map(text)
      // Not an empty map: access-name.md
      if (!codes.length) return { result: false }
      const named = codes.flatMap(code => accessName(portal, code).map(name => [code, name]))
      return { result: phpMap(Object.fromEntries(named)) }
    },
  },

  'server.time': {
    scope: [],
    rights: 'any',
    handle: ({ world, portal }) => ({ result: isoDate(world.clock.now(), portal.utcOffset) }),
  },

  'app.info': {
    scope: [],
    rights: 'any',
    handle({ world, portal, installation, webhook }) {
      // Not WRONG_AUTH_TYPE: app-info.md
      if (webhook) throw new RestError('ACCESS_DENIED', 'Access denied! Application context required')
      const app = appOf(world, installation.clientId)
      return { result: {
        ID: app.id,
        CODE: app.clientId,
        VERSION: installation.version,
        STATUS: installation.status,
        INSTALLED: installation.state === 'installed',
        PAYMENT_EXPIRED: installation.payment.expired ? 'Y' : 'N',
        DAYS: installation.payment.days,
        LANGUAGE_ID: portal.language,
        LICENSE: `${portal.language}_pro100`,
        LICENSE_TYPE: 'pro100',
        LICENSE_FAMILY: 'pro',
      } }
    },
  },
}

function isGranted({ scope }: Method, granted: string[]): boolean {
  return !scope.length || scope.some(name => granted.includes(name))
}

/** Groups that every portal has, and people; an unknown code is left out. */
const GROUPS: Record<string, string> = { G2: 'All visitors', AU: 'All authorized users' }

function accessName({ users }: Portal, code: string): { provider: string, name: string, provider_id: string }[] {
  const group = GROUPS[code]
  if (group) return [{ provider: '', name: group, provider_id: 'other' }]

  return users.filter(({ id }) => code === `U${id}`).map(({ name, lastName }) => ({ provider: 'User', name: `${name} ${lastName}`, provider_id: 'user' }))
}
