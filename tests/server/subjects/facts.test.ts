import { expect, test } from 'vitest'
import { alderOak, people } from '../../support/services.ts'
import { places, portalOf, startSubjects, type Kind } from './start-subjects.ts'

/** Title and facts of each kind, the most telling first, as somebody reads them who may see everything. The sandbox's today is 20 November 2026. */
const cards: Record<Kind, { title: string, path: string | null, facts: [key: string, value: unknown][] }> = {
  'lead': {
    title: 'Enquiry: benches for a concert hall foyer', path: '/crm/lead/details/6591/',
    facts: [['stage', 'In progress'], ['amount', 36_000], ['phone', '+44 7700 900861'], ['source', 'Website'], ['responsible', 'Marcus Reid'], ['person', 'Isabel Thornton · Riverside Concert Hall'], ['email', 'isabel.thornton@riverside-hall.example']],
  },
  'deal': {
    title: 'Reception desk and lounge seating, Harbour Hotel Bristol', path: '/crm/deal/details/3473/',
    facts: [['stage', 'In the workshop'], ['amount', 48_200], ['client', 'Harbour Hotel Group · Eleanor Marsh'], ['responsible', 'Marcus Reid'], ['closeDate', '2026-12-08'], ['pipeline', 'Furniture sales']],
  },
  'contact': {
    title: 'Eleanor Marsh', path: '/crm/contact/details/13037/',
    facts: [['company', 'Harbour Hotel Group'], ['position', 'Head of interiors'], ['phone', '+44 7700 900142'], ['email', 'eleanor.marsh@harbour-hotels.example'], ['responsible', 'Marcus Reid']],
  },
  'company': {
    title: 'Harbour Hotel Group', path: '/crm/company/details/2946/',
    facts: [['phone', '+44 117 496 0112'], ['industry', 'Hospitality'], ['revenue', 18_400_000], ['responsible', 'Marcus Reid'], ['email', 'projects@harbour-hotels.example']],
  },
  'quote': {
    title: 'Lobby and bar, Harbour Hotel Cardiff', path: null,
    facts: [['stage', 'Sent to client'], ['number', '5'], ['amount', 158_000], ['validUntil', '2026-12-08'], ['client', 'Harbour Hotel Group · Eleanor Marsh'], ['responsible', 'Marcus Reid']],
  },
  'smart-invoice': {
    title: 'Invoice AO-2032, deposit for reception desk', path: null,
    facts: [['stage', 'Sent'], ['number', 'AO-2032'], ['amount', 19_280], ['payBefore', '2026-11-30'], ['client', 'Harbour Hotel Group · Eleanor Marsh'], ['responsible', 'Marcus Reid']],
  },
  'dynamic': {
    title: 'Delivery: reception desk, Bristol', path: '/crm/type/183/details/3/',
    facts: [['stage', 'Date agreed'], ['client', 'Harbour Hotel Group · Eleanor Marsh'], ['responsible', 'Tom Fletcher'], ['amount', 640]],
  },
  'order': {
    title: '#236', path: null,
    facts: [['state', 'paid'], ['amount', 1380], ['client', 'Orla Byrne · Saltmarsh Gin Distillers'], ['responsible', 'Leon Okoro']],
  },
  'activity': {
    title: 'Agree the delivery window with the hotel', path: '/crm/deal/details/3473/',
    facts: [['state', 'planned'], ['kind', 'call'], ['deadline', '2026-11-25T09:30:00.000Z'], ['responsible', 'Tom Fletcher'], ['belongsTo', 'Reception desk and lounge seating, Harbour Hotel Bristol']],
  },
  'task': {
    title: 'Order brass edging, 24 metres', path: `/company/personal/user/${people.admin}/tasks/task/view/287/`,
    facts: [['state', 'pending'], ['deadline', '2026-11-19T19:00:00.000Z'], ['responsible', 'Tom Fletcher'], ['project', 'Harbour Hotel Bristol']],
  },
  'workgroup': {
    title: 'Harbour Hotel Bristol', path: '/workgroups/group/10/',
    facts: [['kind', 'project'], ['owner', 'Marcus Reid'], ['members', 4]],
  },
  'user': {
    title: 'Hannah Vogel', path: `/company/personal/user/${people.hannah}/`,
    facts: [['position', 'Account manager, DACH'], ['department', 'Sales'], ['phone', '+49 30 5550 0305'], ['email', 'hannah.vogel@alder-oak.example']],
  },
  'chat': {
    title: 'Harbour Hotel Bristol', path: null,
    facts: [['kind', 'group-chat'], ['members', 4]],
  },
}

test.each(Object.entries(cards))('%s: shows its title and its facts, with names instead of ids', async (kind, { title, path, facts }) => {
  const { open } = await startSubjects(portalOf(kind))

  const { thread: { subject } } = await open(places[kind as Kind])

  expect(subject).toMatchObject({ type: kind, title, path })
  expect(subject.facts.map(({ key, value }) => [key, value])).toEqual(facts)
})

test.each([
  ['a task whose deadline is over', 'TASK_VIEW_TAB', { taskId: 287 }, 'deadline', true],
  ['a task that is done', 'TASK_VIEW_TAB', { taskId: 289 }, 'deadline', false],
  ['a task that waits for its review', 'TASK_VIEW_TAB', { taskId: 291 }, 'deadline', false],
  ['an invoice that is not paid in time', 'CRM_SMART_INVOICE_DETAIL_TAB', { ID: 33 }, 'payBefore', false],
  ['an invoice that was paid', 'CRM_SMART_INVOICE_DETAIL_TAB', { ID: 34 }, 'payBefore', false],
  ['a deal that is lost', 'CRM_DEAL_DETAIL_TAB', { ID: 3475 }, 'closeDate', false],
  ['an activity that is done', 'CRM_ACTIVITY_LIST_MENU', { ID: 802 }, 'deadline', false],
])('of %s the date is late, or not any more', async (_what, placement, options, key, isLate) => {
  const { open } = await startSubjects()

  const { thread } = await open({ placement, options })

  expect(thread.subject.facts.find(fact => fact.key === key)).toMatchObject({ isLate })
})

test('a day is late when it is over where the viewer is', async () => {
  const { open, sandbox } = await startSubjects()
  const deal = sandbox.portal(alderOak).data.items.find(({ entityTypeId, id }) => entityTypeId === 2 && id === 3473)
  if (deal) deal.closedate = '2026-11-19T12:00:00+00:00'
  const closeDate = async (userId: number) => (await open({ ...places.deal, userId })).thread.subject.facts.find(({ key }) => key === 'closeDate')

  const at = async (hour: number, userId: number) => {
    sandbox.clock.turn(Date.UTC(2026, 10, 20, hour) - sandbox.clock.now())
    return closeDate(userId)
  }

  // 3 o'clock in London is still the evening before in New York.
  expect(await at(27, people.admin)).toMatchObject({ isLate: true })
  const priya = 7
  if (deal) deal.closedate = '2026-11-20T12:00:00+00:00'
  expect(await closeDate(people.admin)).toMatchObject({ isLate: true })
  expect(await closeDate(priya)).toMatchObject({ isLate: false })
})

test('stage ids that repeat between the lists are told apart by type and pipeline', async () => {
  const { open } = await startSubjects()
  const stageOf = async (placement: string, ID: number) => (await open({ placement, options: { ID } })).thread.subject.facts.find(({ kind }) => kind === 'stage')?.value

  expect(await stageOf('CRM_DEAL_DETAIL_TAB', 3469)).toBe('New enquiry')
  expect(await stageOf('CRM_DEAL_DETAIL_TAB', 3483)).toBe('Briefing')
  expect(await stageOf('CRM_LEAD_DETAIL_TAB', 6594)).toBe('Unassigned')
  expect(await stageOf('CRM_DYNAMIC_1036_DETAIL_TAB', 2)).toBe('Reported')
})

test('what a chat or a task belongs to is named when that is known', async () => {
  const { open, write } = await startSubjects()
  await write({ kind: 'crm-item', entityTypeId: 2, id: '3473' })
  const named = async (placement: string, options: Record<string, unknown>) =>
    (await open({ placement, options })).thread.subject.facts.filter(({ key }) => key === 'crm' || key === 'belongsTo').map(({ value }) => value)

  // The deal has a note, so that its name is asked for with the first opening; what has none is named from the second on.
  expect(await named('IM_SIDEBAR', { dialogId: 'chat1439' })).toEqual(['Reception desk and lounge seating, Harbour Hotel Bristol'])
  expect(await named('TASK_VIEW_TAB', { taskId: 301 })).toEqual([])
  expect(await named('TASK_VIEW_TAB', { taskId: 301 })).toEqual(['Enquiry: benches for a concert hall foyer'])
})

test('the menu of one\'s own name opens one\'s own thread', async () => {
  const { open } = await startSubjects()

  expect((await open({ placement: 'USER_PROFILE_MENU', options: { USER_ID: 1, URI: '/company/' } })).thread.subject.title).toBe('Olivia Bennett')
})

test('a row of a list opens the same thread with the way to its card', async () => {
  const { open } = await startSubjects()

  const peek = await open({ placement: 'CRM_DEAL_LIST_MENU', options: { ID: 3473 } })
  const tab = await open(places.deal)

  expect([peek.isPeek, tab.isPeek]).toEqual([true, false])
  expect([peek.shape, peek.thread]).toEqual(['slider', tab.thread])
})

test('what the portal does not let the application ask of the surroundings is left out', async () => {
  const { open, limitScope } = await startSubjects()
  limitScope('department')
  const user = await open(places.user)
  limitScope('user')
  const deal = await open(places.deal)

  expect(user.thread.subject.facts.map(({ key }) => key)).toEqual(['position', 'phone', 'email'])
  expect(deal.thread.subject.facts.map(({ key }) => key)).toEqual(['stage', 'amount', 'client', 'closeDate', 'pipeline'])
})
