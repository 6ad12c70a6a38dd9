import { describe, expect, it } from 'vitest'
import { appFrame, ask, exchange, install, openAnywhere, openPage, openTab, person, send, SILENCE, sliderContent, switchTo, useBridge, visit } from './support.ts'

const stage = useBridge()

function frameBox() {
  return stage.page.locator('.frame-slot iframe').evaluate((element) => {
    const { width, height } = element.getBoundingClientRect()
    return { width: Math.round(width), height: Math.round(height) }
  })
}

describe('the size of the frame', () => {
  it('on the application\'s page is what the application asks for', async () => {
    const frame = await openPage(stage)

    const size = await frame.evaluate('b24.parent.resizeWindow(300, 450)')

    expect(size).toEqual({ width: 300, height: 450 })
    expect(await frameBox()).toEqual(size)
  })

  it('fits the content, as wide as its place', async () => {
    const frame = await openPage(stage)
    const { width } = await frameBox()
    await frame.evaluate('document.body.style.height = "1234px"')

    const size = await frame.evaluate('b24.parent.fitWindow()')

    expect(size).toEqual({ width, height: await frame.evaluate('document.documentElement.scrollHeight') })
  })

  it.each(['CRM_DEAL_DETAIL_TAB', 'USERFIELD_TYPE'])('in %s follows the height and keeps its own width', async (placement) => {
    const frame = await openAnywhere(stage, placement)
    const { width } = await frameBox()

    const size = await frame.evaluate('b24.parent.resizeWindow(300, 450)')

    expect(size).toEqual({ width, height: 450 })
  })

  it('in other widgets follows both', async () => {
    const frame = await openAnywhere(stage, 'TASK_VIEW_TAB')

    const size = await frame.evaluate('b24.parent.resizeWindow(300, 450)')

    expect(size).toEqual({ width: 300, height: 450 })
  })

  it('of a field starts at 200 pixels', async () => {
    await openAnywhere(stage, 'USERFIELD_TYPE')

    expect((await frameBox()).height).toBe(200)
  })

  it('is not the application\'s to choose in a slider, except for a field', async () => {
    const slider = await openAnywhere(stage, 'DEFAULT', { mode: 'slider' })
    const denied = await send(slider, 'resizeWindow', { width: 300, height: 450 })
    const field = await openAnywhere(stage, 'USERFIELD_TYPE', { mode: 'slider' })
    const allowed = await ask(field, 'resizeWindow', { width: 300, height: 450 })

    expect(denied).toEqual(SILENCE)
    expect(allowed).toMatchObject({ height: 450 })
  })
})

describe('the page around the frame', () => {
  it('takes the title of the application\'s page into its heading, not into the tab', async () => {
    const frame = await openPage(stage)
    const tab = await stage.page.title()

    const echo = await frame.evaluate('b24.parent.setTitle("A: \\"title\\"")')

    expect(echo).toEqual({ title: 'A: "title"' })
    expect(await stage.page.getByRole('heading', { level: 1 }).textContent()).toBe('A: "title"')
    expect(await stage.page.title()).toBe(tab)
  })

  it('keeps its heading from a widget', async () => {
    const frame = await openTab(stage)

    const reply = await frame.evaluate('b24.parent.setTitle("Mine")')

    expect(reply).toEqual(SILENCE)
    expect(await stage.page.getByRole('heading', { name: 'Mine' }).count()).toBe(0)
  })

  it('scrolls, never above its top', async () => {
    const frame = await openTab(stage)
    await frame.evaluate('b24.parent.resizeWindow(300, 5000)')

    const echo = await frame.evaluate('b24.parent.scrollParentWindow(200)')
    const down = await stage.page.evaluate(() => window.scrollY)
    await ask(frame, 'setScroll', { scroll: -50 })
    const up = await stage.page.evaluate(() => window.scrollY)

    expect(echo).toEqual({ scroll: 200 })
    expect([down, up]).toEqual([200, 0])
  })

  it('reloads, for widgets too', async () => {
    const frame = await openTab(stage)
    const loaded = stage.page.waitForEvent('load')

    await frame.evaluate('void b24.parent.reloadWindow()')
    await loaded

    await stage.page.getByRole('tab', { name: 'Test widget' }).waitFor()
  })
})

describe('options', () => {
  it('of the application are an administrator\'s to set; all of them are the answer', async () => {
    const frame = await openPage(stage)

    await frame.evaluate('b24.options.appSet("theme", "oak")')
    const reply = await ask(frame, 'setAppOption', { name: 'size', value: 'a:b' })

    expect(reply).toEqual({ theme: 'oak', size: 'a:b' })
    expect(stage.portal.installations.get(stage.clientId)?.options).toEqual(reply)
  })

  it('of the application stay as they are when somebody else sets them', async () => {
    install(stage)
    await switchTo(stage, person(stage, 'employee'))
    await visit(stage, '/sandbox/open?placement=DEFAULT')
    const frame = await appFrame(stage.page)

    const reply = await send(frame, 'setAppOption', { name: 'theme', value: 'oak' })

    expect(reply).toEqual(SILENCE)
    expect(stage.portal.installations.get(stage.clientId)?.options).toEqual({})
  })

  it('of a person come back as they were sent, and at the next opening', async () => {
    const frame = await openPage(stage)

    const echo = await ask(frame, 'setUserOption', { name: 'view', value: 'list' })
    await frame.evaluate('b24.options.userSet("order", "date")')
    await stage.page.reload()
    const again = await appFrame(stage.page)

    expect(echo).toEqual({ name: 'view', value: 'list' })
    expect(await again.evaluate('[b24.options.userGet("view"), b24.options.userGet("order")]')).toEqual(['list', 'date'])
  })
})

describe('calls and the messenger', () => {
  it('are never answered', async () => {
    const frame = await openPage(stage)

    const replies = await frame.evaluate(`Promise.all([b24.parent.imCallTo(3), b24.parent.imPhoneTo('+49 30 1234'), b24.parent.imOpenMessenger(), b24.parent.imOpenHistory('chat12')])`)

    expect(replies).toEqual([SILENCE, SILENCE, SILENCE, SILENCE])
  })

  it('name the colleague or the number that is called', async () => {
    const frame = await openPage(stage)
    const colleague = person(stage, 'employee')

    await frame.evaluate(`void b24.parent.imCallTo(${colleague.id})`)
    await stage.page.getByText(`Video call with ${colleague.name} ${colleague.lastName}…`).waitFor()
    await frame.evaluate(`void b24.parent.imCallTo(${colleague.id}, false)`)
    await stage.page.getByText(`Calling ${colleague.name} ${colleague.lastName}…`).waitFor()
    await frame.evaluate('void b24.parent.imPhoneTo("+49 30 1234")')

    await stage.page.getByText('Calling +49 30 1234…').waitFor()
  })

  it.each([
    ['imOpenMessenger("chat12")', '/online/?IM_DIALOG=chat12&IFRAME=Y&IFRAME_TYPE=SIDE_SLIDER'],
    ['imOpenMessenger()', '/online/?IFRAME=Y&IFRAME_TYPE=SIDE_SLIDER'],
    ['imOpenHistory("imol|7")', '/online/?IM_HISTORY=imol%7C7&IFRAME=Y&IFRAME_TYPE=SIDE_SLIDER'],
  ])('%s shows its page in a slider', async (call, address) => {
    const frame = await openPage(stage)

    await frame.evaluate(`void b24.parent.${call}`)
    const content = await sliderContent(stage)
    await content.waitForURL('**/online/**')

    expect(content.url()).toBe(stage.portal.url + address)
  })
})

describe('the bridge', () => {
  it('shows the developer\'s form and never answers', async () => {
    const frame = await openPage(stage)

    const reply = await send(frame, 'showAppForm', { params: {} })

    expect(reply).toEqual(SILENCE)
    await stage.page.getByRole('dialog', { name: 'Contact the developer' }).waitFor()
  })

  it('stays silent on commands that it does not know, properties of every object among them', async () => {
    const frame = await openPage(stage)

    const heard = await exchange(frame, ['noSuchCommand:one:SID', 'toString:two:SID', { method: 'im:noSuchCommand', params: '', callback: 'three', appSid: 'SID' }, 'getInterface:last:SID'])

    expect(heard).toEqual(['last:{"command":[],"event":[]}'])
  })

  it('hears nobody but its own frame, by its own sid', async () => {
    const frame = await openTab(stage)
    const sid = await frame.evaluate('window.name.split("|")[2]')

    await frame.evaluate(async (ownSid) => {
      const stranger = document.createElement('iframe')
      stranger.srcdoc = `<script>window.top.postMessage('setAppOption:{"name":"stranger","value":1}:KEY:${ownSid}', '*')</script>`
      document.body.append(stranger)
      await new Promise(resolve => stranger.addEventListener('load', resolve))
    }, sid)
    const heard = await exchange(frame, [
      'setAppOption:{"name":"foreign","value":1}:wrongSid:0123456789abcdef0123456789abcdef',
      'setUserOption:{"name":"a","value":"b:c"}:ownKey:SID',
    ])

    expect(heard).toEqual(['ownKey:{"name":"a","value":"b:c"}'])
    expect(stage.portal.installations.get(stage.clientId)?.options).toEqual({})
  })

  it('hears no page of another origin that the frame was led to', async () => {
    const frame = await openTab(stage)
    await frame.evaluate('location.replace(location.href.replace("localhost", "127.0.0.1"))')
    await stage.page.locator('.frame-slot iframe').contentFrame().getByRole('heading', { name: 'Test application' }).waitFor()
    const moved = stage.page.frames().find(candidate => candidate.url().startsWith('http://127.0.0.1') && candidate.url().includes('/widget'))

    await moved?.evaluate(() => window.parent.postMessage(`setAppOption:{"name":"moved","value":1}:KEY:${window.name.split('|')[2]}`, '*'))
    // Whatever the page would have sent to its server because of the message, it has sent before this.
    await stage.page.evaluate(() => fetch('/sandbox/choices/users').then(response => response.text()))

    expect(moved).toBeDefined()
    expect(stage.portal.installations.get(stage.clientId)?.options).toEqual({})
  })
})
