import { parseArgs } from 'node:util'
import { createSandbox } from './index.ts'

const USAGE = `A local Bitrix24: an OAuth server and two portals.

  node sandbox/cli.ts [--port 4100] [--host 127.0.0.1] --app <url> [--install <url>] [--title <name>]
                      [--scope crm,placement,…] [--client-id <id> --client-secret <secret>]
`
const DEFAULT_SCOPE = 'crm,placement,user_basic,task,sonet_group,calendar,telephony,contact_center,im,user'

const { values } = parseArgs({
  options: {
    'port': { type: 'string', default: '4100' },
    'host': { type: 'string', default: '127.0.0.1' },
    'app': { type: 'string' },
    'install': { type: 'string' },
    'title': { type: 'string', default: 'Local application' },
    'scope': { type: 'string', default: DEFAULT_SCOPE },
    'client-id': { type: 'string' },
    'client-secret': { type: 'string' },
    'help': { type: 'boolean', default: false },
  },
})

if (values.help || !values.app) {
  process.stdout.write(USAGE)
  process.exit(values.help ? 0 : 1)
}

const port = Number(values.port)
const sandbox = await createSandbox({ port, host: values.host }).catch((error: NodeJS.ErrnoException) => {
  if (error.code !== 'EADDRINUSE') throw error
  process.stderr.write(`One of the ports ${port} to ${port + 2} is taken; choose another with --port.\n`)
  process.exit(1)
})
const app = sandbox.registerApp({
  title: values.title,
  url: values.app,
  scope: values.scope.split(','),
  ...values.install && { installUrl: values.install },
  ...values['client-id'] && { clientId: values['client-id'] },
  ...values['client-secret'] && { clientSecret: values['client-secret'] },
})

process.stdout.write([
  ...sandbox.portals.map(({ name, url }) => `Portal  ${url}  ${name}`),
  `OAuth   ${sandbox.oauth.url}`,
  `App     ${app.clientId}  secret ${app.clientSecret}`,
  '',
].join('\n'))

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    void sandbox.close()
  })
}
