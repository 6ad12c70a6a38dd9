import { describe, expect, it } from 'vitest'
import { ADMIN, at, EXTRANET, HANNAH, MARCUS, stage, type Stage } from './setup.ts'

// A Wednesday in summer time: London is an hour east of UTC, Berlin two.
const WEDNESDAY = Date.parse('2026-06-17T08:00:00Z')
const WEEK = { from: '2026-06-15', to: '2026-06-21' }

function calendar(): Promise<Stage> {
  return stage({ clock: { now: () => WEDNESDAY } })
}

function ids(body: unknown): unknown[] {
  const events = at(body, 'result')

  return Array.isArray(events) ? events.map(event => at(event, 'ID')) : []
}

describe('calendar.event.get', () => {
  it('writes times on the wall of the event and as moments', async () => {
    const { call } = await calendar()

    const { body } = await call(HANNAH, 'calendar.event.get', { type: 'user', ownerId: HANNAH, ...WEEK })

    expect(at(body, 'result', 1)).toMatchObject({
      ID: '1230', NAME: 'Entwurf mit Kessler & Brandt', TZ_FROM: 'Europe/Berlin', TZ_OFFSET_FROM: '7200', DT_LENGTH: 7200,
      DATE_FROM: '06/16/2026 10:00:00 am', DATE_TO: '06/16/2026 12:00:00 pm', DATE_FROM_FORMATTED: 'Tue Jun 16 2026 10:00:00',
      DATE_FROM_TS_UTC: String(Date.parse('2026-06-16T08:00:00Z') / 1000), UF_CRM_CAL_EVENT: ['D_3487', 'CO_2948'],
    })
  })

  it('repeats a weekly event, each under the same id', async () => {
    const { call } = await calendar()

    const { body } = await call(ADMIN, 'calendar.event.get', { type: 'user', ownerId: ADMIN, from: '2026-06-15', to: '2026-06-29' })

    expect(ids(body).filter(id => id === '1210')).toHaveLength(3)
  })

  it('knows an invitation as a copy in the calendar of whoever is invited', async () => {
    const { call } = await calendar()

    const { body } = await call(MARCUS, 'calendar.event.get', { type: 'user', ownerId: MARCUS, from: '2026-06-15', to: '2026-06-15' })

    expect(at(body, 'result', 0)).toMatchObject({ NAME: 'Monday round', PARENT_ID: '1210', OWNER_ID: '3', MEETING_STATUS: 'Y', MEETING_HOST: '1' })
  })

  it('keeps to the calendars asked for', async () => {
    const { call } = await calendar()

    const { body } = await call(ADMIN, 'calendar.event.get', { type: 'user', ownerId: ADMIN, ...WEEK, section: [5] })

    expect(ids(body)).toEqual(['1211'])
  })

  it('answers a month back and three ahead when no dates are given', async () => {
    const { call } = await calendar()

    const { body } = await call(ADMIN, 'calendar.event.get', { type: 'company_calendar', ownerId: '' })

    expect(ids(body)).toEqual(['1203', '1202', '1201'])
  })

  it('shows the calendar of a group to those who may read the group', async () => {
    const { call } = await calendar()
    const closed = { type: 'group', ownerId: 12, ...WEEK }

    const member = await call(MARCUS, 'calendar.event.get', closed)
    const colleague = await call(HANNAH, 'calendar.event.get', closed)

    expect(at(member.body, 'result', 0)).toMatchObject({ ID: '1257', CAL_TYPE: 'group', OWNER_ID: '12' })
    expect(colleague.body.result).toEqual([])
  })

  it('shows colleagues the time of a private event and nothing else', async () => {
    const { call } = await calendar()

    const { body } = await call(HANNAH, 'calendar.event.get', { type: 'user', ownerId: ADMIN, from: '2026-06-18', to: '2026-06-18' })

    expect(at(body, 'result', 0)).toMatchObject({ ID: '1212', NAME: '[Busy]', DATE_FROM: '06/18/2026 02:00:00 pm' })
    expect(at(body, 'result', 0)).not.toHaveProperty('DESCRIPTION')
  })

  it.each([
    ['a missing type', ADMIN, { ownerId: 1 }, 'The required parameter "type" for the method "calendar.event.get" is not set'],
    ['an external user', EXTRANET, { type: 'user', ownerId: EXTRANET }, 'Access denied'],
  ])('refuses %s with an error that has no code', async (_, user, params, description) => {
    const { call } = await calendar()

    const { status, body } = await call(user, 'calendar.event.get', params)

    expect([status, body.error, body.error_description]).toEqual([400, '', description])
  })

  it('is refused without the scope calendar', async () => {
    const { call } = await stage({ scope: ['crm'] })

    const { status, body } = await call(ADMIN, 'calendar.event.get', { type: 'user', ownerId: ADMIN })

    expect([status, body.error]).toEqual([403, 'insufficient_scope'])
  })
})

describe('an event', () => {
  const fields = { type: 'user', ownerId: MARCUS, name: 'Glue tests', from: '2026-06-19T10:00:00', to: '2026-06-19T11:30:00', is_meeting: 'Y', attendees: [MARCUS, HANNAH], host: MARCUS, crm_fields: ['D_3473'] }

  it('is added, read by its id, changed, and deleted with its copies', async () => {
    const { call, portal } = await calendar()

    const added = await call(MARCUS, 'calendar.event.add', fields)
    const id = at(added.body, 'result')
    const read = await call(MARCUS, 'calendar.event.getbyid', { id })
    await call(MARCUS, 'calendar.event.update', { id, type: 'user', ownerId: MARCUS, name: 'Glue and oil tests' })
    const invited = await call(HANNAH, 'calendar.event.get', { type: 'user', ownerId: HANNAH, from: '2026-06-19', to: '2026-06-19' })
    const deleted = await call(MARCUS, 'calendar.event.delete', { id })

    expect(at(read.body, 'result')).toMatchObject({ NAME: 'Glue tests', DATE_FROM: '06/19/2026 10:00:00 am', TZ_FROM: 'Europe/London', UF_CRM_CAL_EVENT: ['D_3473'] })
    expect(at(invited.body, 'result')).toContainEqual(expect.objectContaining({ NAME: 'Glue and oil tests', PARENT_ID: String(id), MEETING_STATUS: 'Q' }))
    expect(deleted.body.result).toBe(true)
    expect(portal.data.calendar.events.filter(({ parentId }) => parentId === id)).toEqual([])
  })

  it('lasts whole days with skip_time, and ends on its last', async () => {
    const { call } = await calendar()

    const { body } = await call(MARCUS, 'calendar.event.add', { ...fields, from: '2026-06-22', to: '2026-06-23', skip_time: 'Y' })
    const read = await call(MARCUS, 'calendar.event.getbyid', { id: body.result })

    expect(at(read.body, 'result')).toMatchObject({ DT_SKIP_TIME: 'Y', DATE_FROM: '06/22/2026', DATE_TO: '06/23/2026', DT_LENGTH: 2 * 86_400 })
  })

  it('repeats as often as COUNT says', async () => {
    const { call } = await calendar()

    await call(MARCUS, 'calendar.event.add', { ...fields, name: 'Sanding', rrule: { FREQ: 'WEEKLY', BYDAY: ['FR'], COUNT: 2, INTERVAL: 1 } })
    const { body } = await call(MARCUS, 'calendar.event.get', { type: 'user', ownerId: MARCUS, from: '2026-06-15', to: '2026-08-15' })

    const times = at(body, 'result')
    expect(Array.isArray(times) && times.filter(event => at(event, 'NAME') === 'Sanding').map(event => at(event, 'DATE_FROM'))).toEqual(['06/19/2026 10:00:00 am', '06/26/2026 10:00:00 am'])
  })

  it.each([
    ['calendar.event.add', { ...fields, name: '' }, 'The required parameter "name" for the method "calendar.event.add" is not set'],
    ['calendar.event.add', { ...fields, ownerId: ADMIN }, 'Access denied'],
    ['calendar.event.add', { ...fields, section: 4 }, 'You specified an invalid calendar section ID or the user does not have access to it'],
    ['calendar.event.add', { ...fields, crm_fields: 'D_3473' }, 'The list of event connections to CRM must be an array'],
    ['calendar.event.update', { id: 1210, type: 'user', ownerId: ADMIN }, 'Access denied'],
    ['calendar.event.delete', {}, 'Event id not specified'],
    ['calendar.event.delete', { id: 1210 }, 'An error occurred while deleting the event'],
    ['calendar.event.getbyid', {}, 'The required parameter "id" for the method "calendar.event.getbyid" is not set'],
  ])('%s refuses %o', async (method, params, description) => {
    const { call } = await calendar()

    const { status, body } = await call(MARCUS, method, params)

    expect([status, body.error, body.error_description]).toEqual([400, '', description])
  })
})

describe('calendar.section.get', () => {
  it('answers the calendars of the caller when no owner is given, and what may be done in them', async () => {
    const { call } = await calendar()

    const own = await call(ADMIN, 'calendar.section.get', { type: 'user' })
    const others = await call(MARCUS, 'calendar.section.get', { type: 'user', ownerId: ADMIN })

    expect(at(own.body, 'result', 1)).toMatchObject({ ID: '5', NAME: 'Visits', PERM: { edit: true } })
    expect(at(others.body, 'result', 1)).toMatchObject({ ID: '5', PERM: { edit: false, view_full: true } })
  })
})
