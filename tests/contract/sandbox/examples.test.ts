import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { chromium } from 'playwright-core'
import { expect, onTestFinished, test } from 'vitest'
import { createSandbox } from '../../../sandbox/index.ts'

/** The smallest application: it asks the portal who opened it, with the token of that person. */
async function startApplication() {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(Buffer.from(chunk))
    const query = new URL(request.url ?? '/', 'http://localhost').searchParams
    const form = new URLSearchParams(Buffer.concat(chunks).toString())
    const profile = await fetch(`http://${query.get('DOMAIN')}/rest/profile?auth=${form.get('AUTH_ID')}`)
    const { result } = await profile.json()
    response.writeHead(200, { 'content-type': 'text/html' }).end(`<!doctype html><p>Hello ${result.NAME}, this is ${form.get('PLACEMENT_OPTIONS')}`)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const address = server.address()
  if (!address || typeof address === 'string') throw new Error('The application listens on no port.')

  return `http://localhost:${address.port}/`
}

test('the example without a browser', async () => {
  const url = await startApplication()

  // docs/SANDBOX.md: vitest
  const sandbox = await createSandbox()
  const portal = sandbox.portal('Alder & Oak')
  const app = sandbox.registerApp({ title: 'Mine', url, scope: ['crm', 'placement'] })
  sandbox.addApp(portal.memberId, app.clientId)
  const { accessToken } = sandbox.issueToken({ memberId: portal.memberId, userId: 1, clientId: app.clientId })
  await fetch(`${portal.url}/rest/placement.bind`, {
    method: 'POST',
    body: new URLSearchParams({ auth: accessToken, PLACEMENT: 'CRM_DEAL_DETAIL_TAB', HANDLER: url, TITLE: 'Mine' }),
  })

  const { action, fields } = sandbox.openFrame(portal.memberId, {
    userId: 3, clientId: app.clientId, placement: 'CRM_DEAL_DETAIL_TAB', options: { ID: 3473 },
  })
  const page = await fetch(action, { method: 'POST', body: new URLSearchParams(fields) })

  expect(await page.text()).toContain('Hello Marcus')
  await sandbox.close()
  // end
})

test('the example with a browser', async () => {
  const url = await startApplication()
  const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium'
  const args = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--no-first-run']

  // docs/SANDBOX.md: Playwright
  const sandbox = await createSandbox()
  const portal = sandbox.portal('Alder & Oak')
  const app = sandbox.registerApp({ title: 'Mine', url, scope: ['crm', 'placement'] })
  sandbox.addApp(portal.memberId, app.clientId)
  const { accessToken } = sandbox.issueToken({ memberId: portal.memberId, userId: 1, clientId: app.clientId })
  await fetch(`${portal.url}/rest/placement.bind?auth=${accessToken}&PLACEMENT=CRM_DEAL_DETAIL_TAB&TITLE=Mine&HANDLER=${encodeURIComponent(url)}`)

  const browser = await chromium.launch({ executablePath, args })
  const page = await browser.newPage()
  await page.goto(`${portal.url}/crm/deal/details/3473/`)
  await page.getByRole('tab', { name: 'Mine' }).click()
  const widget = page.frameLocator('.frame-slot iframe')

  await widget.getByText('Hello Olivia').waitFor()
  await browser.close()
  await sandbox.close()
  // end
}, 30_000)

test.each(['vitest', 'Playwright'])('docs/SANDBOX.md shows the example for %s as it runs here', (name) => {
  const source = readFileSync(new URL(import.meta.url), 'utf8')
  const example = new RegExp(` *// docs/SANDBOX.md: ${name}\n([\\s\\S]*?) *// end`).exec(source)?.[1]?.replace(/^ {2}/gm, '') ?? 'missing'

  expect(readFileSync(new URL('../../../docs/SANDBOX.md', import.meta.url), 'utf8')).toContain(example)
})
