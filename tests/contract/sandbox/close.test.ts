import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'

const SANDBOX = new URL('../../../sandbox/index.ts', import.meta.url).href

/** A slow answer, a silent one, a handler that never answers and a delivery that is due later, all under way when the sandbox is closed. */
const PROGRAM = `
  import { createServer } from 'node:http'
  import { createSandbox } from '${SANDBOX}'
  const sandbox = await createSandbox()
  const portal = sandbox.portal('Alder & Oak')
  const silent = createServer(() => {}).listen(0, '127.0.0.1')
  await new Promise(resolve => silent.once('listening', resolve))
  const { clientId } = sandbox.registerApp({ title: 'Test', url: 'http://localhost:9/', scope: ['crm'] })
  const installation = sandbox.addApp(portal.memberId, clientId)
  const handler = 'http://127.0.0.1:' + silent.address().port
  installation.events.push({ id: 1, event: 'ONCRMDEALUPDATE', handler, authType: 0, offline: false, connector: '', minTimeout: 1, boundBy: 1 })
  const asked = new Promise(resolve => silent.once('request', resolve))
  sandbox.fireDataEvent(portal.memberId, { event: 'ONCRMDEALUPDATE', data: { FIELDS: { ID: 1 } } })
  await asked
  sandbox.faults.add({ at: 'events', kind: 'delay', by: 3600_000 })
  sandbox.fireDataEvent(portal.memberId, { event: 'ONCRMDEALUPDATE', data: { FIELDS: { ID: 2 } } })
  sandbox.faults.add({ at: 'rest', kind: 'slow', by: 3600_000, method: 'profile' })
  sandbox.faults.add({ at: 'rest', kind: 'hang', method: 'scope' })
  const answers = ['profile', 'scope'].map(method => fetch(portal.url + '/rest/' + method).catch(() => 'cut'))
  while (sandbox.requests.length < 2) await new Promise(resolve => setImmediate(resolve))
  await sandbox.close()
  silent.unref()
  console.log(JSON.stringify(await Promise.all(answers)))
`

it('a closed sandbox keeps no process alive', async () => {
  // Without an end of its own the program would run into the limit of this test.
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', PROGRAM])

  expect(JSON.parse(stdout)).toEqual(['cut', 'cut'])
})
