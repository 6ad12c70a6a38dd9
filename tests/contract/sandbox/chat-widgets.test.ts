import { describe, expect, it } from 'vitest'
import { ADMIN, EXTRANET, HANNAH, MARCUS, stage, type Stage } from './setup.ts'

/** One chat of each type that the first person takes part in. */
const CHATS = { USER: '1', CHAT: 'chat1489', CRM: 'chat1439', LINES: 'chat1503' }
const TITLE = 'Notes of the chat'

async function bind({ call }: Stage, placement: string, options: Record<string, string> = {}): Promise<void> {
  const { body } = await call(ADMIN, 'placement.bind', { PLACEMENT: placement, HANDLER: 'https://app.example/', TITLE, OPTIONS: { iconName: 'fa-star', ...options } })
  expect(body.result).toBe(true)
}

async function pageOf({ portal }: Stage, userId: number, path: string): Promise<string> {
  const response = await fetch(portal.url + path, { headers: { cookie: `sandbox_user_${portal.memberId}=${userId}` } })

  return response.text()
}

async function shows(here: Stage, userId: number, dialogId: string): Promise<boolean> {
  return (await pageOf(here, userId, `/online/?IM_DIALOG=${dialogId}`)).includes(TITLE)
}

/** The types of chats in which the person sees the widget. */
async function chatsWithWidget(here: Stage): Promise<string[]> {
  const inLines = { ...CHATS, USER: '3' }
  const seen = await Promise.all(Object.entries(inLines).map(async ([type, dialogId]) => await shows(here, ADMIN, dialogId) ? type : ''))

  return seen.filter(Boolean)
}

describe('context', () => {
  it.each([
    ['IM_SIDEBAR', undefined, ['USER', 'CHAT', 'CRM', 'LINES']],
    ['IM_SIDEBAR', 'CHAT', ['CHAT']],
    ['IM_TEXTAREA', 'USER', ['USER']],
    ['IM_TEXTAREA', 'CRM;LINES', ['CRM', 'LINES']],
    ['IM_CONTEXT_MENU', 'LINES', ['LINES']],
    ['IM_CONTEXT_MENU', 'ALL;USER', ['USER', 'CHAT', 'CRM', 'LINES']],
  ])('of %s as %s shows it in chats of the types %j', async (placement, context, types) => {
    const here = await stage()
    await bind(here, placement, context ? { context } : {})

    const seen = await chatsWithWidget(here)

    expect(seen).toEqual(types)
  })
})

describe.each(['IM_SIDEBAR', 'IM_TEXTAREA', 'IM_CONTEXT_MENU', 'IM_NAVIGATION'])('%s', (placement) => {
  it('of the role ADMIN is shown to administrators only', async () => {
    const here = await stage()
    await bind(here, placement, { role: 'ADMIN' })

    const seen = await Promise.all([ADMIN, MARCUS].map(user => shows(here, user, CHATS.CHAT)))

    expect(seen).toEqual([true, false])
  })

  it.each([['N', false], ['Y', true]])('with extranet %s is shown to an extranet user: %s', async (extranet, expected) => {
    const here = await stage()
    await bind(here, placement, { extranet })

    const seen = await Promise.all([MARCUS, EXTRANET].map(user => shows(here, user, 'chat1515')))

    expect(seen).toEqual([true, expected])
  })
})

describe('the mobile app', () => {
  it('lists its widget whatever context, role and extranet say', async () => {
    const here = await stage()
    await bind(here, 'IMMOBILE_CONTEXT_MENU', { context: 'LINES', role: 'ADMIN', extranet: 'N' })

    const page = await pageOf(here, EXTRANET, '/mobile/im/chat1515/')

    expect(page).toContain(TITLE)
  })

  it('is the only place of its widget', async () => {
    const here = await stage()
    await bind(here, 'IMMOBILE_CONTEXT_MENU')

    expect(await chatsWithWidget(here)).toEqual([])
  })

  it('says when no application has one', async () => {
    const here = await stage()

    const page = await pageOf(here, MARCUS, '/mobile/im/chat1489/')

    expect(page).toContain('There are no applications for this chat.')
  })
})

it('the emoji collection registers and is never called', async () => {
  const here = await stage()
  await bind(here, 'IM_SMILES_SELECTOR')

  expect(await chatsWithWidget(here)).toEqual([])
})

describe('the messenger\'s page', () => {
  it.each([['the messenger', '/online/?IM_DIALOG=chat1492'], ['the mobile app', '/mobile/im/chat1492/']])('shows an administrator no chat of others, in %s', async (_, path) => {
    const here = await stage()

    const page = await pageOf(here, ADMIN, path)

    expect(page).not.toContain('The planer is down')
  })

  it('opens a message\'s link to an application, but not in an open channel', async () => {
    const here = await stage()
    const MESSAGE = 'See /marketplace/view/1/?params[ID]=5.'
    for (const DIALOG_ID of [CHATS.CHAT, CHATS.LINES]) await here.call(ADMIN, 'im.message.add', { DIALOG_ID, MESSAGE })

    const [group = '', lines = ''] = await Promise.all([CHATS.CHAT, CHATS.LINES].map(dialogId => pageOf(here, ADMIN, `/online/?IM_DIALOG=${dialogId}`)))

    expect(group).toContain('<a href="/marketplace/view/1/?params[ID]=5" data-slider>')
    expect(lines).not.toContain('<a href="/marketplace/view/')
    expect(lines).toContain('/marketplace/view/1/?params[ID]=5.')
  })

  it('writes no markup that a message brings, and links to nothing but pages', async () => {
    const here = await stage()
    await here.call(MARCUS, 'im.message.add', { DIALOG_ID: CHATS.CHAT, MESSAGE: '<img src=x> [URL=javascript:alert(1)]here[/URL] [URL=//evil.example/]there[/URL]' })

    const page = await pageOf(here, HANNAH, `/online/?IM_DIALOG=${CHATS.CHAT}`)

    expect(page).toContain('&lt;img src=x&gt; here <a href="http://evil.example/" target="_blank" rel="noopener noreferrer">there</a>')
  })

  it('keeps what a person writes there, for those who take part', async () => {
    const here = await stage()
    const write = (dialog: string) => fetch(`${here.portal.url}/online/`, { method: 'POST', headers: { cookie: `sandbox_user_${here.portal.memberId}=${HANNAH}` }, body: new URLSearchParams({ dialog, text: 'Guten Morgen' }) })

    const own = await write(CHATS.CHAT)
    const foreign = await write('chat1439')

    expect([own.status, foreign.status]).toEqual([200, 403])
    expect(here.portal.data.chats.filter(({ messages }) => messages.some(({ text }) => text === 'Guten Morgen')).map(({ id }) => id)).toEqual([1489])
  })
})

describe('a notification', () => {
  it('is in the bell until it has been looked at', async () => {
    const here = await stage()
    await here.call(MARCUS, 'im.notify.personal.add', { USER_ID: HANNAH, MESSAGE: 'Due: [URL=/marketplace/view/1/?params[ID]=5]call Frau Moser[/URL]' })

    const before = await pageOf(here, HANNAH, '/stream/')
    await fetch(`${here.portal.url}/sandbox/notifications/read`, { method: 'POST', headers: { cookie: `sandbox_user_${here.portal.memberId}=${HANNAH}` } })
    const after = await pageOf(here, HANNAH, '/stream/')
    const others = await pageOf(here, ADMIN, '/stream/')

    const link = '<a href="/marketplace/view/1/?params[ID]=5" data-slider>call Frau Moser</a>'
    expect([before, after, others].map(page => [page.includes(link), page.includes('bell-count')])).toEqual([[true, true], [true, false], [false, false]])
  })
})

describe('a link to an application', () => {
  it.each([['a post', '/stream/'], ['a task', '/company/personal/user/1/tasks/task/view/286/']])('stands in %s as well', async (_, path) => {
    const here = await stage()

    const page = await pageOf(here, ADMIN, path)

    expect(page).toContain('<a href="/marketplace/view/1/?params[ENTITY]=deal&amp;params[ID]=3473" data-slider>')
  })

  const path = '/marketplace/view/1/?params[filter][stage][]=NEW&params[ID]=5&other=1'

  it('gives the widget its params in their depth, and the page it stood on', async () => {
    const here = await stage()
    await bind(here, 'REST_APP_URI')

    const response = await fetch(here.portal.url + path, { headers: { referer: `${here.portal.url}/stream/?IFRAME=Y&page=2` } })

    const request = /data-frame="([^"]+)"/.exec(await response.text())?.[1]?.replaceAll('&quot;', '"').replaceAll('&amp;', '&') ?? '{}'
    expect(JSON.parse(request)).toMatchObject({ placement: 'REST_APP_URI', options: { filter: { stage: ['NEW'] }, ID: '5' }, uri: '/stream/?page=2' })
    expect(request).not.toContain('other')
  })

  it('names a local application by its client_id, too', async () => {
    const here = await stage()
    await bind(here, 'REST_APP_URI')

    const response = await fetch(`${here.portal.url}/marketplace/view/${here.app.clientId}/`)

    expect(response.status).toBe(200)
    expect(await response.text()).toContain('REST_APP_URI')
  })

  it.each([['has registered no page for links', '1'], ['is not there', '99']])('opens nothing when the application %s', async (_, app) => {
    const here = await stage()

    const response = await fetch(`${here.portal.url}/marketplace/view/${app}/`)

    expect(response.status).toBe(404)
  })
})
