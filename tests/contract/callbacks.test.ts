import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { describe, expect, it } from 'vitest'
import { isBuilt, pathOf, placementOf } from '../../server/bitrix24/manifest.ts'
import { parseOptions } from '../../server/bitrix24/callback.ts'
import { subjectOf } from '../../server/subjects/subject.ts'
import { person, post, sessionOf } from '../support/pages.ts'
import { readRows } from '../support/rows.ts'
import { startStage } from '../support/stage.ts'

interface Recorded { placement: string, body: Record<string, string> }

/** Every callback body of Bitrix24's documentation. */
const recorded = JSON.parse(readFileSync(new URL('../fixtures/placement-callbacks.json', import.meta.url), 'utf8')) as Recorded[]

/** Where a recorded callback goes, or why it goes nowhere. */
function destination(code: string): { path: string } | { gap: string } {
  const row = placementOf(code)
  if (!row) return { gap: 'not documented' }
  if (row.unbound) return { gap: `not bound: ${row.unbound}` }
  if (!row.view || !isBuilt(row)) return { gap: `not built yet: ${row.view}` }
  return { path: pathOf(row.view) }
}

/** What a callback names; null for a page that is about nothing, and for a sample of the documentation that leaves the id out. */
function objectOf({ placement, body }: Recorded) {
  const row = placementOf(placement)
  return row && subjectOf(row, parseOptions(body.PLACEMENT_OPTIONS))
}

const answered = recorded.flatMap(({ placement, body }) => {
  const to = destination(placement)
  return 'path' in to ? [{ placement, body, path: to.path }] : []
})

const { sandbox, app, portal } = await startStage()

/** The body as recorded, its tokens made known to the sandbox's portal as those of an administrator, and posted to the page of its view. */
function replay({ body, path }: { body: Record<string, string>, path: string }, change: Record<string, string | undefined> = {}) {
  const fields = { ...body, member_id: portal.memberId, DOMAIN: portal.host, ...change }
  return post({ action: `${app.url}${path}`, fields: Object.fromEntries(Object.entries(fields).filter((field): field is [string, string] => field[1] !== undefined)) })
}

function makeKnown({ AUTH_ID, REFRESH_ID }: Record<string, string>) {
  sandbox.issueToken({ memberId: portal.memberId, userId: person(portal, 'admin').id, clientId: app.clientId, accessToken: AUTH_ID, refreshToken: REFRESH_ID })
}

const aboutObjects = new Set(['/thread', '/peek', '/link'])
const opened = answered.filter(callback => !aboutObjects.has(callback.path) || objectOf(callback))

/** What the portal calls an object. */
function titleOf(object: ReturnType<typeof objectOf>): string | undefined {
  const { items, activities, tasks, groups, chats } = portal.data
  const [id, user] = [object?.id, portal.users.find(({ id }) => String(id) === object?.id)]
  switch (object?.kind) {
    case 'crm-item': return items.find(item => item.entityTypeId === object.entityTypeId && String(item.id) === id)?.title
    case 'activity': return activities.find(({ ID }) => ID === id)?.SUBJECT
    case 'task': return tasks.find(task => String(task.id) === id)?.title
    case 'workgroup': return groups.find(group => String(group.id) === id)?.name
    case 'user': return user && `${user.name} ${user.lastName}`
    case 'chat': return chats.find(chat => `chat${chat.id}` === id)?.title
    default: return undefined
  }
}

describe('a callback of the documentation', () => {
  it.each(opened)('$placement opens the page of its view', async (callback) => {
    makeKnown(callback.body)

    const page = await replay(callback)

    expect(page.status).toBe(200)
    expect(page.headers.get('content-security-policy')).toContain(`frame-ancestors ${portal.url}`)
    expect(page.headers.get('cache-control')).toBe('no-store')
    expect(sessionOf(page)).not.toBe('')
    if (aboutObjects.has(callback.path)) expect(page.html).toContain(titleOf(objectOf(callback)) ?? 'the title of its object')
  })

  it.each(answered.filter(callback => !opened.includes(callback)))('$placement names no object in the documentation, and opens none', async (callback) => {
    makeKnown(callback.body)

    const page = await replay(callback)

    expect([page.status, sessionOf(page)]).toEqual([404, ''])
    expect(page.html).toContain('failure')
  })

  it('that is answered by no page is listed with its reason, and refused by each page', async () => {
    const gaps = recorded.flatMap(({ placement, body }) => {
      const to = destination(placement)
      return 'gap' in to ? [{ placement, body, gap: to.gap }] : []
    })
    process.stdout.write(`${gaps.map(({ placement, gap }) => `  ${placement.padEnd(42)} ${gap}`).join('\n')}\n`)

    for (const { body } of gaps) {
      makeKnown(body)
      const page = await replay({ body, path: '/thread' })

      expect(page.status).toBe(404)
      expect(sessionOf(page)).toBe('')
    }
    expect(gaps.length + answered.length).toBe(recorded.length)
  })
})

describe('a forged callback', () => {
  const forgeries: Record<string, { change: () => Record<string, string | undefined>, status: number }> = {
    'with a dead token': { change: () => ({ AUTH_ID: randomBytes(20).toString('hex') }), status: 403 },
    'with a token of another client': { change: () => ({ AUTH_ID: foreignToken() }), status: 403 },
    'of another portal': { change: () => ({ member_id: sandbox.portals[1]?.memberId }), status: 403 },
    'of a portal that nobody knows': { change: () => ({ member_id: 'f'.repeat(32) }), status: 403 },
    'without AUTH_ID': { change: () => ({ AUTH_ID: undefined }), status: 400 },
    'without member_id': { change: () => ({ member_id: undefined }), status: 400 },
    'with a megabyte of junk': { change: () => ({ junk: 'x'.repeat(1024 * 1024) }), status: 413 },
  }

  function foreignToken() {
    const other = sandbox.registerApp({ clientId: 'app.other', title: 'Other', url: 'http://localhost:1/', scope: ['crm'] })
    if (!portal.installations.has(other.clientId)) sandbox.addApp(portal.memberId, other.clientId)
    return sandbox.issueToken({ memberId: portal.memberId, userId: person(portal, 'admin').id, clientId: other.clientId }).accessToken
  }

  const everyForgery = Object.entries(forgeries).flatMap(([name, forgery]) => [
    ...opened.map(callback => ({ name, forgery, ...callback })),
    { name, forgery, placement: 'DEFAULT', path: '/install', body: { ...answered[0]?.body, PLACEMENT: 'DEFAULT' } as Record<string, string> },
    { name, forgery, placement: 'DEFAULT', path: '/', body: { ...answered[0]?.body, PLACEMENT: 'DEFAULT' } as Record<string, string> },
  ])

  it.each(everyForgery)('$name is refused by $path for $placement, and nothing is written', async ({ forgery, ...callback }) => {
    makeKnown(callback.body)
    const before = readRows(app.databaseFile)

    const page = await replay(callback, forgery.change())

    expect(page.status).toBe(forgery.status)
    expect(sessionOf(page)).toBe('')
    expect(page.headers.get('content-security-policy')).not.toContain('frame-ancestors')
    expect(readRows(app.databaseFile)).toEqual(before)
  })

  it('that names another host as its portal or OAuth server never reaches it', async () => {
    let visits = 0
    const attacker = createServer((_request, response) => {
      visits++
      response.end('{}')
    })
    await new Promise<void>(done => attacker.listen(0, '127.0.0.1', done))
    const address = attacker.address()
    const host = typeof address === 'object' && address ? `127.0.0.1:${address.port}` : ''

    for (const callback of [...opened, ...['/', '/install'].map(path => ({ path, body: { ...answered[0]?.body, PLACEMENT: 'DEFAULT' } as Record<string, string> }))]) {
      makeKnown(callback.body)
      for (const member of [portal.memberId, sandbox.portals[1]?.memberId, 'f'.repeat(32)]) {
        await replay(callback, { DOMAIN: host, SERVER_ENDPOINT: `http://${host}/rest/`, member_id: member })
      }
    }

    expect(visits).toBe(0)
    await new Promise(done => attacker.close(done))
  })
})
