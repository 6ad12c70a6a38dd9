import qs from 'qs'
import type { EventQueue } from './events.ts'
import type { Binding, Clock, Frame, Portal } from '../types.ts'

const PLACEMENT = 'PAGE_BACKGROUND_WORKER'
const LONGEST_LOAD = 5000
const SLOW_LOADS_A_DAY = 10
const DAY = 24 * 3600 * 1000

/** Moments (Unix milliseconds) of the slow loads of each registration; a frame counts once. */
const slowLoads = new WeakMap<Binding, number[]>()
const reported = new WeakSet<Frame>()

/**
 * A page reports that a background worker has loaded, or is taking too long: the time since its frame was opened counts. The eleventh
 * slow load of a day deletes the registration and tells its errorHandlerUrl so, without tokens.
 * Source: api-reference/widgets/universal/background-worker.md
 */
export function reportWorkerLoad({ clock, events, oauth }: { clock: Clock, events: EventQueue, oauth: { url: string } }, portal: Portal, frame: Frame): void {
  const now = clock.now()
  if (frame.placement !== PLACEMENT || reported.has(frame)) return
  reported.add(frame)
  const installation = portal.installations.get(frame.clientId)
  const binding = installation?.bindings.find(candidate => candidate.id === frame.bindingId)
  if (!installation || !binding || now - frame.openedAt <= LONGEST_LOAD) return

  const today = [...(slowLoads.get(binding) ?? []).filter(moment => now - moment < DAY), now]
  slowLoads.set(binding, today)
  if (today.length <= SLOW_LOADS_A_DAY) return

  installation.bindings = installation.bindings.filter(candidate => candidate !== binding)
  installation.disabled.push({ placement: PLACEMENT, handler: binding.handler, at: now })
  const handler = binding.options.errorHandlerUrl
  if (!handler) return

  events.push({
    event: 'ERROR_PLACEMENT_LOADING_OVERTIME',
    handler,
    memberId: portal.memberId,
    body: ts => qs.stringify({
      error: 'ERROR_PLACEMENT_LOADING_OVERTIME',
      error_description: `The handler has been disabled: it loaded for longer than ${LONGEST_LOAD / 1000} seconds more than ${SLOW_LOADS_A_DAY} times in a day.`,
      ts,
      auth: {
        domain: portal.host,
        server_endpoint: `${oauth.url}/rest/`,
        client_endpoint: `${portal.url}/rest/`,
        member_id: portal.memberId,
        application_token: installation.applicationToken,
      },
    }),
  })
}
