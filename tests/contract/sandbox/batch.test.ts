import { describe, expect, it } from 'vitest'
import { ADMIN, at, HANNAH, send, stage } from './setup.ts'

describe('batch', () => {
  it('inserts earlier results, nested fields and list positions', async () => {
    const { call } = await stage()

    const { body } = await call(ADMIN, 'batch', { cmd: {
      deal: 'crm.item.get?entityTypeId=2&id=3473',
      company: 'crm.item.get?entityTypeId=4&id=$result[deal][item][companyId]',
      people: 'user.get?FILTER[ID]=$result[deal][item][assignedById]',
      again: 'user.get?ID=$result[people][0][ID]',
      contacts: 'crm.item.list?entityTypeId=3&filter[@id]=$result[deal][item][contactIds]',
    } })

    const results = at(body, 'result', 'result')
    expect(at(results, 'company', 'item', 'title')).toBe('Harbour Hotel Group')
    expect(at(results, 'again', 0, 'LAST_NAME')).toBe('Reid')
    expect(at(results, 'contacts', 'items', 0, 'lastName')).toBe('Marsh')
  })

  it('writes empty maps as PHP does', async () => {
    const { call } = await stage()

    const { body } = await call(ADMIN, 'batch', { cmd: { me: 'profile' } })

    expect(body.result).toMatchObject({ result_error: [], result_total: [], result_next: [] })
    expect(at(body, 'result', 'result_time', 'me', 'date_start')).toBeTypeOf('string')
  })

  it('goes on after an error, and keeps totals and next pages by key', async () => {
    const { call, portal } = await stage()
    const [deal] = portal.data.items
    if (!deal) throw new Error('no deal')
    portal.data.items.push(...Array.from({ length: 60 }, (_, index) => ({ ...deal, id: 9000 + index })))

    const { status, body } = await call(HANNAH, 'batch', { halt: 0, cmd: {
      denied: 'crm.item.get?entityTypeId=2&id=3465', deals: 'crm.item.list?entityTypeId=2&filter[>=id]=9000',
    } })

    expect(status).toBe(200)
    expect(at(body, 'result', 'result_error', 'denied')).toEqual({ error: 'ACCESS_DENIED', error_description: 'You do not have permission to view this item' })
    expect(at(body, 'result', 'result_total')).toEqual({ deals: 60 })
    expect(at(body, 'result', 'result_next')).toEqual({ deals: 50 })
    expect(at(body, 'result', 'result_time', 'denied')).toBeUndefined()
  })

  it('stops at the first error with halt', async () => {
    const { call } = await stage()

    const { body } = await call(ADMIN, 'batch', { halt: 1, cmd: { a: 'profile', b: 'no.such.method', c: 'profile' } })

    expect(Object.keys(at(body, 'result', 'result') ?? {})).toEqual(['a'])
    expect(at(body, 'result', 'result_error')).toEqual({ b: { error: 'ERROR_METHOD_NOT_FOUND', error_description: 'Method not found!' } })
  })

  it('refuses a batch in a batch, and what comes after the fiftieth command', async () => {
    const { call } = await stage()

    const nested = await call(ADMIN, 'batch', { cmd: ['batch?cmd[0]=profile'] })
    const long = await call(ADMIN, 'batch', { cmd: Array.from({ length: 51 }, () => 'server.time') })

    expect(at(nested.body, 'result', 'result_error', '0', 'error')).toBe('ERROR_BATCH_METHOD_NOT_ALLOWED')
    expect(Object.keys(at(long.body, 'result', 'result') ?? {})).toHaveLength(50)
    expect(at(long.body, 'result', 'result_error', '50', 'error')).toBe('ERROR_BATCH_LENGTH_EXCEEDED')
  })

  it('reads its commands from a query string, encoded twice', async () => {
    const { sandbox, portal, app } = await stage()
    const { accessToken } = sandbox.issueToken({ memberId: portal.memberId, userId: ADMIN, clientId: app.clientId })
    const command = encodeURIComponent(`crm.item.get?${new URLSearchParams({ entityTypeId: '2', id: '3463' })}`)

    const { body } = await send(`${portal.url}/rest/batch?auth=${accessToken}&halt=0&cmd[deal]=${command}`)

    expect(at(body, 'result', 'result', 'deal', 'item', 'id')).toBe(3463)
  })
})
