import { describe, expect, test } from 'vitest'
import { PortalError, type Answer, type PortalClient } from '../../../server/bitrix24/rest.ts'
import { createAccess } from '../../../server/subjects/access.ts'
import { kindOf } from '../../../server/subjects/kinds/index.ts'
import type { Subject } from '../../../shared/subject.ts'
import { brightwater, failureOf, people, type Visit } from '../../support/services.ts'
import { places, portalOf, startSubjects, type Kind } from './start-subjects.ts'

const extranet = 15
const subject = (kind: Subject['kind'], id: string, entityTypeId = 0): Subject => ({ kind, entityTypeId, id })

interface Row {
  /** The method that decides, and the permission that it needs. */
  method: string
  scope: string
  /** Somebody who may not see what another one may, and what is not there. */
  denied: Visit
  absent: Visit['options']
  /** The same for a call of a page. */
  subjects: { denied: Subject, absent: Subject }
}

const secretDeal = { userId: people.hannah, options: { ID: 3465 } }
const crm = (entityTypeId: number, denied: Visit): Row => ({
  method: 'crm.item.get', scope: 'crm', denied, absent: { ID: 999_999 },
  subjects: { denied: subject('crm-item', String(Object.values(denied.options ?? {})[0]), entityTypeId), absent: subject('crm-item', '999999', entityTypeId) },
})

const rows: Record<Kind, Row> = {
  'lead': crm(1, { userId: people.hannah, options: { ID: 6596 } }),
  'deal': crm(2, secretDeal),
  'contact': crm(3, { userId: people.hannah, options: { ID: 13066 } }),
  'company': crm(4, { userId: people.hannah, options: { ID: 2967 } }),
  'quote': crm(7, { userId: people.hannah, options: { ID: 8 } }),
  'smart-invoice': crm(31, { userId: extranet, options: { ID: 32 } }),
  'dynamic': crm(183, { userId: extranet, options: { ID: 3 } }),
  'order': {
    method: 'sale.order.get', scope: 'sale', denied: { userId: 3, options: { ID: 236 } }, absent: { ID: 999_999 },
    subjects: { denied: subject('crm-item', '236', 14), absent: subject('crm-item', '999999', 14) },
  },
  'activity': {
    method: 'crm.activity.get', scope: 'crm', denied: { userId: extranet, options: { ID: 805 } }, absent: { ID: 999_999 },
    subjects: { denied: subject('activity', '805'), absent: subject('activity', '999999') },
  },
  'task': {
    method: 'tasks.task.get', scope: 'task', denied: { userId: people.hannah, options: { taskId: 302 } }, absent: { taskId: 999_999 },
    subjects: { denied: subject('task', '302'), absent: subject('task', '999999') },
  },
  'workgroup': {
    method: 'sonet_group.get', scope: 'sonet_group', denied: { userId: people.hannah, options: { GROUP_ID: 14 } }, absent: { GROUP_ID: 999_999 },
    subjects: { denied: subject('workgroup', '14'), absent: subject('workgroup', '999999') },
  },
  'user': {
    method: 'user.get', scope: 'user', denied: { userId: extranet, options: { USER_ID: people.hannah } }, absent: { USER_ID: 999_999 },
    subjects: { denied: subject('user', String(people.hannah)), absent: subject('user', '999999') },
  },
  'chat': {
    method: 'im.dialog.get', scope: 'im', denied: { userId: extranet, options: { dialogId: 'chat1489' } }, absent: { dialogId: 'chat999999' },
    subjects: { denied: subject('chat', 'chat1489'), absent: subject('chat', 'chat999999') },
  },
}

describe.each(Object.entries(rows))('%s', (kind, { method, scope, denied, absent, subjects }) => {
  const place = places[kind as Kind]

  /** The portal that has the object; on the one that sells, everybody would be an employee. */
  async function start() {
    const server = await startSubjects(portalOf(kind))
    if (kind === 'order') for (const user of server.sandbox.portal(brightwater).users.filter(({ id }) => id === denied.userId)) user.role = 'extranet'
    return server
  }

  test('opens with one batch beside the verdict', async () => {
    const { open, sandbox } = await start()

    await open(place)

    expect(sandbox.requests.map(({ method }) => method).sort()).toEqual(['app.info', 'batch'])
  })

  test('is not available to who may not see it, exactly as one that is not there; to calls neither', async () => {
    const { failure, portal, services } = await start()
    const seen = { ...place, userId: denied.userId }
    const check = (about: Subject) => failureOf(services.access.check(portal, denied.userId ?? 0, about))

    const opened = [await failure({ ...seen, options: denied.options ?? {} }), await failure({ ...seen, options: absent ?? {} })]
    const called = [await check(subjects.denied), await check(subjects.absent)]

    expect([...opened, ...called]).toEqual(['not-available', 'not-available', 'not-available', 'not-available'])
  })

  test('says which permission is missing, also where the portal has not got the method', async () => {
    const { open, limitScope, sandbox } = await start()
    sandbox.faults.add({ at: 'rest', kind: 'ERROR_METHOD_NOT_FOUND', method })
    const withoutMethod = await open(place).catch((error: unknown) => error)
    sandbox.faults.clear()
    limitScope(scope)
    const withoutScope = await open(place).catch((error: unknown) => error)

    expect(withoutMethod).toMatchObject({ code: 'missing-scope', scope })
    expect(withoutScope).toMatchObject({ code: 'missing-scope', scope })
  })

  test('is never "not available" when the portal does not answer the question', async () => {
    const { failure, sandbox } = await start()
    const codes = []
    for (const fault of ['down', 'html', 'OVERLOAD_LIMIT', 'INTERNAL_SERVER_ERROR', 'ERROR_CORE'] as const) {
      sandbox.faults.add({ at: 'rest', kind: fault, ...(fault === 'down' || fault === 'html' ? {} : { method }) })
      codes.push(await failure(place))
      sandbox.faults.clear()
    }

    expect(new Set(codes)).toEqual(new Set(['portal-unreachable']))
  })
})

test('an activity that is refused in other words than the documented ones is not said to be absent', () => {
  const object = subject('activity', '805')
  const refused = (words: string) => () => kindOf(object).read(object, { subject: { error: new PortalError('uncoded', words, 200) } }, people.marcus)

  expect(refused('Activity is not found')).toThrow('not-available')
  expect(refused('Access denied.')).toThrow('not-available')
  expect(refused('Application context required')).toThrow('portal-unreachable')
})

describe('a private dialog', () => {
  const dialog = (userId: number, other: number) => ({ placement: 'IM_SIDEBAR', userId, options: { dialogId: String(other) } })

  test('is one thread for both, named to each by the other one', async () => {
    const { open } = await startSubjects()

    const marcus = await open(dialog(people.marcus, people.hannah))
    const hannah = await open(dialog(people.hannah, people.marcus))

    expect(marcus.thread.subject).toMatchObject({ kind: 'chat', id: '3-5', title: 'Hannah Vogel', path: null })
    expect(hannah.thread.subject).toMatchObject({ kind: 'chat', id: '3-5', title: 'Marcus Reid' })
  })

  test('is open to calls of these two, and to nobody else, whatever the portal would say', async () => {
    const { open, portal, services, sandbox } = await startSubjects()
    for (const userId of [people.marcus, people.hannah, people.admin]) await open({ placement: 'DEFAULT', userId, options: {} }).catch(() => {})
    sandbox.clock.turn(61_000)
    sandbox.clearRequests()
    const check = (userId: number, id: string) => failureOf(services.access.check(portal, userId, subject('chat', id)))

    expect(await check(people.marcus, '3-5')).toBe('no failure')
    expect(await check(people.hannah, '3-5')).toBe('no failure')
    expect(await check(people.admin, '3-5')).toBe('not-available')
    expect(await check(people.marcus, '3-999999')).toBe('not-available')
    expect(sandbox.requests.filter(({ method }) => method === 'batch')).toHaveLength(3)
  })

  test('is kept under both names', async () => {
    const { open, write, database } = await startSubjects()
    await open(dialog(people.marcus, people.hannah))

    await write(subject('chat', '3-5'), people.marcus)

    expect(database.$client.prepare('select external_id, title from subjects').all()).toEqual([{ external_id: '3-5', title: 'Marcus Reid, Hannah Vogel' }])
  })
})

test('a chat that the portal knows by two names is one thread: the other name opens that, and is none to calls', async () => {
  const answers = { subject: { value: { id: 1489, name: 'Workshop', type: 'chat' }, total: null } }
  const object = subject('chat', 'sg77')
  const client: PortalClient = { batch: async <Name extends string>() => answers as Record<string, Answer> as Record<Name, Answer> }
  const { services } = await startSubjects()
  const access = createAccess({ connect: async () => client, subjects: services.subjects, clock: () => 0 })
  const portal = await services.portals.get(1)

  expect(kindOf(object).read(object, answers, people.marcus).subject).toEqual(subject('chat', 'chat1489'))
  expect(portal && await failureOf(access.check(portal, people.marcus, object))).toBe('not-available')
  expect(portal && await failureOf(access.check(portal, people.marcus, subject('chat', 'chat1489')))).toBe('no failure')
})

describe('a phone number', () => {
  test('is its author\'s alone, and no question to the portal', async () => {
    const { portal, services, sandbox } = await startSubjects()
    const number = subject('phone', `${people.marcus}:+441174960112`)

    expect(await services.access.check(portal, people.marcus, number)).toEqual([])
    expect(await failureOf(services.access.check(portal, people.admin, number))).toBe('not-available')
    expect(sandbox.requests).toEqual([])
  })
})

describe('the directory of a portal', () => {
  test('is asked for once an hour: stages and pipelines are known then', async () => {
    const { open, asked, sandbox } = await startSubjects()
    const openings = async () => {
      sandbox.clearRequests()
      await open(places.deal)
      return asked()[0]?.filter(command => command === 'crm.status.list' || command === 'crm.category.list')
    }

    expect(await openings()).toEqual(['crm.status.list', 'crm.category.list'])
    expect(await openings()).toEqual([])
    sandbox.clock.turn(3_600_001)
    expect(await openings()).toEqual(['crm.status.list', 'crm.category.list'])
  })

  test('of one portal says nothing of another', async () => {
    const { open, install } = await startSubjects()
    await install(brightwater)
    await open(places.deal)

    const { thread } = await open({ placement: 'CRM_DEAL_DETAIL_TAB', options: { ID: 3473 }, portal: brightwater })

    expect(thread.subject.facts[0]).toMatchObject({ kind: 'stage', value: 'Concept' })
  })

  test('that could not be asked costs its facts and nothing else, and is asked again', async () => {
    const { open, sandbox } = await startSubjects()
    sandbox.faults.add({ at: 'rest', kind: 'insufficient_scope', method: 'crm.status.list' })
    const without = await open(places.deal)
    sandbox.faults.clear()
    const again = await open(places.deal)

    expect(without.thread.subject.facts.map(({ key }) => key)).not.toContain('stage')
    expect(again.thread.subject.facts.map(({ key }) => key)).toContain('stage')
  })
})
