import { v7 as uuid } from 'uuid'
import { expect, test } from 'vitest'
import type { CalendarPage } from '../../../shared/calendar.ts'
import { daysOf, ownerIn } from '../../../server/openings/views/calendar.ts'
import { deals, failureOf, people, type Visit } from '../../support/services.ts'
import { startApi } from '../api/start-api.ts'

const november = { viewRangeFrom: '2026-10-26', viewRangeTo: '2026-12-06' }

/** Promises on a deal that all may read, and on one that is Marcus's alone. It is Friday, 20 November 2026. */
async function startCalendar() {
  const server = await startApi()
  const { services, portal } = server
  await server.open({ userId: people.marcus })
  await server.open({ userId: people.hannah })

  async function promise(text: string, dueOn: string, { on = deals.open, assigneeId = people.marcus, dueTime = null }: { on?: number, assigneeId?: number, dueTime?: string | null } = {}) {
    const scope = { portalId: portal.id, userId: people.marcus, isAdmin: false, subject: { kind: 'crm-item' as const, entityTypeId: 2, id: String(on) } }
    const { followUp } = await services.followUps.add(scope, { id: uuid(), text, dueOn, dueTime, assigneeId }, { links: [], source: null, timeZone: 'Europe/London' })
    return { scope, followUp }
  }

  async function openCalendar(what: Visit = {}) {
    const { opening } = await server.open({ placement: 'CALENDAR_GRIDVIEW', options: november, ...what })
    if (opening.view !== 'calendar') throw new Error(`this opens ${opening.view}`)
    return opening
  }
  return { ...server, promise, openCalendar }
}

const textsOf = ({ followUps }: Pick<CalendarPage, 'followUps'>) => followUps.map(({ text }) => text)

test('the calendar shows the person\'s open follow-ups of the days that Bitrix24 shows, and the events of their own calendar', async () => {
  const { promise, openCalendar, services, sandbox } = await startCalendar()
  await promise('Within', '2026-11-24')
  await promise('Before', '2026-10-20')
  await promise('After', '2026-12-20')
  await promise('Of somebody else', '2026-11-24', { assigneeId: people.hannah })
  const { scope, followUp } = await promise('Done', '2026-11-24')
  await services.followUps.setState(scope, followUp.id, 'done')
  sandbox.clearRequests()

  const opening = await openCalendar()

  expect(opening).toMatchObject({ days: { from: '2026-10-26', to: '2026-12-06' }, people: 'me', person: null, owner: { of: 'user', id: people.marcus }, isCut: false, shape: 'page' })
  expect(textsOf(opening)).toEqual(['Within'])
  expect(opening.followUps[0]?.on).toMatchObject({ kind: 'crm-item', id: String(deals.open) })
  expect(opening.calendar).toMatchObject({ state: 'shown', events: expect.arrayContaining([expect.objectContaining({ title: 'Monday round' })]) })
  expect(sandbox.requests.filter(({ method }) => method === 'batch')[0]?.commands).toContain('calendar.event.get')
})

test('everybody\'s follow-ups are those on what the person may read', async () => {
  const { promise, openCalendar, call } = await startCalendar()
  await promise('On a deal for all', '2026-11-24')
  await promise('On a deal for Marcus', '2026-11-24', { on: deals.secret })
  const { session } = await openCalendar({ userId: people.hannah })

  const { body } = await call(session, 'GET', `/api/calendar?from=2026-11-01&to=2026-11-30&owner=user:${people.hannah}&people=all`)

  expect(textsOf(body)).toEqual(['On a deal for all'])
})

test('the next month is asked for with its events', async () => {
  const { promise, openCalendar, call } = await startCalendar()
  await promise('At the end of the year', '2026-12-31')
  const { session } = await openCalendar()

  const { status, body } = await call(session, 'GET', `/api/calendar?from=2026-12-01&to=2026-12-31&owner=user:${people.marcus}&people=me`)

  expect([status, textsOf(body), body.calendar.state]).toEqual([200, ['At the end of the year'], 'shown'])
})

test('a colleague\'s calendar shows what they have promised, under their name', async () => {
  const { promise, openCalendar } = await startCalendar()
  await promise('Hannah\'s', '2026-11-24', { assigneeId: people.hannah })
  await promise('My own', '2026-11-24')

  const opening = await openCalendar({ uri: `/company/personal/user/${people.hannah}/calendar/` })

  expect(opening).toMatchObject({ owner: { of: 'user', id: people.hannah }, person: { id: people.hannah, name: 'Hannah Vogel' }, people: people.hannah })
  expect(textsOf(opening)).toEqual(['Hannah\'s'])
})

test('without the scope "calendar" the follow-ups are there, and the page knows what is missing', async () => {
  const { promise, openCalendar, app } = await startCalendar()
  await promise('Still there', '2026-11-24')
  app.scope.splice(app.scope.indexOf('calendar'), 1)

  const opening = await openCalendar()

  expect([textsOf(opening), opening.calendar]).toEqual([['Still there'], { state: 'no-scope' }])
})

test('a portal that does not answer gives no empty calendar', async () => {
  const { openCalendar, call, sandbox } = await startCalendar()
  const { session } = await openCalendar()
  sandbox.faults.rest = 'down'

  const { body } = await call(session, 'GET', `/api/calendar?from=2026-12-01&to=2026-12-31&owner=user:${people.marcus}&people=me`)

  expect(body.code).toBe('portal-unreachable')
  expect(await failureOf(openCalendar())).toBe('portal-unreachable')
})

test.each(['from=2026-12-31&to=2026-12-01&owner=user:3&people=me', 'from=2026-01-01&to=2026-12-31&owner=user:3&people=me', 'from=2026-12-01&to=2026-12-31&owner=company:0&people=me', 'from=2026-12-01&to=2026-12-31&owner=user:3&people=nobody'])('%s is refused', async (query) => {
  const { openCalendar, call } = await startCalendar()
  const { session } = await openCalendar()

  expect((await call(session, 'GET', `/api/calendar?${query}`)).status).toBe(400)
})

test.each([
  [{ viewRangeFrom: '2024-08-12', viewRangeTo: '2024-08-18' }, { from: '2024-08-12', to: '2024-08-18' }],
  [{ viewRangeFrom: '2026-11-20', viewRangeTo: '2026-11-20' }, { from: '2026-11-20', to: '2026-11-20' }],
  // In Germany the week begins on a Monday.
  [{ viewRangeFrom: '2026-11-01', viewRangeTo: '2026-11-30' }, { from: '2026-10-26', to: '2026-12-06' }],
  [{ viewRangeFrom: '2026-11-30', viewRangeTo: '2026-11-01' }, { from: '2026-10-26', to: '2026-12-06' }],
  [{ viewRangeFrom: '0001-01-01', viewRangeTo: '9999-12-31' }, { from: '2026-10-26', to: '2026-12-06' }],
  [{ viewRangeFrom: 'soon' }, { from: '2026-10-26', to: '2026-12-06' }],
  [{}, { from: '2026-10-26', to: '2026-12-06' }],
])('%j shows the days %j', (options, days) => {
  expect(daysOf({ options, lang: 'de' }, Date.UTC(2026, 10, 20))).toEqual(days)
})

test.each([
  ['/company/personal/user/5/calendar/?IFRAME=Y', { of: 'user', id: 5 }],
  ['/workgroups/group/7/calendar/', { of: 'group', id: 7 }],
  ['/company/personal/user/5/tasks/', null],
  ['/calendar/', null],
  [undefined, null],
])('the calendar around the page is, by its address %s, that of %j', (uri, owner) => {
  expect(ownerIn(uri)).toEqual(owner)
})
