import { FrameRefused, secondsLeft } from './frames.ts'
import { isMap, type Params } from '../http.ts'
import { finishInstallation } from './lifecycle.ts'
import { appOf, liveInstallation, userOf, type World } from '../world.ts'
import type { Frame, FrameReply, Installation, Portal, PortalUser } from '../types.ts'

interface Context {
  world: World
  portal: Portal
  frame: Frame
  installation: Installation
  user: PortalUser
  params: Params
}

const SILENCE: FrameReply = null

/**
 * What the portal's server does for the frame bridge, by command name. The documentation does not describe the protocol;
 * names, fields and silences are those of the SDK that speaks it (@bitrix24/b24jssdk, frame/message/commands).
 */
const commands: Record<string, (context: Context) => FrameReply> = {
  getInitData({ world, portal, frame, installation, user }) {
    const firstRun = !installation.seenBy.has(user.id)
    installation.seenBy.add(user.id)
    frame.firstRun = firstRun
    return { reply: {
      LANG: user.lang,
      DOMAIN: portal.host,
      PROTOCOL: portal.url.startsWith('https:') ? 1 : 0,
      PATH: '/rest',
      AUTH_ID: frame.token.accessToken,
      AUTH_EXPIRES: secondsLeft(world, frame),
      REFRESH_ID: frame.token.refreshToken,
      MEMBER_ID: portal.memberId,
      FIRST_RUN: firstRun,
      IS_ADMIN: user.role === 'admin',
      INSTALL: frame.install,
      USER_OPTIONS: asPhp(installation.userOptions.get(user.id) ?? {}),
      APP_OPTIONS: asPhp(installation.options),
      PLACEMENT: frame.placement,
      PLACEMENT_OPTIONS: frame.options ?? '',
    } }
  },

  setInstall({ params }) {
    return { reply: params }
  },

  setInstallFinish({ world, portal, frame, user }) {
    if (!frame.install || user.role !== 'admin') throw new FrameRefused('NOT_FINISHED', 'Only an administrator finishes an installation, in the installer.')
    finishInstallation(world, portal, frame.clientId, user.id)
    return SILENCE
  },

  refreshAuth({ world, frame, user }) {
    if (!user.active || !user.appAccess) throw new FrameRefused('NO_ACCESS', 'You do not have access to this application.')
    frame.token = world.tokens.rotate(frame.token, appOf(world, frame.clientId).scope)
    return { reply: {
      AUTH_ID: frame.token.accessToken,
      AUTH_EXPIRES: secondsLeft(world, frame),
      REFRESH_ID: frame.token.refreshToken,
    } }
  },

  setAppOption({ installation, user, params }) {
    if (user.role !== 'admin' || typeof params.name !== 'string') return SILENCE
    installation.options[params.name] = params.value
    return { reply: installation.options }
  },

  setUserOption({ installation, user, params }) {
    if (typeof params.name !== 'string') return SILENCE
    const options = installation.userOptions.get(user.id) ?? {}
    installation.userOptions.set(user.id, { ...options, [params.name]: params.value })
    return { reply: params }
  },
}

/** PHP serialises an empty array as a list, whatever it was meant to hold. */
function asPhp(options: Record<string, unknown>): Record<string, unknown> | [] {
  return Object.keys(options).length > 0 ? options : []
}

/**
 * See Sandbox.frameCommand. Unknown commands, foreign sids and removed applications meet silence, as in Bitrix24.
 * Throws FrameRefused where the portal's page shows the failure instead: refreshAuth (an alert), setInstallFinish (`install_finished=N`).
 */
export function frameCommand(world: World, portal: Portal, { sid, command, params }: {
  sid: string
  command: string
  params: unknown
}): FrameReply {
  for (const { kind } of world.faults.striking('bridge', { name: command, memberId: portal.memberId })) {
    if (kind === 'silent') return SILENCE
    throw new Error(`The portal fails at ${command} on purpose.`)
  }
  const frame = portal.frames.get(sid)
  const installation = frame && liveInstallation(portal, frame.clientId)
  if (!installation && command === 'refreshAuth') throw new FrameRefused('NOT_ADDED', 'The application is not installed on this Bitrix24.')
  if (!frame || !installation || !Object.hasOwn(commands, command)) return SILENCE

  return commands[command]?.({
    world, portal, frame, installation, user: userOf(portal, frame.userId), params: isMap(params) ? params : {},
  }) ?? SILENCE
}
