import { v7 as uuid } from 'uuid'
import { expect, test } from 'vitest'
import type { Subject } from '../../../server/subjects/subject.ts'
import { brightwater, deals, failureOf, people, startServices } from '../../support/services.ts'
import { promise } from '../threads/start-follow-ups.ts'

const deal = (id: number): Subject => ({ kind: 'crm-item', entityTypeId: 2, id: String(id) })

/** Alder & Oak, where Marcus has written a note and a follow-up on a deal that everybody may read, and on one that is his alone. */
async function startLinks() {
  const server = await startServices()
  const portal = await server.install()
  const write = async (subject: Subject, text = 'Bring the samples') => {
    const scope = { portalId: portal.id, userId: people.marcus, isAdmin: false, subject }
    const [note, followUp] = [uuid(), uuid()]
    await server.services.notes.add(scope, { id: note, text }, [])
    await server.services.followUps.add(scope, promise(followUp), { links: [], source: null, timeZone: 'UTC' })
    return { note, followUp, scope }
  }

  return {
    ...server, portal, write, open: await write(deal(deals.open)), secret: await write(deal(deals.secret)),
    async follow(params: object, { userId = people.hannah, portal = undefined as string | undefined } = {}) {
      const { opening } = await server.open({ placement: 'REST_APP_URI', options: { ...params }, userId, portal })
      if (opening.view !== 'thread') throw new Error(`this opens ${opening.view}`)
      return opening
    },
  }
}

test('a link to a note opens the thread that it is on, and names it', async () => {
  const { follow, open } = await startLinks()

  const { thread, focus } = await follow({ note: open.note })

  expect(thread.subject).toMatchObject({ entityTypeId: 2, id: String(deals.open) })
  expect(thread.notes.map(({ id }) => id)).toContain(open.note)
  expect(focus).toEqual({ id: open.note, elsewhere: null, isGone: false })
})

test('a link to a follow-up does the same', async () => {
  const { follow, open } = await startLinks()

  const { thread, focus } = await follow({ followUp: open.followUp })

  expect(thread.followUps.map(({ id }) => id)).toContain(open.followUp)
  expect(focus).toEqual({ id: open.followUp, elsewhere: null, isGone: false })
})

test('a link to a thread opens it', async () => {
  const { follow } = await startLinks()

  const { thread, focus } = await follow({ subject: 'crm-item:3:13037' })

  expect(thread.subject).toMatchObject({ type: 'contact', title: 'Eleanor Marsh' })
  expect(focus).toBeUndefined()
})

test('the page\'s calls are about what the link has named', async () => {
  const { follow, open, services } = await startLinks()
  const { unsealSession } = await import('../../../server/openings/session.ts')

  const { session } = await follow({ note: open.note })

  expect(await unsealSession(services.sealer, session)).toMatchObject({ subject: deal(deals.open), userId: people.hannah })
})

test('a note from further back than the page reaches is brought along', async () => {
  const { follow, open, services } = await startLinks()
  for (let n = 0; n < 60; n++) await services.notes.add(open.scope, { id: uuid(), text: `${n}` }, [])

  const { thread, focus } = await follow({ note: open.note })

  expect(thread.notes.map(({ id }) => id)).not.toContain(open.note)
  expect(focus).toMatchObject({ id: open.note, isGone: false, elsewhere: { id: open.note, text: 'Bring the samples', author: { id: people.marcus } } })
})

test('a note that was deleted is gone, its thread is not', async () => {
  const { follow, open, services } = await startLinks()
  await services.notes.remove(open.scope, open.note)

  const { thread, focus } = await follow({ note: open.note })

  expect(thread.subject).toMatchObject({ id: String(deals.open) })
  expect(focus).toEqual({ id: open.note, elsewhere: null, isGone: true })
})

test.each(['note', 'followUp'] as const)('a link to a %s of a deal that one may not read, and to none, are one refusal', async (kind) => {
  const { follow, secret } = await startLinks()

  const denied = await failureOf(follow({ [kind]: secret[kind] }))
  const absent = await failureOf(follow({ [kind]: uuid() }))

  expect([denied, absent]).toEqual(['not-available', 'not-available'])
})

test('a link to the thread of a deal that one may not read, and of none, are one refusal', async () => {
  const { follow } = await startLinks()

  const denied = await failureOf(follow({ subject: `crm-item:2:${deals.secret}` }))
  const absent = await failureOf(follow({ subject: `crm-item:2:${deals.absent}` }))

  expect([denied, absent]).toEqual(['not-available', 'not-available'])
})

test('a note of another portal is none of this', async () => {
  const { follow, install, services } = await startLinks()
  const there = await install(brightwater)
  const id = uuid()
  await services.notes.add({ portalId: there.id, userId: 1, isAdmin: true, subject: deal(deals.open) }, { id, text: 'x' }, [])

  expect(await failureOf(follow({ note: id }))).toBe('not-available')
})

test('a private dialog opens for both of them, and for nobody else', async () => {
  const { follow, write } = await startLinks()
  const { note } = await write({ kind: 'chat', entityTypeId: 0, id: '3-5' })

  expect((await follow({ note })).thread.subject.title).toBe('Marcus Reid')
  expect((await follow({ note }, { userId: people.marcus })).thread.subject.title).toBe('Hannah Vogel')
  expect(await failureOf(follow({ note }, { userId: people.admin }))).toBe('not-available')
})

test('what somebody wrote about a number opens for them alone', async () => {
  const { follow, write } = await startLinks()
  const { note } = await write({ kind: 'phone', entityTypeId: 0, id: '3:+447700900999' })

  expect((await follow({ note }, { userId: people.marcus })).thread.subject).toMatchObject({ type: 'phone', title: '+447700900999' })
  expect(await failureOf(follow({ note }))).toBe('not-available')
})

test.each([{}, { test: 'y', docId: '42' }, { note: 'x' }, { subject: '../1' }])('a link that names nothing (%j) is not available', async (params) => {
  const { follow } = await startLinks()

  expect(await failureOf(follow(params))).toBe('not-available')
})
