import { fire } from './events.ts'
import { appOf, liveInstallation, type World } from '../world.ts'
import type { AppRegistration, Installation, Payment, PaymentState, Portal, RegisteredApp } from '../types.ts'

/** See Sandbox.registerApp. */
export function registerApp(world: World, registration: AppRegistration): RegisteredApp {
  const known = registration.clientId ? world.apps.get(registration.clientId) : undefined
  const app: RegisteredApp = {
    clientId: registration.clientId ?? freshClientId(world),
    clientSecret: registration.clientSecret ?? known?.clientSecret ?? world.random() + world.random().slice(0, 18),
    id: known?.id ?? world.apps.size + 1,
    title: typeof registration.title === 'string' ? { en: registration.title } : registration.title,
    url: registration.url,
    ...registration.installUrl && { installUrl: registration.installUrl },
    scope: registration.scope,
    version: known?.version ?? 1,
  }
  world.apps.set(app.clientId, app)

  return app
}

/** `local.<hex>.<digits>`: settings/oauth/index.md */
function freshClientId(world: World): string {
  const digits = Number.parseInt(world.random().slice(0, 7), 16)

  return `local.${world.random().slice(0, 14)}.${String(digits).padStart(8, '0').slice(-8)}`
}

/** See Sandbox.addApp. A live installation stays as it is; a removed one begins anew with another application_token. */
export function addApp(world: World, portal: Portal, clientId: string): Installation {
  const app = appOf(world, clientId)
  const live = liveInstallation(portal, clientId)
  if (live) return live

  const kept = portal.installations.get(clientId)
  const installation: Installation = {
    ...emptyInstallation(clientId),
    // Without an installer the application is usable at once: settings/app-installation/mass-market-apps/index.md
    state: app.installUrl ? 'added' : 'installed',
    version: app.version,
    applicationToken: world.random(),
    options: kept?.options ?? {},
    userOptions: kept?.userOptions ?? new Map(),
  }
  portal.installations.set(clientId, installation)

  return installation
}

export function emptyInstallation(clientId: string): Installation {
  return {
    clientId,
    state: 'installed',
    version: 1,
    status: 'L',
    applicationToken: '',
    bindings: [],
    disabled: [],
    events: [],
    offline: [],
    payment: { expired: false, days: null, blocked: false },
    userFieldTypes: [],
    automations: [],
    options: {},
    userOptions: new Map(),
    seenBy: new Set(),
  }
}

/** The installer has called installFinish: widgets appear, events flow. settings/app-installation/installation-finish.md */
export function finishInstallation(world: World, portal: Portal, clientId: string, userId: number): void {
  const installation = liveInstallation(portal, clientId)
  if (installation?.state !== 'added') return

  installation.state = 'installed'
  fire(world, portal, installation, {
    event: 'ONAPPINSTALL',
    data: { VERSION: installation.version, ACTIVE: 'Y', INSTALLED: 'Y', LANGUAGE_ID: portal.language },
    userId,
    withRefreshToken: true,
  })
}

/** See Sandbox.update. A new version comes with a new application_token: api-reference/common/events/on-app-update.md */
export function update(world: World, portal: Portal, clientId: string, { keepHandlers = true } = {}): void {
  const app = appOf(world, clientId)
  const installation = liveInstallation(portal, clientId)
  if (!installation) throw new Error(`"${clientId}" is not on portal "${portal.name}".`)

  const previous = installation.version
  app.version = Math.max(app.version, previous + 1)
  installation.version = app.version
  installation.applicationToken = world.random()
  fire(world, portal, installation, {
    event: 'ONAPPUPDATE',
    data: { VERSION: installation.version, PREVIOUS_VERSION: previous, LANGUAGE_ID: portal.language },
    userId: administratorOf(portal),
    withRefreshToken: true,
  })
  if (!keepHandlers) installation.events = []
}

/** api-reference/common/system/app-info.md: after the end of the paid time a grace period, then the application is blocked. */
const payments: Record<PaymentState, Payment & { status?: string }> = {
  free: { status: 'F', expired: false, days: null, blocked: false },
  demo: { status: 'D', expired: false, days: null, blocked: false },
  trial: { status: 'T', expired: false, days: 14, blocked: false },
  paid: { status: 'P', expired: false, days: 30, blocked: false },
  grace: { expired: true, days: -1, blocked: false },
  expired: { expired: true, days: -15, blocked: true },
}

/** See Sandbox.setPayment. The event is for payments only: api-reference/common/events/on-app-payment.md */
export function setPayment(world: World, portal: Portal, clientId: string, state: PaymentState): void {
  const installation = liveInstallation(portal, clientId)
  if (!installation) throw new Error(`"${clientId}" is not on portal "${portal.name}".`)

  const { status = installation.status, ...payment } = payments[state]
  installation.status = status
  installation.payment = payment
  if (state !== 'paid') return
  fire(world, portal, installation, {
    event: 'ONAPPPAYMENT',
    data: { CODE: clientId, VERSION: installation.version, STATUS: status, PAYMENT_EXPIRED: 'N', DAYS: payment.days, LANGUAGE_ID: portal.language },
  })
}

/**
 * Everything registered goes with the application, and its tokens stop at once. A local application (status L) always loses its
 * settings, one of the Market only when the administrator asks for it. Source: settings/app-uninstallation.md
 */
export function uninstall(world: World, portal: Portal, clientId: string, { clean = false } = {}): void {
  const installation = liveInstallation(portal, clientId)
  if (!installation) return

  fire(world, portal, installation, {
    event: 'ONAPPUNINSTALL',
    data: { LANGUAGE_ID: portal.language, CLEAN: clean ? 1 : 0 },
  })
  world.tokens.revoke(portal.memberId, clientId)
  for (const [sid, frame] of portal.frames) {
    if (frame.clientId === clientId) portal.frames.delete(sid)
  }
  installation.state = 'uninstalled'
  installation.bindings = []
  installation.events = []
  installation.offline = []
  installation.userFieldTypes = []
  installation.automations = []
  if (clean || installation.status === 'L') {
    installation.options = {}
    installation.userOptions.clear()
  }
}

export function administratorOf(portal: Portal): number {
  const administrator = portal.users.find(({ role, active }) => role === 'admin' && active)
  if (!administrator) throw new Error(`Portal "${portal.name}" has no administrator.`)

  return administrator.id
}
