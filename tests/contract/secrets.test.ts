import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import type { FrameForm } from '../../sandbox/index.ts'
import { call, person, post, sessionOf, type Page } from '../support/pages.ts'
import { readRows } from '../support/rows.ts'
import { startStage } from '../support/stage.ts'

/** Everything that the sandbox drew at random: tokens of every kind and the client secret are made of these. */
const issued: string[] = []

const { sandbox, app, portal, openDeal } = await startStage({
  random() {
    const value = randomBytes(16).toString('hex')
    issued.push(value)
    return value
  },
  environment: {
    NUXT_LOG_LEVEL: 'debug',
    NUXT_OPENING_DEADLINE_MS: '1000',
    NODE_OPTIONS: `--import=${new URL('../support/failing-render.mjs', import.meta.url).href}`,
  },
})
sandbox.faults.slowBy = 2000

const clientId = app.clientId
const { memberId } = portal
/** What the app has answered, headers and all. */
const answers: string[] = []

async function take(answer: Promise<Page>): Promise<Page> {
  const page = await answer
  answers.push(`${JSON.stringify([...page.headers])}\n${page.html}`)
  return page
}

/** The same with every field in the address and nothing in the body, which portals may do too. */
async function postInAddress({ action, fields }: Pick<FrameForm, 'action' | 'fields'>): Promise<Page> {
  const address = new URL(action)
  for (const [name, value] of Object.entries(fields)) address.searchParams.set(name, value)
  const response = await fetch(address, { method: 'POST' })
  return { status: response.status, html: await response.text(), headers: response.headers }
}

async function ask(session: string, method: string, path: string, body?: unknown) {
  const answer = await call(app, session, method, path, body)
  answers.push(answer.text)
  return answer
}

/** The database as it lies on the disk, with what has not yet been merged into it. */
function databaseBytes(): Buffer {
  return Buffer.concat(['', '-wal', '-shm'].map(end => app.databaseFile + end).filter(file => existsSync(file)).map(file => readFileSync(file)))
}

const portalState = () => (readRows(app.databaseFile).portals as { state: string }[]).map(({ state }) => state)
const jobsLeft = () => (readRows(app.databaseFile).jobs as { kind: string, state: string }[]).filter(({ kind, state }) => ['event', 'reconcile'].includes(kind) && state !== 'failed').length
const accepted: Page[] = []

/** Everything that happens on a portal between an installation and its removal, and everything that may go wrong in between. */
async function live() {
  // Pages: good ones, one that cannot be rendered, one that has to wait, with the fields where they may be.
  const home = await take(post(sandbox.openFrame(memberId, { userId: person(portal, 'employee').id, clientId, placement: 'DEFAULT' })))
  const installer = await take(post({ ...sandbox.openFrame(memberId, { userId: person(portal, 'admin').id, clientId, placement: 'DEFAULT' }), action: `${app.url}/install` }))
  accepted.push(home, installer)
  const form = openDeal()
  await take(post(form))
  await take(postInAddress(form))
  await take(postInAddress({ ...form, fields: { ...form.fields, member_id: '' } }))
  await take(postInAddress({ ...form, action: form.action.replace('/thread', '//thread') }))
  await take(fetch(`${app.url}/thread?AUTH_ID=${form.fields.AUTH_ID}`).then(async response => ({ status: response.status, html: await response.text(), headers: response.headers })))
  sandbox.faults.rest = 'slow'
  const waiting = sessionOf(await take(post(openDeal())))
  sandbox.faults.rest = null

  // Calls: on a thread, and such as are refused; and a frame that is loaded again after an hour.
  const opened = await ask('', 'POST', '/api/opening', { callback: waiting })
  const session = String(opened.json.session)
  await ask(session, 'POST', '/api/notes', { id: '01920000-0000-7000-8000-000000000000', text: 'Fumed oak' })
  await ask(session, 'GET', `/api/thread?AUTH_ID=${form.fields.AUTH_ID}`)
  await ask(session, 'POST', `/api/notes?AUTH_ID=${form.fields.AUTH_ID}`, { text: form.fields.AUTH_ID })
  await ask('forged', 'GET', `/api/thread?AUTH_ID=${form.fields.AUTH_ID}`)
  await ask(sessionOf(installer), 'POST', '/api/install')
  const fresh = sandbox.issueToken({ memberId, userId: person(portal, 'admin').id, clientId })
  const renewed = await ask('', 'POST', '/api/session', { session, accessToken: fresh.accessToken, refreshToken: fresh.refreshToken })
  const reloaded = openDeal()
  sandbox.clock.turn(61 * 60_000)
  sandbox.clearRequests()
  await take(post(reloaded))
  const isRefreshed = sandbox.requests.some(({ method }) => method === 'oauth/token')
  for (const kind of ['html', 'down'] as const) {
    sandbox.faults.rest = kind
    await take(post(openDeal()))
    sandbox.faults.rest = null
  }
  sandbox.faults.oauth = 'down'
  await take(post(openDeal()))
  sandbox.faults.oauth = null

  // Events, and the jobs that look into them.
  sandbox.update(memberId, clientId)
  await sandbox.events.drain()
  await expect.poll(jobsLeft, { timeout: 15_000 }).toBe(0)
  const lives = databaseBytes()
  sandbox.uninstall(memberId, clientId)
  await sandbox.events.drain()
  await expect.poll(portalState, { timeout: 15_000 }).toEqual(['uninstalled'])
  await take(post(form))
  return { session, renewed, isRefreshed, lives, sessions: [session, sessionOf(home), sessionOf(installer), waiting, String(renewed.json.session)] }
}

it('none of the secrets that were issued is in the log of a run, in its answers, or in the database, whatever has happened', async () => {
  const { renewed, isRefreshed, lives, sessions } = await live()

  // The run was one: each of these would be missing if its part had not happened.
  expect(issued.length).toBeGreaterThan(30)
  expect([renewed.status, isRefreshed, accepted.map(({ status }) => status)]).toEqual([200, true, [200, 200]])
  expect(sessions.every(session => session.length > 100)).toBe(true)
  expect(app.log()).toContain('a number cannot be formatted today')
  expect(app.log()).toContain('the application was removed')
  expect(lives.includes('Fumed oak')).toBe(true)
  expect(answers.some(answer => answer.includes('Fumed oak'))).toBe(true)

  const log = app.log()
  const [answered, stored] = [answers.join('\n'), Buffer.concat([lives, databaseBytes()])]
  expect(issued.filter(secret => log.includes(secret))).toEqual([])
  expect(issued.filter(secret => answered.includes(secret))).toEqual([])
  expect(issued.filter(secret => stored.includes(secret) || stored.includes(Buffer.from(secret, 'hex')))).toEqual([])
  expect(sessions.filter(session => log.includes(session) || stored.includes(session))).toEqual([])
  expect(log).not.toContain('AUTH_ID')
}, 60_000)
