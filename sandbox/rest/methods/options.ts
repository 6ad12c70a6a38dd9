import type { Method } from '../method.ts'
import { map, phpMap, text } from '../params.ts'
import { RestError } from '../error.ts'

/** Key-value storage of an application, for the portal and for each person: api-reference/common/settings */
export const options: Record<string, Method> = {
  'app.option.get': {
    scope: [],
    rights: 'any',
    application: true,
    handle: ({ installation, params }) => ({ result: read(installation.options, params.option) }),
  },

  'app.option.set': {
    scope: [],
    rights: 'any',
    application: true,
    handle({ installation, user, params }) {
      if (user.role !== 'admin') throw new RestError('AccessException', 'Administrator authorization required', { status: 403 })
      Object.assign(installation.options, given(params.options))
      return { result: true }
    },
  },

  'user.option.get': {
    scope: [],
    rights: 'any',
    application: true,
    handle: ({ installation, user, params }) => ({ result: read(installation.userOptions.get(user.id) ?? {}, params.option) }),
  },

  'user.option.set': {
    scope: [],
    rights: 'any',
    application: true,
    handle({ installation, user, params }) {
      installation.userOptions.set(user.id, { ...installation.userOptions.get(user.id), ...given(params.options) })
      return { result: true }
    },
  },
}

/** Without a name all of them, with an unknown name `null`: api-reference/common/settings/app-option-get.md */
function read(stored: Record<string, unknown>, name: unknown): unknown {
  return name === undefined ? phpMap(stored) : stored[text(name)] ?? null
}

function given(value: unknown): Record<string, unknown> {
  const values = map(value)
  if (!Object.keys(values).length) throw new RestError('ArgumentNullException', 'Argument \'options\' is null or empty')

  return values
}
