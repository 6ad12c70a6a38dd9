import type { IncomingMessage } from 'node:http'
import { isFaultKind, isFaultPlace, type Fault, type FaultLimits, type FaultPlace } from '../../faults/kinds.ts'
import type { PaymentState } from '../../types.ts'
import { InterfaceError, readForm, redirect, type Answer } from '../answer.ts'
import { findApp } from '../pages/applications/application.ts'
import type { Visit } from '../visit.ts'

export const PAYMENT_STATES = ['free', 'demo', 'trial', 'paid', 'grace', 'expired'] as const satisfies PaymentState[]

/** Changes something; answers the part of the page that shows it. */
type Action = (visit: Visit, form: URLSearchParams) => string | Promise<string>

/** Every switch of /sandbox/control/, each a plain form: `curl -d fault=rest:down -d times=1 <portal>/sandbox/control/fault` */
const actions: Record<string, Action> = {
  'clock': ({ sandbox }, form) => {
    sandbox.clock.turn(number(form, 'hours', { required: true }) * 3600 * 1000)
    return 'clock'
  },

  'fault': ({ sandbox, portal }, form) => {
    sandbox.faults.add({ ...faultOf(form), ...limitsOf(form), ...form.get('here') === 'Y' && { memberId: portal.memberId } })
    return 'faults'
  },
  'fault-remove': ({ sandbox }, form) => {
    sandbox.faults.remove(number(form, 'id', { required: true }))
    return 'faults'
  },
  'faults-clear': ({ sandbox }) => {
    sandbox.faults.clear()
    return 'faults'
  },

  'limits': ({ sandbox }, form) => {
    const rate = form.get('rate')
    Object.assign(sandbox.limits, {
      rate: rate === 'standard' || rate === 'enterprise' ? rate : null,
      operating: form.get('operating') ? number(form, 'operating') : null,
      overloaded: form.get('overloaded') === 'Y',
      withoutRest: form.get('withoutRest') === 'Y',
    })
    return 'limits'
  },

  'release': ({ sandbox }, form) => {
    sandbox.events.release(form.get('event') || undefined)
    return 'queue'
  },
  'flush': ({ sandbox }) => {
    sandbox.events.flush()
    return 'queue'
  },

  'update': (visit, form) => {
    visit.sandbox.update(visit.portal.memberId, installed(visit, form), { keepHandlers: form.get('keepHandlers') !== 'N' })
    return 'life'
  },
  'uninstall': (visit, form) => {
    visit.sandbox.uninstall(visit.portal.memberId, installed(visit, form), { clean: form.get('clean') === 'Y' })
    return 'life'
  },
  'install': ({ sandbox, portal, ...visit }, form) => {
    sandbox.addApp(portal.memberId, appOf({ sandbox, portal, ...visit }, form))
    return 'life'
  },
  'payment': (visit, form) => {
    const state = PAYMENT_STATES.find(known => known === form.get('state'))
    if (!state) throw new InterfaceError(400, 'No such state of payment.')
    visit.sandbox.setPayment(visit.portal.memberId, installed(visit, form), state)
    return 'life'
  },
  'rename': async ({ sandbox, portal }) => {
    await sandbox.rename(portal.memberId)
    return 'life'
  },
  'confirm': ({ sandbox, portal }, form) => {
    sandbox.decideMethod(portal.memberId, form.get('method') ?? '', form.get('allowed') === 'Y')
    return 'life'
  },
  'access': ({ sandbox, portal }, form) => {
    const userId = number(form, 'user', { required: true })
    if (!portal.users.some(({ id }) => id === userId)) throw new InterfaceError(404, 'This portal has no such user.')
    if (form.get('may') === 'dismiss') sandbox.dismiss(portal.memberId, userId)
    else sandbox.setAppAccess(portal.memberId, userId, form.get('may') === 'Y')
    return 'life'
  },

  'log-clear': ({ sandbox }) => {
    sandbox.clearRequests()
    return 'log'
  },
}

/** Performs one switch and leads back to its part of the page, at the portal's present address. */
export async function controlAction(visit: Visit, request: IncomingMessage, name: string): Promise<Answer> {
  const form = await readForm(request)
  const action = Object.hasOwn(actions, name) ? actions[name] : undefined
  if (!action) throw new InterfaceError(404, 'The sandbox has no such switch.')

  const { origin } = new URL(visit.portal.url)
  const part = await action(visit, form)
  const moved = new URL(visit.portal.url).origin !== origin
  return redirect(`${moved ? visit.portal.url : ''}/sandbox/control/#${part}`)
}

/** `fault=rest:down`, the place and the kind. */
function faultOf(form: URLSearchParams): Fault {
  const [at = '', kind = ''] = (form.get('fault') ?? '').split(':')
  const fault = isFaultPlace(at) && faultAt(at, kind)
  if (!fault) throw new InterfaceError(400, 'No such fault.')

  return fault
}

function faultAt(at: FaultPlace, kind: string): Fault | null {
  switch (at) {
    case 'rest': return isFaultKind(at, kind) ? { at, kind } : null
    case 'oauth': return isFaultKind(at, kind) ? { at, kind } : null
    case 'form': return isFaultKind(at, kind) ? { at, kind } : null
    case 'bridge': return isFaultKind(at, kind) ? { at, kind } : null
    case 'events': return isFaultKind(at, kind) ? { at, kind } : null
  }
}

function limitsOf(form: URLSearchParams): FaultLimits {
  return {
    ...form.get('method') && { method: form.get('method')?.trim() },
    ...form.get('field') && { field: form.get('field')?.trim() },
    ...form.get('times') && { times: number(form, 'times') },
    ...form.get('percent') && { share: number(form, 'percent') / 100 },
    ...form.get('seconds') && { by: number(form, 'seconds') * 1000 },
  }
}

function number(form: URLSearchParams, name: string, { required = false } = {}): number {
  const given = form.get(name)
  const value = given ? Number(given) : Number.NaN
  if (Number.isFinite(value) || (!required && !given)) return value
  throw new InterfaceError(400, `“${name}” is no number.`)
}

function appOf(visit: Visit, form: URLSearchParams): string {
  const app = findApp(visit, form.get('app') ?? '')
  if (!app) throw new InterfaceError(404, 'No such application is registered.')

  return app.clientId
}

function installed(visit: Visit, form: URLSearchParams): string {
  const clientId = appOf(visit, form)
  const state = visit.portal.installations.get(clientId)?.state
  if (state === undefined || state === 'uninstalled') throw new InterfaceError(409, visit.t('app.absent'))

  return clientId
}
