import { fire } from './events.ts'
import { appOf, liveInstallation, type World } from './world.ts'
import type { AppRegistration, Installation, Portal, RegisteredApp } from './types.ts'

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
    clientId,
    // Without an installer the application is usable at once: settings/app-installation/mass-market-apps/index.md
    state: app.installUrl ? 'added' : 'installed',
    version: app.version,
    status: 'L',
    applicationToken: world.random(),
    bindings: [],
    events: [],
    options: kept?.options ?? {},
    userOptions: kept?.userOptions ?? new Map(),
    disabled: [],
    seenBy: new Set(),
  }
  portal.installations.set(clientId, installation)

  return installation
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

/** A new version comes with a new application_token: api-reference/common/events/on-app-update.md */
export function update(world: World, portal: Portal, clientId: string): void {
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
