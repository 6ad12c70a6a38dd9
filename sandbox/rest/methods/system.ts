import { isoDate } from '../../clock.ts'
import { appOf } from '../../world.ts'
import { RestError } from '../error.ts'
import type { Method } from '../method.ts'
import { flag, text, upperKeys } from '../params.ts'
import { findMethod } from '../perform.ts'

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
      const isAvailable = !!method && (!method.scope.length || method.scope.some(scope => token.scope.includes(scope)))
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

  'server.time': {
    scope: [],
    rights: 'any',
    handle: ({ world, portal }) => ({ result: isoDate(world.clock.now(), portal.utcOffset) }),
  },

  'app.info': {
    scope: [],
    rights: 'any',
    handle({ world, portal, installation }) {
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
