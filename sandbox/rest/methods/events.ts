import { eventCatalogue, eventsFor } from '../../apps/event-catalogue.ts'
import { fire } from '../../apps/events.ts'
import { checkHandler } from '../../apps/handler-url.ts'
import type { EventBinding } from '../../types.ts'
import { RestError } from '../error.ts'
import type { Call, Method } from '../method.ts'
import { flag, integer, map, required, text, upperKeys } from '../params.ts'

/** Subscriptions: api-reference/events/event-*.md, events.md, test-handler.md */
export const events: Record<string, Method> = {
  'events': {
    scope: [],
    rights: 'any',
    handle({ token, params }) {
      const { SCOPE, FULL } = upperKeys(params)
      if (flag(FULL)) return { result: Object.values(eventCatalogue).flat() }
      if (text(SCOPE)) return { result: eventCatalogue[text(SCOPE)] ?? [] }
      return { result: eventsFor(token.scope) }
    },
  },

  'event.bind': {
    scope: [],
    rights: 'any',
    application: true,
    handle(call) {
      const binding = requested(call)
      // "Available on the Professional plan and above": api-reference/events/offline-events.md
      if (binding.connector && !call.portal.features.rest_auth_connector) throw new RestError('WRONG_LICENSE', 'Not available on this plan', { status: 403 })
      if (!eventsFor(call.token.scope).includes(binding.event)) throw new RestError('ERROR_EVENT_NOT_FOUND', 'Event not found')
      if (!binding.offline || binding.handler) checkHandler(binding.handler)
      refuseForOthers(call, binding, 'binding')
      if (call.installation.events.some(bound => isSame(bound, binding))) {
        throw new RestError('ERROR_CORE', 'Unable to set event handler: Handler already binded')
      }
      call.installation.events.push({ ...binding, id: ++call.world.lastEventBindingId })
      return { result: true }
    },
  },

  'event.get': {
    scope: [],
    rights: 'any',
    application: true,
    handle: ({ installation }) => ({ result: installation.events.map(({ event, handler, authType, offline }) => ({
      event, handler, auth_type: String(authType), offline: Number(offline),
    })) }),
  },

  'event.unbind': {
    scope: [],
    rights: 'any',
    application: true,
    handle(call) {
      const { installation } = call
      const before = installation.events.length
      const anyUser = call.user.role === 'admin' && upperKeys(call.params).AUTH_TYPE === undefined
      const unwanted = requested(call)
      refuseForOthers(call, unwanted, 'unbinding')
      installation.events = installation.events.filter(bound =>
        !isSame(bound, anyUser ? { ...unwanted, authType: bound.authType } : unwanted))
      return { result: { count: before - installation.events.length } }
    },
  },

  'event.test': {
    scope: [],
    rights: 'any',
    application: true,
    handle({ world, portal, installation, user, params }) {
      fire(world, portal, installation, { event: 'ONAPPTEST', data: { QUERY: params }, userId: user.id })
      return { result: true }
    },
  },
}

function requested({ params, user }: Call): Omit<EventBinding, 'id'> {
  const given = upperKeys(params)
  const offline = text(given.EVENT_TYPE) === 'offline'

  return {
    event: required(given, 'EVENT').toUpperCase(),
    handler: offline ? text(given.HANDLER) : required(given, 'HANDLER'),
    // Without administrator rights a handler is set in one's own name: event-bind.md
    authType: integer(given.AUTH_TYPE, user.role === 'admin' ? 0 : user.id),
    offline,
    connector: text(given.AUTH_CONNECTOR),
    minTimeout: Math.max(0, integer(upperKeys(map(given.OPTIONS)).MINTIMEOUT, 1)),
    boundBy: user.id,
  }
}

/** Only administrators meddle with offline events and with what runs in somebody else's name: event-bind.md, event-unbind.md */
function refuseForOthers({ user }: Call, { authType, offline }: Omit<EventBinding, 'id'>, what: 'binding' | 'unbinding'): void {
  if (user.role === 'admin') return
  if (offline) throw refusal(`Offline events ${what} requires administrator access rights`)
  if (authType && authType !== user.id) throw refusal(`Event ${what} with AUTH_TYPE requires administrator access rights`)
}

function refusal(reason: string): RestError {
  return new RestError('ACCESS_DENIED', `Access denied! ${reason}`, { status: 403 })
}

type Key = Pick<EventBinding, 'event' | 'handler' | 'authType' | 'offline'>

function isSame(a: Key, b: Key): boolean {
  return a.event === b.event && a.handler === b.handler && a.authType === b.authType && a.offline === b.offline
}
