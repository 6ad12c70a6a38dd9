// The sandbox in a process of its own, since what it needs of the processor must not count as the app's; and a tiny door through which the
// bench asks it for forms, tokens and its request log.
import { createServer } from 'node:http'
import { json } from 'node:stream/consumers'
import { createSandbox } from '../sandbox/index.ts'

const [port, appUrl = '', clientId = '', clientSecret = ''] = process.argv.slice(2)

/** Every scope of the manifest. */
const everyScope = ['crm', 'placement', 'user', 'task', 'sonet_group', 'im', 'calendar', 'telephony', 'contact_center', 'sale', 'department']

const sandbox = await createSandbox()
const [portal] = sandbox.portals
const administrator = portal?.users.find(({ role }) => role === 'admin')
if (!portal || !administrator) throw new Error('the sandbox has a portal with an administrator')
const { memberId } = portal

sandbox.registerApp({ clientId, clientSecret, title: 'Sidenote', url: `${appUrl}/`, installUrl: `${appUrl}/install`, scope: everyScope })
const whole = sandbox.registerApp({ title: 'The whole manifest', url: `${appUrl}/`, installUrl: `${appUrl}/install`, scope: everyScope })
sandbox.addApp(memberId, clientId)
sandbox.addApp(memberId, whole.clientId)

/** What the bench may ask for, by name. */
const commands = {
  describe: () => ({
    oauthUrl: sandbox.oauth.url,
    portalUrl: portal.url,
    dynamicTypes: portal.data.types.length,
  }),

  /** Forms as the portal's page posts them for an administrator, each with a token of its own; `options` of PLACEMENT_OPTIONS in turn. */
  forms: ({ placement, options = [{}], count }: { placement: string, options?: Record<string, unknown>[], count: number }) =>
    Array.from({ length: count }, (_, index) => {
      const { action, fields } = sandbox.openFrame(memberId, { userId: administrator.id, clientId, placement, options: options[index % options.length] })
      return { action, body: new URLSearchParams(fields).toString() }
    }),

  /** A token of an administrator. */
  token: ({ of }: { of: 'sidenote' | 'whole manifest' }) =>
    sandbox.issueToken({ memberId, userId: administrator.id, clientId: of === 'sidenote' ? clientId : whole.clientId }).accessToken,

  /** Answers when the events of it have reached the app. */
  async finishInstallation() {
    sandbox.finishInstallation(memberId, clientId)
    await sandbox.events.drain()
  },

  /** Lets every answer wait so many milliseconds; 0 ends it. */
  delayAnswers: (milliseconds: number) => {
    sandbox.faults.slowBy = milliseconds
    sandbox.faults.rest = sandbox.faults.oauth = milliseconds ? 'slow' : null
  },

  /** What was called since the last time. */
  takeRequests: () => {
    const requests = [...sandbox.requests]
    sandbox.clearRequests()
    return requests
  },
}
export type SandboxCommands = typeof commands

createServer(async (request, response) => {
  const name = request.url?.slice(1) ?? ''
  if (!isCommand(name)) return response.writeHead(404).end()

  const parameter: unknown = request.method === 'POST' ? await json(request) : undefined
  const answer: unknown = await Reflect.apply(commands[name], undefined, [parameter])
  return response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer ?? null))
}).listen(Number(port), '127.0.0.1')

function isCommand(name: string): name is keyof SandboxCommands {
  return Object.hasOwn(commands, name)
}
