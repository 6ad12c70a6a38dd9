import { needsScope, offeredPlacements } from '../../apps/placements.ts'
import type { Binding } from '../../types.ts'
import { notText } from '../error.ts'
import type { Method } from '../method.ts'
import { flag, integer, phpMap, required, text, upperKeys } from '../params.ts'
import { bindPlacement } from '../placement-bind.ts'

/** Widgets: api-reference/widgets/placement-*.md */
export const placements: Record<string, Method> = {
  'placement.list': {
    scope: ['placement'],
    rights: 'any',
    application: true,
    handle({ portal, token, params }) {
      const { SCOPE, FULL } = upperKeys(params)
      const only = text(SCOPE)
      const offered = [...offeredPlacements(portal)].filter(([, row]) => {
        if (only) return row.scope === only
        const scope = needsScope(row)
        return flag(FULL) || scope === null || token.scope.includes(scope)
      })
      return { result: offered.map(([code]) => code) }
    },
  },

  'placement.get': {
    scope: ['placement'],
    rights: 'admin',
    application: true,
    handle: ({ installation }) => ({ result: installation.bindings.map(record) }),
  },

  'placement.bind': {
    scope: ['placement'],
    rights: 'admin',
    application: true,
    handle(call) {
      bindPlacement(call, upperKeys(call.params))
      return { result: true }
    },
  },

  'placement.unbind': {
    scope: ['placement'],
    rights: 'admin',
    application: true,
    handle({ installation, params }) {
      const given = upperKeys(params)
      if (typeof given.PLACEMENT === 'object' && given.PLACEMENT !== null) throw notText('PLACEMENT')
      const code = required(given, 'PLACEMENT').toUpperCase()
      const doomed = installation.bindings.filter(({ placement, handler, userId }) =>
        placement === code && (!text(given.HANDLER) || handler === given.HANDLER) && (!text(given.USER_ID) || userId === integer(given.USER_ID)))
      installation.bindings = installation.bindings.filter(binding => !doomed.includes(binding))
      // Counted twice, when found and when removed: api-reference/widgets/placement-unbind.md
      return { result: { count: doomed.length * 2 } }
    },
  },
}

function record({ id, placement, userId, handler, options, title, description, langAll }: Binding) {
  return { id, placement, userId, handler, options: phpMap(options), title, description, langAll }
}
