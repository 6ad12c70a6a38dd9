import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { FrameRefused } from '../../../sandbox/index.ts'
import type { FrameForm } from '../../../sandbox/types.ts'
import { ADMIN, at, EXTRANET, HANNAH, MARCUS, post, stage, WITHOUT_APPS, type Stage } from './setup.ts'

const TAB = { PLACEMENT: 'CRM_DEAL_DETAIL_TAB', HANDLER: 'http://localhost:9/deal?view=thread' }

async function stageWithTab(): Promise<Stage & { open(userId: number): FrameForm }> {
  const here = await stage()
  await here.call(ADMIN, 'placement.bind', TAB)

  return {
    ...here,
    open: userId => here.sandbox.openFrame(here.portal.memberId, {
      userId, clientId: here.app.clientId, placement: TAB.PLACEMENT, options: { ID: 3473 }, uri: '/crm/deal/details/3473/',
    }),
  }
}

describe('opening a widget', () => {
  it('posts the documented fields, split into query and body', async () => {
    const { portal, sandbox, app, open } = await stageWithTab()

    const form = open(HANNAH)

    const action = new URL(form.action)
    expect(Object.fromEntries(action.searchParams)).toEqual({ view: 'thread', DOMAIN: portal.host, PROTOCOL: '0', LANG: 'de', APP_SID: form.sid })
    expect(form.name).toBe(`${portal.host}|0|${form.sid}`)
    expect(form.sid).toMatch(/^[0-9a-f]{32}$/)
    expect(form.fields).toMatchObject({
      AUTH_EXPIRES: '3600', SERVER_ENDPOINT: `${sandbox.oauth.url}/rest/`, APPLICATION_TOKEN: portal.installations.get(app.clientId)?.applicationToken,
      APPLICATION_SCOPE: app.scope.join(','), member_id: portal.memberId, status: 'L', PLACEMENT: TAB.PLACEMENT,
    })
    expect(JSON.parse(form.fields.PLACEMENT_OPTIONS ?? '')).toEqual({ ID: '3473', URI: '/crm/deal/details/3473/' })
  })

  it('posts every field of the documented callback, and those that newer pages add', async () => {
    const { open } = await stageWithTab()
    const callbacks: { placement: string, body: Record<string, string> }[] = JSON.parse(readFileSync(new URL('../../fixtures/placement-callbacks.json', import.meta.url), 'utf8'))
    const documented = Object.keys(callbacks.find(({ placement }) => placement === TAB.PLACEMENT)?.body ?? {})

    const form = open(MARCUS)

    const posted = [...new URL(form.action).searchParams.keys(), ...Object.keys(form.fields)].filter(key => key !== 'view')
    expect(posted.sort()).toEqual([...documented, 'SERVER_ENDPOINT', 'APPLICATION_TOKEN', 'APPLICATION_SCOPE'].sort())
  })

  it('leaves PLACEMENT_OPTIONS out when there are none', async () => {
    const { sandbox, portal, app } = await stage()

    const { fields } = sandbox.openFrame(portal.memberId, { userId: MARCUS, clientId: app.clientId, placement: 'DEFAULT' })

    expect(fields).not.toHaveProperty('PLACEMENT_OPTIONS')
  })

  it('tells the application under BI analytics nothing, which is opened by GET', async () => {
    const { sandbox, portal, app, call } = await stage()
    await call(ADMIN, 'placement.bind', { PLACEMENT: 'BI_ANALYTICS_MENU', HANDLER: 'http://localhost:9/bi?view=all' })

    const form = sandbox.openFrame(portal.memberId, { userId: ADMIN, clientId: app.clientId, placement: 'BI_ANALYTICS_MENU' })

    expect(form).toMatchObject({ action: 'http://localhost:9/bi?view=all', fields: {} })
  })

  it('gives a token of the person who looks', async () => {
    const { portal, open } = await stageWithTab()

    const { body } = await post(`${portal.url}/rest/profile`, { auth: open(HANNAH).fields.AUTH_ID })

    expect(at(body, 'result', 'ID')).toBe('5')
  })

  it('is refused to people without access to the application, and where nothing is bound', async () => {
    const { sandbox, portal, app, open } = await stageWithTab()

    expect(() => open(WITHOUT_APPS)).toThrow(FrameRefused)
    expect(() => sandbox.openFrame(portal.memberId, { userId: EXTRANET, clientId: app.clientId, placement: 'LEFT_MENU' })).toThrow('The application has no handler for LEFT_MENU.')
  })
})

describe('an application that is not installed to the end', () => {
  it('shows its installer to the administrator, its sentence to others, and no widgets', async () => {
    const { sandbox, portal, app, call } = await stage({ installed: false })
    await call(ADMIN, 'placement.bind', TAB)
    const open = (userId: number, placement: string) => sandbox.openFrame(portal.memberId, { userId, clientId: app.clientId, placement })

    const installer = open(ADMIN, 'DEFAULT')

    expect(installer.action).toMatch(/^http:\/\/localhost:9\/install\?/)
    expect(() => open(MARCUS, 'DEFAULT')).toThrow('The application is not fully installed yet. Please contact your Bitrix24 administrator to complete the installation.')
    expect(() => open(ADMIN, TAB.PLACEMENT)).toThrow(FrameRefused)
  })

  it('is installed by setInstallFinish from that frame, which is never answered', async () => {
    const { sandbox, portal, app } = await stage({ installed: false })
    const { sid } = sandbox.openFrame(portal.memberId, { userId: ADMIN, clientId: app.clientId, placement: 'DEFAULT' })

    const reply = await sandbox.frameCommand(portal.memberId, sid, 'setInstallFinish')

    expect(reply).toBeNull()
    expect(portal.installations.get(app.clientId)?.state).toBe('installed')
    expect(sandbox.openFrame(portal.memberId, { userId: MARCUS, clientId: app.clientId, placement: 'DEFAULT' }).action).toMatch(/^http:\/\/localhost:9\/\?/)
  })
})

describe('the frame bridge', () => {
  it('answers getInitData, with FIRST_RUN once per person', async () => {
    const { sandbox, portal, open } = await stageWithTab()
    const form = open(HANNAH)

    const first = await sandbox.frameCommand(portal.memberId, form.sid, 'getInitData')
    const second = await sandbox.frameCommand(portal.memberId, form.sid, 'getInitData')

    expect(first?.reply).toEqual({
      LANG: 'de', DOMAIN: portal.host, PROTOCOL: 0, PATH: '/rest', AUTH_ID: form.fields.AUTH_ID, AUTH_EXPIRES: '3600', REFRESH_ID: form.fields.REFRESH_ID,
      MEMBER_ID: portal.memberId, FIRST_RUN: true, IS_ADMIN: false, INSTALL: false, USER_OPTIONS: [], APP_OPTIONS: [],
      PLACEMENT: TAB.PLACEMENT, PLACEMENT_OPTIONS: { ID: '3473', URI: '/crm/deal/details/3473/' },
    })
    expect(at(second?.reply, 'FIRST_RUN')).toBe(false)
  })

  it('hands an empty text over in place of the options that there are none of', async () => {
    const { sandbox, portal, app } = await stage()
    const { sid } = sandbox.openFrame(portal.memberId, { userId: MARCUS, clientId: app.clientId, placement: 'DEFAULT' })

    const answer = await sandbox.frameCommand(portal.memberId, sid, 'getInitData')

    expect(at(answer?.reply, 'PLACEMENT_OPTIONS')).toBe('')
  })

  it('refuses a refresh to whom the application is no longer there for', async () => {
    const { sandbox, portal, app, open } = await stageWithTab()
    const { sid } = open(MARCUS)

    sandbox.uninstall(portal.memberId, app.clientId)

    await expect(sandbox.frameCommand(portal.memberId, sid, 'refreshAuth')).rejects.toThrow(FrameRefused)
  })

  it('renews the tokens of a frame and remembers them', async () => {
    const { sandbox, portal, open } = await stageWithTab()
    const form = open(HANNAH)
    sandbox.clock.turn(3600 * 1000)

    const renewed = await sandbox.frameCommand(portal.memberId, form.sid, 'refreshAuth')
    const later = await sandbox.frameCommand(portal.memberId, form.sid, 'getInitData')
    const { status } = await post(`${portal.url}/rest/profile`, { auth: at(renewed?.reply, 'AUTH_ID') })

    expect(renewed?.reply).toEqual({ AUTH_ID: expect.any(String), AUTH_EXPIRES: '3600', REFRESH_ID: expect.any(String) })
    expect(at(later?.reply, 'AUTH_ID')).toBe(at(renewed?.reply, 'AUTH_ID'))
    expect(status).toBe(200)
  })

  it('saves application options for administrators and stays silent to others', async () => {
    const { sandbox, portal, open } = await stageWithTab()
    const set = (userId: number) => sandbox.frameCommand(portal.memberId, open(userId).sid, 'setAppOption', { name: 'theme', value: 'oak' })

    const refused = await set(MARCUS)
    const saved = await set(ADMIN)

    expect(refused).toBeNull()
    expect(saved).toEqual({ reply: { theme: 'oak' } })
  })

  it('stays silent to unknown commands and foreign frames', async () => {
    const { sandbox, portal, open } = await stageWithTab()

    const unknown = await sandbox.frameCommand(portal.memberId, open(ADMIN).sid, 'toString')
    const foreign = await sandbox.frameCommand(portal.memberId, '0'.repeat(32), 'getInitData')

    expect([unknown, foreign]).toEqual([null, null])
  })
})
