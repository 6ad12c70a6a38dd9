import type { Dialog } from 'playwright-core'
import { describe, expect, it, onTestFinished } from 'vitest'
import { appFrame, ask, deal, exchange, install, openAnywhere, openPage, openTab, person, send, SILENCE, sliderContent, switchTo, useBridge, visit, waitingFrame } from './support.ts'

const stage = useBridge()

describe('installing', () => {
  it('leads from the Install button over the installer to the application', async () => {
    const { page, portal, clientId } = stage
    await visit(stage, '/marketplace/')

    await page.getByRole('button', { name: 'Install' }).click()
    const installer = await appFrame(page)
    const installMode = await installer.evaluate('b24.isInstallMode')
    await installer.evaluate('void b24.installFinish()')
    await page.waitForURL('**/?install_finished=Y')

    const opened = await appFrame(page)
    expect(installMode).toBe(true)
    expect(installer.url()).toContain('/install?')
    expect(new URL(opened.url()).pathname).toBe('/')
    expect(await opened.evaluate('b24.isInstallMode')).toBe(false)
    expect(portal.installations.get(clientId)?.state).toBe('installed')
  })

  it('is for administrators', async () => {
    const { page } = stage
    await visit(stage, '/marketplace/')

    await page.getByRole('combobox', { name: 'User' }).selectOption(String(person(stage, 'employee').id))

    await page.getByText('Only an administrator installs applications.').waitFor()
    expect(await page.getByRole('button', { name: 'Install' }).count()).toBe(0)
  })

  it('in a slider ends with the application in a slider of its own', async () => {
    const { sandbox, portal, page, clientId } = stage
    sandbox.addApp(portal.memberId, clientId)
    await visit(stage, '/marketplace/')
    const closed = page.evaluate(`import('/sandbox/assets/slider.js').then(({ sliders }) =>
      sliders().open({ url: '/marketplace/app/${sandbox.apps.get(clientId)?.id}/?IFRAME=Y', title: 'Installer' }))`)
    const installer = await appFrame(await sliderContent(stage))

    await installer.evaluate('void b24.installFinish()')
    await closed
    const content = await sliderContent(stage)
    const opened = await appFrame(content)

    expect(content.url()).toContain('install_finished=Y')
    expect(new URL(opened.url()).pathname).toBe('/')
  })

  it('is over once: the SDK refuses to finish again, and the portal says N to whoever asks it past the SDK', async () => {
    const frame = await openPage(stage)

    const refusal = await frame.evaluate('b24.installFinish().catch(error => error.code)')
    await frame.evaluate('void b24.parent.message.send("setInstallFinish")')
    await stage.page.waitForURL('**/?install_finished=N')

    expect(refusal).toBe('JSSDK_FRAME_INSTALL_ALREADY_FINISHED')
  })
})

describe('starting', () => {
  it('tells the application what was opened', async () => {
    const frame = await openTab(stage)

    const told = await frame.evaluate('({ placement: b24.placement.placement, options: b24.placement.options, lang: b24.getLang(), admin: b24.auth.isAdmin, install: b24.isInstallMode })')

    expect(told).toEqual({
      placement: 'CRM_DEAL_DETAIL_TAB',
      options: { ID: String(deal(stage).id), URI: `/crm/deal/details/${deal(stage).id}/` },
      lang: 'en',
      admin: true,
      install: false,
    })
  })

  it('answers the SDK with the types that portals send', async () => {
    const { portal } = stage
    const frame = await openPage(stage)

    const data = await ask(frame, 'getInitData')

    expect(data).toMatchObject({
      DOMAIN: portal.host, PROTOCOL: 0, PATH: '/rest', MEMBER_ID: portal.memberId, AUTH_EXPIRES: expect.stringMatching(/^3[56]\d\d$/),
      IS_ADMIN: true, INSTALL: false, APP_OPTIONS: [], USER_OPTIONS: [], PLACEMENT: 'DEFAULT', LANG: 'en',
    })
  })

  it('is the first run of a person once', async () => {
    const first = await openPage(stage)
    const before = await first.evaluate('b24.isFirstRun')

    await stage.page.reload()
    const second = await appFrame(stage.page)
    const after = await second.evaluate('b24.isFirstRun')
    const echo = await ask(second, 'setInstall', { install: true })

    expect([before, after]).toEqual([true, false])
    expect(echo).toEqual({ install: true })
  })

  it('carries the title of a tab in the language of the person', async () => {
    install(stage, 'CRM_DEAL_DETAIL_TAB')
    await visit(stage, `/crm/deal/details/${deal(stage).id}/`)

    await stage.page.getByRole('combobox', { name: 'Language' }).selectOption('de')

    await stage.page.getByRole('tab', { name: 'Testwidget' }).waitFor()
  })

  it('is a plain GET under BI analytics, where the SDK learns everything from the page', async () => {
    const request = stage.page.waitForRequest('**/widget')

    const frame = await openAnywhere(stage, 'BI_ANALYTICS_MENU')

    expect((await request).method()).toBe('GET')
    expect(await frame.evaluate('b24.placement.placement')).toBe('BI_ANALYTICS_MENU')
  })

  it('never ends on a portal that stays silent', async () => {
    install(stage)
    await visit(stage, '/sandbox/open?placement=DEFAULT&silent=getInitData')
    const frame = await waitingFrame(stage.page)

    const heard = await exchange(frame, ['getInitData:init:SID', 'setUserOption:{"name":"a","value":1}:option:SID'])

    expect(heard).toEqual(['option:{"name":"a","value":1}'])
    expect(await frame.evaluate('"b24" in window')).toBe(false)
  })

  it('lets the server name commands that meet silence', async () => {
    await stage.page.route('**/sandbox/frame', async (route) => {
      const response = await route.fetch()
      await route.fulfill({ response, json: { ...await response.json(), silent: ['setUserOption'] } })
    })
    onTestFinished(() => stage.page.unrouteAll())
    const frame = await openPage(stage)

    const reply = await send(frame, 'setUserOption', { name: 'a', value: 1 })

    expect(reply).toEqual(SILENCE)
  })
})

describe('an item that the person may not read', () => {
  it('has no card, yet its widget can be opened to see what the application answers', async () => {
    const { page } = stage
    install(stage, 'CRM_DEAL_DETAIL_TAB')
    await switchTo(stage, person(stage, 'extranet'))

    const card = await visit(stage, `/crm/deal/details/${deal(stage).id}/`)
    const refusal = await page.getByRole('heading', { level: 1 }).textContent()
    const markup = await page.content()
    await visit(stage, `/sandbox/open?placement=CRM_DEAL_DETAIL_TAB&ID=${deal(stage).id}`)
    const frame = await appFrame(page)

    expect(card?.status()).toBe(403)
    expect(refusal).toBe('Access denied')
    expect(markup).not.toContain(deal(stage).title)
    expect(await frame.evaluate('b24.placement.options.ID')).toBe(String(deal(stage).id))
  })
})

describe('authorisation', () => {
  it('is renewed, and the new pair counts from then on', async () => {
    const frame = await openTab(stage)

    const before = await frame.evaluate('b24.auth.getAuthData().access_token')
    const after = await frame.evaluate('b24.auth.refreshAuth().then(auth => auth.access_token)')
    const later = await ask(frame, 'getInitData')

    expect(after).not.toBe(before)
    expect(later).toMatchObject({ AUTH_ID: after })
  })

  it.each([
    ['the application was deleted', () => stage.sandbox.uninstall(stage.portal.memberId, stage.clientId)],
    ['the person lost access to it', () => { person(stage, 'admin').appAccess = false }],
  ])('is refused with an alert and no answer when %s', async (_, change) => {
    const frame = await openPage(stage)
    const alerted = new Promise<string>(resolve => stage.page.once('dialog', (dialog) => {
      resolve(dialog.message())
      void dialog.dismiss()
    }))
    change()

    const reply = await send(frame, 'refreshAuth')

    expect(await alerted).toBe('The application’s authorisation could not be renewed. Open it again.')
    expect(reply).toEqual(SILENCE)
  })

  it('fails or hangs when that is asked for', async () => {
    const alerts: string[] = []
    const note = (dialog: Dialog) => {
      alerts.push(dialog.type())
      void dialog.dismiss()
    }
    stage.page.on('dialog', note)
    onTestFinished(() => void stage.page.off('dialog', note))

    const failing = await send(await openAnywhere(stage, 'DEFAULT', { failing: 'refreshAuth' }), 'refreshAuth')
    const hanging = await send(await openAnywhere(stage, 'DEFAULT', { silent: 'refreshAuth' }), 'refreshAuth')

    expect([failing, hanging]).toEqual([SILENCE, SILENCE])
    expect(alerts).toEqual(['alert'])
  })
})

describe('REST from the browser', () => {
  it('calls, lists and batches with the token of the frame', async () => {
    const frame = await openPage(stage)

    const answers = await frame.evaluate(`(async () => {
      const { v2 } = b24.actions
      const call = await v2.call.make({ method: 'profile', params: {} })
      const list = await v2.callList.make({ method: 'crm.item.list', params: { entityTypeId: 2, select: ['id'] }, idKey: 'id', customKeyForResult: 'items' })
      const batch = await v2.batch.make({ calls: { me: ['profile', {}], deal: ['crm.item.get', { entityTypeId: 2, id: ${deal(stage).id} }] } })
      const old = await b24.callMethod('profile', {})
      return { call: call.getData().result.ID, list: list.getData().length, batch: batch.getData().deal.item.id, old: old.getData().result.ID }
    })()`)

    const deals = stage.portal.data.items.filter(item => item.entityTypeId === 2)
    expect(answers).toEqual({ call: '1', list: deals.length, batch: deal(stage).id, old: '1' })
  })

  it('renews an expired token on the way', async () => {
    const { sandbox } = stage
    const frame = await openPage(stage)
    sandbox.clock.turn(3600 * 1000)
    sandbox.clearRequests()

    const id = await frame.evaluate('b24.actions.v2.call.make({ method: "profile", params: {} }).then(answer => answer.getData().result.ID)')

    expect(id).toBe('1')
    expect(sandbox.requests.map(({ method, status }) => `${method} ${status}`)).toEqual(['profile 401', 'profile 200'])
  })

  it('reads errors through CORS, and is not allowed the authorization header', async () => {
    const { portal } = stage
    const frame = await openPage(stage)

    const unknown = await frame.evaluate('b24.actions.v2.call.make({ method: "no.such.method", params: {} }).catch(error => ({ code: error.code, status: error.status }))')
    const bearer = await frame.evaluate(`fetch('${portal.url}/rest/profile', { method: 'POST', headers: { authorization: 'Bearer x' } }).then(() => 'answered', () => 'refused')`)

    expect(unknown).toEqual({ code: 'ERROR_METHOD_NOT_FOUND', status: 404 })
    expect(bearer).toBe('refused')
  })
})
