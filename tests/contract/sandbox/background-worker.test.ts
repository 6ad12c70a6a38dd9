import { describe, expect, it } from 'vitest'
import { receiver } from './receiver.ts'
import { at, HANNAH, MARCUS, stage, type Stage } from './setup.ts'

const PLACEMENT = 'PAGE_BACKGROUND_WORKER'

interface Watched extends Stage {
  /** What reached errorHandlerUrl. */
  told: unknown[]
  /** A page opens the worker, which loads after so many milliseconds. */
  load(userId: number, milliseconds: number): Promise<void>
}

async function withWorker(bindings: Record<string, unknown>[] = [{}]): Promise<Watched> {
  const { received: told, url: errorHandlerUrl } = await receiver()
  const here = await stage({ clock: { now: () => Date.parse('2026-06-17T08:00:00Z') } })
  const { sandbox, portal, app, call } = here
  for (const binding of bindings) {
    const { body } = await call(1, 'placement.bind', { PLACEMENT, HANDLER: 'http://localhost:9/worker', TITLE: 'Worker', OPTIONS: { errorHandlerUrl }, ...binding })
    expect(body.result).toBe(true)
  }

  return {
    ...here,
    told,
    async load(userId, milliseconds) {
      const { sid } = sandbox.openFrame(portal.memberId, { userId, clientId: app.clientId, placement: PLACEMENT })
      sandbox.clock.turn(milliseconds)
      await asUser(here, userId, `/sandbox/worker/${sid}`, { method: 'POST' })
    },
  }
}

function asUser({ portal }: Stage, userId: number, path: string, init?: RequestInit): Promise<Response> {
  return fetch(portal.url + path, { ...init, headers: { cookie: `sandbox_user_${portal.memberId}=${userId}` } })
}

async function workersOn(here: Stage, userId: number, path: string): Promise<number> {
  const markup = await (await asUser(here, userId, path)).text()

  return markup.split(`&quot;placement&quot;:&quot;${PLACEMENT}&quot;`).length - 1
}

async function times(count: number, act: () => Promise<void>): Promise<void> {
  for (let done = 0; done < count; done++) await act()
}

describe('a background worker', () => {
  it('is a hidden frame of every page, and again of every slider', async () => {
    const here = await withWorker()

    const pages = await Promise.all(['/stream/', '/calendar/', '/crm/deal/details/3473/?IFRAME=Y&IFRAME_TYPE=SIDE_SLIDER', '/nowhere/'].map(path => workersOn(here, MARCUS, path)))

    expect(pages).toEqual([1, 1, 1, 1])
  })

  it('of one person is loaded for that person only', async () => {
    const here = await withWorker([{ USER_ID: HANNAH }])

    expect([await workersOn(here, HANNAH, '/stream/'), await workersOn(here, MARCUS, '/stream/')]).toEqual([1, 0])
  })

  it('may be slow ten times a day', async () => {
    const { load, portal, told } = await withWorker()

    await times(10, () => load(MARCUS, 5001))
    await times(30, () => load(MARCUS, 5000))

    expect([...portal.installations.values()][0]?.bindings).toHaveLength(1)
    expect(told).toEqual([])
  })

  it('is deleted with the eleventh slow load, and its application told so without tokens', async () => {
    const { load, portal, sandbox, told } = await withWorker()

    await times(11, () => load(MARCUS, 5001))
    await sandbox.events.drain()

    expect([...portal.installations.values()][0]).toMatchObject({ bindings: [], disabled: [{ placement: PLACEMENT, handler: 'http://localhost:9/worker' }] })
    expect(told).toHaveLength(1)
    expect(told[0]).toMatchObject({ error: 'ERROR_PLACEMENT_LOADING_OVERTIME', auth: { member_id: portal.memberId } })
    expect(Object.keys(at(told[0], 'auth') ?? {}).filter(key => key.includes('token'))).toEqual(['application_token'])
  })

  it('counts the days apart', async () => {
    const { load, portal, sandbox } = await withWorker()

    await times(10, () => load(MARCUS, 6000))
    sandbox.clock.turn(24 * 3600 * 1000)
    await times(10, () => load(MARCUS, 6000))

    expect([...portal.installations.values()][0]?.bindings).toHaveLength(1)
  })

  it('counts a load once, however often the page reports it', async () => {
    const here = await withWorker()
    const { sid } = here.sandbox.openFrame(here.portal.memberId, { userId: MARCUS, clientId: here.app.clientId, placement: PLACEMENT })
    here.sandbox.clock.turn(6000)

    await times(12, async () => void await asUser(here, MARCUS, `/sandbox/worker/${sid}`, { method: 'POST' }))

    expect([...here.portal.installations.values()][0]?.bindings).toHaveLength(1)
  })

  it('that was deleted is named among the applications until it is registered again', async () => {
    const here = await withWorker()
    await times(11, () => here.load(MARCUS, 6000))

    const off = await (await asUser(here, MARCUS, '/marketplace/')).text()
    await here.call(1, 'placement.bind', { PLACEMENT, HANDLER: 'http://localhost:9/worker', OPTIONS: { errorHandlerUrl: 'http://localhost:9/error' } })
    const again = await (await asUser(here, MARCUS, '/marketplace/')).text()

    expect(off).toContain('has been switched off')
    expect(again).not.toContain('has been switched off')
  })
})
