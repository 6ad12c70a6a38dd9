import { v7 as uuid } from 'uuid'
import { expect, test } from 'vitest'
import type { Subject } from '../../../server/subjects/subject.ts'
import { deals, failureOf, people, startServices } from '../../support/services.ts'

const deal: Subject = { kind: 'crm-item', entityTypeId: 2, id: String(deals.open) }

async function startComposer() {
  const server = await startServices()
  const portal = await server.install()

  return {
    ...server,
    person: (userId: number) => ({ portalId: portal.id, userId, isAdmin: false }),
    async compose(dialogId: string, userId = people.marcus) {
      const { opening } = await server.open({ placement: 'IM_TEXTAREA', options: { dialogId }, userId })
      if (opening.view !== 'composer') throw new Error(`this opens ${opening.view}`)
      return opening
    },
  }
}

test('one\'s own snippets and those of everybody are offered', async () => {
  const { compose, services, person } = await startComposer()
  await services.snippets.add(person(people.marcus), { id: uuid(), title: 'Mine', text: 'x', isShared: false })
  await services.snippets.add(person(people.hannah), { id: uuid(), title: 'Hers', text: 'x', isShared: false })
  await services.snippets.add(person(people.hannah), { id: uuid(), title: 'Ours', text: 'x', isShared: true })

  const { snippets } = await compose('chat1489')

  expect(snippets.map(({ title, editable }) => [title, editable])).toEqual([['Mine', true], ['Ours', false]])
})

test('the notes of the chat, and of the deal that it belongs to, can be put into a message', async () => {
  const { compose, services, person } = await startComposer()
  await services.notes.add({ ...person(people.marcus), subject: { kind: 'chat', entityTypeId: 0, id: 'chat1439' } }, { id: uuid(), text: 'On the chat' }, [deal])
  await services.notes.add({ ...person(people.marcus), subject: deal }, { id: uuid(), text: 'On the deal' }, [])

  const { notes } = await compose('chat1439')

  expect(notes.map(({ text, on }) => [text, on?.type ?? null])).toEqual([['On the deal', 'deal'], ['On the chat', null]])
})

test('in a chat that one is not in, nothing is offered', async () => {
  const { compose } = await startComposer()

  expect(await failureOf(compose('chat1401', people.hannah))).toBe('not-available')
})
