import { checkHandler } from '../../apps/handler-url.ts'
import type { Params } from '../../http.ts'
import type { UserFieldType } from '../../types.ts'
import { fullTypeCode } from '../../portal/user-fields.ts'
import { appOf } from '../../world.ts'
import { RestError } from '../error.ts'
import type { Call, Method } from '../method.ts'
import { page } from '../page.ts'
import { integer, map, required, text, upperKeys } from '../params.ts'

/** Length of `rest_<APP_ID>_<code>`. */
const MAX_CODE = 50
const MAX_DESCRIPTION = 255

/** Types of user fields that the application draws itself: api-reference/widgets/user-field */
export const userFieldTypes: Record<string, Method> = {
  'userfieldtype.add': {
    scope: ['placement'],
    rights: 'admin',
    application: true,
    handle(call) {
      const given = upperKeys(call.params)
      const code = required(given, 'USER_TYPE_ID').toLowerCase()
      const handler = required(given, 'HANDLER')
      checkHandler(handler)
      checkCode(call, code)
      refuseTaken(call.installation.userFieldTypes, { code, handler })
      call.installation.userFieldTypes.push({ code, handler, title: '', description: '', height: 0, langAll: {}, ...texts(given) })
      return { result: true }
    },
  },

  'userfieldtype.list': {
    scope: ['placement'],
    rights: 'admin',
    application: true,
    handle: ({ installation, params }) => page(installation.userFieldTypes.map(({ code, handler, title, description }) =>
      ({ USER_TYPE_ID: code, HANDLER: handler, TITLE: title, DESCRIPTION: description })), params.start),
  },

  'userfieldtype.update': {
    scope: ['placement'],
    rights: 'admin',
    application: true,
    handle(call) {
      const given = upperKeys(call.params)
      const type = existing(call, given)
      const handler = text(given.HANDLER) || type.handler
      checkHandler(handler)
      refuseTaken(call.installation.userFieldTypes.filter(other => other !== type), { code: type.code, handler })
      Object.assign(type, texts(given), { handler })
      return { result: true }
    },
  },

  'userfieldtype.delete': {
    scope: ['placement'],
    rights: 'admin',
    application: true,
    handle(call) {
      const type = existing(call, upperKeys(call.params))
      call.installation.userFieldTypes = call.installation.userFieldTypes.filter(other => other !== type)
      return { result: true }
    },
  },
}

function existing({ installation }: Call, given: Params): UserFieldType {
  const code = required(given, 'USER_TYPE_ID').toLowerCase()
  const type = installation.userFieldTypes.find(type => type.code === code)
  if (!type) throw new RestError('ERROR_NOT_FOUND', 'User Field Type not found')

  return type
}

/** The page gives the limits of a code ("a-z0-9", 50 characters with its prefix) but no error; ERROR_ARGUMENT is the one for bad values. */
function checkCode({ world, installation }: Call, code: string): void {
  const full = fullTypeCode(appOf(world, installation.clientId), code)
  if (/^[a-z0-9_]+$/.test(code) && full.length <= MAX_CODE) return

  throw new RestError('ERROR_ARGUMENT', 'The value of an argument \'USER_TYPE_ID\' is invalid', { extra: { argument: 'USER_TYPE_ID' } })
}

function refuseTaken(types: UserFieldType[], { code, handler }: { code: string, handler: string }): void {
  if (types.some(type => type.code === code || type.handler === handler)) {
    throw new RestError('ERROR_CORE', 'Unable to set placement handler: Handler already binded')
  }
}

function texts({ TITLE, DESCRIPTION, OPTIONS, LANG_ALL }: Params): Partial<UserFieldType> {
  return {
    ...TITLE !== undefined && { title: text(TITLE) },
    ...DESCRIPTION !== undefined && { description: text(DESCRIPTION).slice(0, MAX_DESCRIPTION) },
    ...OPTIONS !== undefined && { height: Math.max(0, integer(map(OPTIONS).height)) },
    ...LANG_ALL !== undefined && { langAll: Object.fromEntries(Object.entries(map(LANG_ALL)).map(([language, value]) =>
      [language, { TITLE: text(map(value).TITLE), DESCRIPTION: text(map(value).DESCRIPTION) }])) },
  }
}
