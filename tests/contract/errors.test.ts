import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { call, person, post, sessionOf, type Page } from '../support/pages.ts'
import { startStage } from '../support/stage.ts'

/** Everything that the sandbox drew at random: tokens of every kind and the client secret are made of these. */
const issued: string[] = []

const { sandbox, app, portal, openDeal } = await startStage({
  random() {
    const value = randomBytes(16).toString('hex')
    issued.push(value)
    return value
  },
  environment: { NUXT_LOG_LEVEL: 'debug', NODE_OPTIONS: `--import=${new URL('../support/failing-render.mjs', import.meta.url).href}` },
})

/** The same with every field in the address and nothing in the body, which portals may do too. */
async function postInAddress(action: string, fields: Record<string, string>): Promise<Page> {
  const address = new URL(action)
  for (const [name, value] of Object.entries(fields)) address.searchParams.set(name, value)
  const response = await fetch(address, { method: 'POST' })
  return { status: response.status, html: await response.text(), headers: response.headers }
}

function requestIdOf({ html }: Page): string {
  const [, id] = /<code>([\w-]{36})<\/code>/.exec(html) ?? []
  if (!id) throw new Error('the page has no request number')
  return id
}

describe('a page that cannot be rendered', () => {
  it('says so in the person\'s language, inside the portal, with the number under which the log has it', async () => {
    const { action, fields } = openDeal()

    const page = await post({ action: action.split('?')[0] ?? '', fields: { ...fields, LANG: 'de' } })

    expect(page.status).toBe(500)
    expect(page.html).toContain('<html lang="de">')
    expect(page.html).toContain('Etwas ist schiefgegangen')
    expect(page.headers.get('x-frame-options')).toBeNull()
    expect(page.headers.get('content-security-policy')).not.toContain('frame-ancestors')
    await expect.poll(() => app.log()).toContain(requestIdOf(page))
    expect(app.log()).toContain('a number cannot be formatted today')
  })

  it('repeats nothing of the address that it was posted to', async () => {
    const { action, fields } = openDeal()

    const page = await postInAddress(action, fields)

    expect(page.status).toBe(500)
    for (const field of ['AUTH_ID', 'REFRESH_ID', 'member_id']) expect(page.html).not.toContain(fields[field])
  })
})

describe('the log of a run', () => {
  it('holds none of the secrets that were issued, whatever has failed', async () => {
    const { action, fields } = openDeal()
    const home = await post(sandbox.openFrame(portal.memberId, { userId: person(portal, 'employee').id, clientId: app.clientId, placement: 'DEFAULT' }))
    const session = sessionOf(home)

    await postInAddress(action, { ...fields, member_id: '' })
    await postInAddress(action.replace('/thread', '//thread'), fields)
    await fetch(`${app.url}/thread?AUTH_ID=${fields.AUTH_ID}`)
    await call(app, session, 'POST', `/api/notes?AUTH_ID=${fields.AUTH_ID}`, { text: fields.AUTH_ID })
    await call(app, 'forged', 'GET', `/api/thread?AUTH_ID=${fields.AUTH_ID}`)
    sandbox.faults.rest = 'html'
    await post(openDeal())
    sandbox.faults.rest = null
    sandbox.faults.oauth = 'down'
    await post(openDeal())
    sandbox.faults.oauth = null
    const last = await postInAddress(action, fields)
    await expect.poll(() => app.log()).toContain(requestIdOf(last))

    expect(issued.length).toBeGreaterThan(20)
    expect(session).not.toBe('')
    for (const secret of [...issued, session]) expect(app.log()).not.toContain(secret)
    expect(app.log()).not.toContain('AUTH_ID')
  })
})
