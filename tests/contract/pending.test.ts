import { afterEach, describe, expect, it } from 'vitest'
import { call, person, post, sessionOf } from '../support/pages.ts'
import { startStage } from '../support/stage.ts'

// Enough for the installation ahead of the tests, on a busy machine too.
const { sandbox, app, portal, openDeal } = await startStage({ environment: { NUXT_OPENING_DEADLINE_MS: '1000' } })
sandbox.faults.slowBy = 3000

afterEach(() => {
  sandbox.faults.rest = null
})

const deal = () => portal.data.items.find(({ entityTypeId, id }) => entityTypeId === 2 && id === 3473)

describe('the page of a portal that is slow', () => {
  it('comes without data and without what was posted, and only this portal may frame it', async () => {
    const form = openDeal()
    sandbox.faults.rest = 'slow'

    const page = await post(form)

    expect(page.status).toBe(200)
    expect(page.html).toContain('Waiting for Bitrix24')
    expect(page.html).not.toContain(deal()?.title)
    for (const field of ['AUTH_ID', 'REFRESH_ID', 'APPLICATION_TOKEN', 'member_id']) expect(page.html).not.toContain(form.fields[field])
    expect(page.headers.get('content-security-policy')).toContain(`frame-ancestors ${portal.url}`)
    expect(page.headers.get('cache-control')).toBe('no-store')
  })

  it('may be framed by any portal that is not known yet', async () => {
    const newcomer = sandbox.portal('Brightwater Studio')
    sandbox.addApp(newcomer.memberId, app.clientId)
    const form = sandbox.openFrame(newcomer.memberId, { userId: person(newcomer, 'admin').id, clientId: app.clientId, placement: 'DEFAULT' })
    sandbox.faults.rest = 'slow'

    const page = await post(form)

    expect(page.html).toContain('Waiting for Bitrix24')
    expect(page.headers.get('content-security-policy')).not.toContain('frame-ancestors')
  })

  it('gets its data for what is sealed into it, once', async () => {
    sandbox.faults.rest = 'slow'
    const callback = sessionOf(await post(openDeal()))
    sandbox.faults.rest = null

    const opened = await call(app, '', 'POST', '/api/opening', { callback })
    const again = await call(app, '', 'POST', '/api/opening', { callback })

    expect([opened.status, opened.json.view]).toEqual([200, 'thread'])
    expect(opened.text).toContain(deal()?.title)
    expect(opened.json.session).not.toBe(callback)
    expect([again.status, again.json.code]).toEqual([401, 'session-over'])
  })
})
