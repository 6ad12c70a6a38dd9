import type { Frame } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { appFrame, ask, deal, install, openAnywhere, openPage, openTab, send, SILENCE, sliderContent, useBridge, visit } from './support.ts'

const stage = useBridge()

function sliders() {
  return stage.page.locator('dialog.slider')
}

/** As laid out, in pixels: while the panel slides in, its box on the screen is a fraction off. */
function panelWidth() {
  return stage.page.locator('.slider-panel').evaluate(panel => (panel as HTMLElement).offsetWidth)
}

/** Opens the application in a slider and leaves the promise of its answer in the frame, as `sliderAnswer`. */
async function openApplication(frame: Frame, params: Record<string, unknown> = {}, depth = 1): Promise<Frame> {
  await frame.evaluate(`window.sliderAnswer = b24.slider.openSliderAppPage(${JSON.stringify(params)}); undefined`)
  return appFrame(await sliderContent(stage, depth))
}

describe('openApplication', () => {
  it('opens the application\'s own page with its parameters, and a frame of its own', async () => {
    const frame = await openTab(stage)

    const content = await openApplication(frame, { place: 'settings', ids: [1, 2], bx24_width: 800, bx24_title: 'Settings', bx24_future: 'x' })

    const seen = await content.evaluate('({ placement: b24.placement.placement, options: b24.placement.options, slider: b24.placement.isSliderMode })')
    expect(seen).toEqual({
      placement: 'DEFAULT',
      options: { place: 'settings', ids: [1, 2], IFRAME: 'Y', IFRAME_TYPE: 'SIDE_SLIDER', URI: expect.stringContaining('/marketplace/app/') },
      slider: true,
    })
    expect(new URL(content.url()).pathname).toBe('/')
    expect(await content.evaluate('b24.getAppSid()')).not.toBe(await frame.evaluate('b24.getAppSid()'))
  })

  it('gives the slider its width, its title in the tab as well, and its label', async () => {
    await stage.page.setViewportSize({ width: 1400, height: 800 })
    const frame = await openTab(stage)
    const tab = await stage.page.title()

    await openApplication(frame, { bx24_width: 700, bx24_title: 'Settings', bx24_label: { text: 'New', bgColor: 'green' } })
    const width = await panelWidth()
    const openTitle = await stage.page.title()
    const label = await stage.page.locator('.slider-label').evaluate(element => ({ className: element.className, text: element.textContent }))
    await stage.page.getByRole('button', { name: 'Close' }).click()
    await frame.evaluate('sliderAnswer')

    expect(width).toBe(700)
    expect(openTitle).toBe('Settings')
    expect(label).toEqual({ className: 'slider-label label-green', text: 'New' })
    expect(await stage.page.title()).toBe(tab)
  })

  it('leaves the left boundary asked for visible', async () => {
    await stage.page.setViewportSize({ width: 1400, height: 800 })
    const frame = await openTab(stage)

    await openApplication(frame, { bx24_leftBoundary: 400 })
    await stage.page.locator('.slider-panel').evaluate(panel => Promise.all(panel.getAnimations().map(animation => animation.finished)))

    expect(await stage.page.locator('.slider-panel').evaluate(panel => panel.getBoundingClientRect().left)).toBe(400)
  })

  it.each([
    ['its label', () => stage.page.getByRole('button', { name: 'Close' }).click()],
    ['Escape', () => stage.page.keyboard.press('Escape')],
    ['Escape within the page in it', async () => {
      await (await sliderContent(stage)).getByRole('heading', { level: 1 }).click()
      await stage.page.keyboard.press('Escape')
    }],
    ['a click beside it', () => stage.page.mouse.click(5, 300)],
  ])('answers with nothing when its slider is closed by %s', async (_, close) => {
    const frame = await openTab(stage)
    await openApplication(frame)

    await close()

    expect(await frame.evaluate('sliderAnswer')).toBe('')
    expect(await sliders().count()).toBe(0)
  })

  it('answers nothing before that', async () => {
    const frame = await openTab(stage)

    const reply = await send(frame, 'openApplication')

    expect(reply).toEqual(SILENCE)
  })

  it('lays the sliders of an application in a slider over it', async () => {
    const frame = await openTab(stage)
    const first = await openApplication(frame, { depth: 1 })

    const second = await openApplication(first, { depth: 2 }, 2)
    const depth = await second.evaluate('b24.placement.options.depth')
    const open = await sliders().count()
    await second.evaluate('void b24.parent.closeApplication()')
    const answer = await first.evaluate('sliderAnswer')

    expect([depth, open]).toEqual(['2', 2])
    expect(answer).toBe('')
    expect(await sliders().count()).toBe(1)
  })
})

describe('closeApplication', () => {
  it('closes the slider around the application', async () => {
    const frame = await openTab(stage)
    const content = await openApplication(frame)

    await content.evaluate('void b24.slider.closeSliderAppPage()')

    expect(await frame.evaluate('sliderAnswer')).toBe('')
  })

  it('closes the sliders above it with it', async () => {
    const frame = await openTab(stage)
    const first = await openApplication(frame)
    await openApplication(first, {}, 2)

    await first.evaluate('void b24.parent.closeApplication()')

    expect(await frame.evaluate('sliderAnswer')).toBe('')
    expect(await sliders().count()).toBe(0)
  })

  it('means nothing to an application that is in no slider', async () => {
    const frame = await openPage(stage)

    expect(await send(frame, 'closeApplication')).toEqual(SILENCE)
  })
})

describe('openPath', () => {
  it('shows the portal page through its width prefix and says when it is closed', async () => {
    await stage.page.setViewportSize({ width: 1400, height: 800 })
    const frame = await openTab(stage)

    const closed = frame.evaluate(`b24.slider.openPath(b24.slider.getUrl('/crm/deal/details/${deal(stage).id}/'), 900)`)
    const content = await sliderContent(stage)
    await content.getByRole('tab', { name: 'Test widget' }).waitFor()
    const width = await panelWidth()
    await stage.page.keyboard.press('Escape')

    const url = new URL(content.url())
    expect(await closed).toEqual({ isOpenAtNewWindow: false, isClose: true })
    expect(url.pathname).toBe(`/crm/deal/details/${deal(stage).id}/`)
    expect(Object.fromEntries(url.searchParams)).toEqual({
      IFRAME: 'Y', IFRAME_TYPE: 'SIDE_SLIDER', from: 'rest_placement', from_app: String(stage.sandbox.apps.get(stage.clientId)?.id),
    })
    expect(width).toBe(900)
  })

  it('says which paths applications may not open', async () => {
    const frame = await openTab(stage)

    const raw = await ask(frame, 'openPath', { path: '/crm/deal/../../sandbox/open' })
    const refused = await frame.evaluate('b24.slider.openPath(b24.slider.getUrl("/sandbox/open")).catch(error => error.message)')

    expect(raw).toEqual({ result: 'error', errorCode: 'PATH_NOT_AVAILABLE' })
    expect(refused).toBe('PATH_NOT_AVAILABLE')
  })

  it('is not supported by the mobile app, where the SDK opens a window instead', async () => {
    const frame = await openAnywhere(stage, 'DEFAULT', { mobile: 'Y' })

    const raw = await ask(frame, 'openPath', { path: '/crm/deal/details/1/' })
    const popup = stage.page.waitForEvent('popup')
    const closed = frame.evaluate(`b24.slider.openPath(b24.slider.getUrl('/crm/deal/details/${deal(stage).id}/'))`)
    const shown = await popup
    // Who closes it sooner is ahead of the frame that has opened it.
    await shown.waitForLoadState()
    await shown.close()

    expect(raw).toEqual({ result: 'error', errorCode: 'METHOD_NOT_SUPPORTED_ON_DEVICE' })
    expect(await closed).toEqual({ isOpenAtNewWindow: true, isClose: true })
  })
})

describe('a widget that a menu opens in a slider', () => {
  async function openFromList(): Promise<Frame> {
    install(stage, 'CRM_DEAL_LIST_MENU')
    await visit(stage, '/crm/deal/list/category/0/')
    await stage.page.getByRole('row').filter({ hasText: deal(stage).title }).getByRole('button', { name: 'Actions' }).click()
    await stage.page.getByRole('menuitem', { name: 'Test widget' }).click()
    return appFrame(await sliderContent(stage))
  }

  it('is the widget\'s own handler and placement, not the application in slider mode', async () => {
    const frame = await openFromList()

    const seen = await frame.evaluate('({ placement: b24.placement.placement, options: b24.placement.options, slider: b24.placement.isSliderMode })')

    expect(seen).toEqual({
      placement: 'CRM_DEAL_LIST_MENU',
      options: { ID: String(deal(stage).id), URI: '/crm/deal/list/category/0/' },
      slider: false,
    })
    expect(new URL(frame.url()).pathname).toBe('/widget')
  })

  it('has the list below it show what has changed', async () => {
    const frame = await openFromList()
    deal(stage).title = 'Renamed behind the page'

    const reply = await frame.evaluate('b24.placement.call("reloadData", { safelyTime: 5000 })')

    expect(reply).toBe('')
    expect(await stage.page.locator('#crm-items').textContent()).toContain('Renamed behind the page')
  })

  it('may neither title nor size what is the slider\'s, and may close it', async () => {
    const frame = await openFromList()

    const denied = await Promise.all([send(frame, 'setTitle', { title: 'Mine' }), send(frame, 'resizeWindow', { width: 300, height: 450 })])
    await frame.evaluate('void b24.parent.closeApplication()')
    await sliders().waitFor({ state: 'detached' })

    expect(denied).toEqual([SILENCE, SILENCE])
  })

  it('hears only its own origin, which need not be that of the application\'s page', async () => {
    const { sandbox, portal, clientId, app, page } = stage
    install(stage, 'CRM_DEAL_LIST_MENU')
    const [binding] = portal.installations.get(clientId)?.bindings ?? []
    if (binding) binding.handler = `${app.origin.replace('localhost', 'widgets.localhost')}/widget`
    await visit(stage, '/crm/deal/list/category/0/')
    await page.getByRole('row').filter({ hasText: deal(stage).title }).getByRole('button', { name: 'Actions' }).click()
    await page.getByRole('menuitem', { name: 'Test widget' }).click()

    const frame = await appFrame(await sliderContent(stage))

    expect(new URL(frame.url()).origin).not.toBe(new URL(sandbox.apps.get(clientId)?.url ?? '').origin)
    expect(await frame.evaluate('b24.placement.placement')).toBe('CRM_DEAL_LIST_MENU')
  })
})
