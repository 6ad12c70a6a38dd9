import type { ActiveFault } from '../faults/faults.ts'
import { distortFields, distortOptions } from '../faults/form.ts'
import { appOf, liveInstallation, serverEndpoint, userOf, type World } from '../world.ts'
import type { Binding, Installation, IssuedToken, Portal, PortalUser, RegisteredApp } from '../types.ts'

/**
 * One rendering of an application in a frame of the portal's page: what the bridge knows by APP_SID.
 * `mode` is where it stands: on a page of its own, among other things on a portal page, or as the whole content of a slider.
 * Place and placement are two things: a slider shows the application's own page after openApplication (placement DEFAULT, and
 * `IFRAME=Y` in its options) or a widget that was chosen in a menu. Together they decide which commands the page denies.
 */
export interface Frame {
  sid: string
  clientId: string
  userId: number
  placement: string
  /** The registration that was opened; null for the application's own page. */
  bindingId: number | null
  options: Record<string, unknown> | null
  mode: 'page' | 'widget' | 'slider'
  /** The installer is shown (INSTALL of getInitData). */
  install: boolean
  firstRun: boolean
  token: IssuedToken
  /** Unix milliseconds by the sandbox's clock. */
  openedAt: number
}

/** What the portal's page needs to open a frame: an empty iframe of that name and a form posted into it. */
export interface FrameForm {
  sid: string
  /** `HOST|PROTOCOL|APP_SID`, the name of the iframe and the target of the form. */
  name: string
  /** The handler with DOMAIN, PROTOCOL, LANG and APP_SID appended to its own query. */
  action: string
  /** Body fields, all strings; PLACEMENT_OPTIONS is absent when there are none. No field at all: `action` is opened by GET. */
  fields: Record<string, string>
}

export interface OpenFrame {
  userId: number
  clientId: string
  /** DEFAULT: the application's own page (or its installer while that is due). */
  placement: string
  /** The handler of the binding, when a placement has several; default the first that this user may see. */
  handler?: string
  options?: Record<string, unknown>
  /** Path and query of the portal page, posted as URI inside PLACEMENT_OPTIONS. */
  uri?: string
  mode?: Frame['mode']
}

/** `null`: the portal stays silent for ever, as Bitrix24 does with commands it denies or never acknowledges. */
export type FrameReply = { reply: unknown } | null

/** Why no frame opens, with the sentence that the person reads instead. */
export class FrameRefused extends Error {
  code: 'NOT_ADDED' | 'NOT_FINISHED' | 'NO_ACCESS' | 'NOT_BOUND'

  constructor(code: FrameRefused['code'], sentence: string) {
    super(sentence)
    this.name = 'FrameRefused'
    this.code = code
  }
}

/**
 * One rendering of the application: a fresh APP_SID and token pair, and the form that the browser posts into the iframe.
 * Source: api-reference/widgets/_includes/widget_data.md, api-reference/widgets/index.md
 */
export function openFrame(world: World, portal: Portal, open: OpenFrame): FrameForm {
  const app = appOf(world, open.clientId)
  const user = userOf(portal, open.userId)
  const installation = liveInstallation(portal, open.clientId)
  if (!installation) throw new FrameRefused('NOT_ADDED', 'The application is not installed on this Bitrix24.')
  if (!user.active || !user.appAccess) throw new FrameRefused('NO_ACCESS', 'You do not have access to this application.')

  const { handler, bindingId, install } = target(app, installation, user, open)
  const faults = [...world.faults.striking('form', { name: open.placement, memberId: portal.memberId })]
  const frame: Frame = {
    sid: world.random(),
    clientId: app.clientId,
    userId: user.id,
    placement: open.placement,
    bindingId,
    options: frameOptions(open, faults),
    mode: open.mode ?? (open.placement === 'DEFAULT' ? 'page' : 'widget'),
    install,
    firstRun: !installation.seenBy.has(user.id),
    token: world.tokens.issue({ memberId: portal.memberId, userId: user.id, clientId: app.clientId, scope: app.scope }),
    openedAt: world.clock.now(),
  }
  portal.frames.set(frame.sid, frame)

  return frameForm(world, portal, { frame, handler, installation, user, faults })
}

function target(app: RegisteredApp, installation: Installation, user: PortalUser, open: OpenFrame) {
  if (open.placement !== 'DEFAULT') {
    const { handler, id } = bindingOf(installation, user, open)
    return { handler, bindingId: id, install: false }
  }
  if (installation.state === 'installed') return { handler: app.url, bindingId: null, install: false }
  // The sentence is the documented one: settings/app-installation/installation-finish.md "What Doesn't Work"
  if (user.role !== 'admin') {
    throw new FrameRefused('NOT_FINISHED', 'The application is not fully installed yet. Please contact your Bitrix24 administrator to complete the installation.')
  }
  return { handler: app.installUrl ?? app.url, bindingId: null, install: true }
}

/** `id`: of the binding; null for the type of a user field. */
type Handler = Pick<Binding, 'placement' | 'handler' | 'userId'> & { id: number | null }

/** Widgets, and the types of user fields, whose handlers are opened like those. */
function handlersOf({ bindings, userFieldTypes }: Installation): Handler[] {
  return [...bindings, ...userFieldTypes.map(({ handler }) => ({ id: null, placement: 'USERFIELD_TYPE', handler, userId: 0 }))]
}

function bindingOf(installation: Installation, user: PortalUser, open: OpenFrame): Handler {
  if (installation.state !== 'installed') {
    throw new FrameRefused('NOT_FINISHED', 'Widgets appear when the installation of the application is finished.')
  }
  const binding = handlersOf(installation).find(({ placement, handler, userId }) =>
    placement === open.placement && (!open.handler || handler === open.handler) && (userId === 0 || userId === user.id))
  if (!binding) throw new FrameRefused('NOT_BOUND', `The application has no handler for ${open.placement}.`)

  return binding
}

/** Scalars arrive as strings; URI is added by the portal's page, never over the application's own and never in the mobile app. */
function frameOptions(open: OpenFrame, faults: ActiveFault[]): Frame['options'] {
  const options: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(open.options ?? {})) {
    options[key] = typeof value === 'number' || typeof value === 'boolean' ? String(value) : value
  }
  // A slider shows itself to the application: b24jssdk reads IFRAME to know it is in one.
  if (open.mode === 'slider' && open.placement === 'DEFAULT') Object.assign(options, { IFRAME: 'Y', IFRAME_TYPE: 'SIDE_SLIDER' })
  if (open.uri && !('URI' in options) && open.placement !== 'IMMOBILE_CONTEXT_MENU') options.URI = open.uri

  const handedOver = distortOptions(options, faults)

  return Object.keys(handedOver).length ? handedOver : null
}

function frameForm(world: World, portal: Portal, { frame, handler, installation, user, faults }: {
  frame: Frame
  handler: string
  installation: Installation
  user: PortalUser
  faults: ActiveFault[]
}): FrameForm {
  const protocol = portal.url.startsWith('https:') ? '1' : '0'
  const name = `${portal.host}|${protocol}|${frame.sid}`
  // The one handler that is opened by a plain GET and told nothing: api-reference/widgets/crm/bi-analytics-menu.md
  if (frame.placement === 'BI_ANALYTICS_MENU') return { sid: frame.sid, name, action: handler, fields: {} }

  const query = new URLSearchParams({ DOMAIN: portal.host, PROTOCOL: protocol, LANG: user.lang, APP_SID: frame.sid })

  return {
    sid: frame.sid,
    name,
    action: `${handler}${handler.includes('?') ? '&' : '?'}${query}`,
    fields: distortFields(world, {
      AUTH_ID: frame.token.accessToken,
      AUTH_EXPIRES: secondsLeft(world, frame),
      REFRESH_ID: frame.token.refreshToken,
      SERVER_ENDPOINT: serverEndpoint(world),
      APPLICATION_TOKEN: installation.applicationToken,
      APPLICATION_SCOPE: frame.token.scope.join(','),
      member_id: portal.memberId,
      status: installation.status,
      PLACEMENT: frame.placement,
      ...frame.options && { PLACEMENT_OPTIONS: JSON.stringify(frame.options) },
    }, faults),
  }
}

/** AUTH_EXPIRES is a numeric string: the seconds that remain. */
export function secondsLeft(world: World, frame: Frame): string {
  return String(Math.max(0, Math.round((frame.token.expiresAt - world.clock.now()) / 1000)))
}
