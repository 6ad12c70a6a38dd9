import { expect, test } from 'vitest'
import { startNotes } from './start-notes.ts'

const draft = (text: string, noteId: string | null = null, baseVersion: number | null = null) => ({ noteId, text, baseVersion })

test('what was being typed is there when the frame is opened again', async () => {
  const { services, marcus, portal, deal, openThread } = await startNotes()

  await services.drafts.keep(portal.id, marcus.userId, deal, draft('Half a sen'))
  await services.drafts.keep(portal.id, marcus.userId, deal, draft('Half a sentence'))

  expect((await openThread()).thread.drafts).toEqual([draft('Half a sentence')])
})

test('a new note and each change of a note have a draft of their own', async () => {
  const { services, marcus, portal, deal } = await startNotes()

  await services.drafts.keep(portal.id, marcus.userId, deal, draft('new'))
  await services.drafts.keep(portal.id, marcus.userId, deal, draft('changed', 'n1', 3))
  await services.drafts.keep(portal.id, marcus.userId, deal, draft('changed too', 'n2', 1))

  expect(await services.drafts.of(portal.id, marcus.userId, deal)).toEqual(expect.arrayContaining([draft('new'), draft('changed', 'n1', 3), draft('changed too', 'n2', 1)]))
})

test('an empty text forgets its draft and leaves the others', async () => {
  const { services, marcus, portal, deal } = await startNotes()
  await services.drafts.keep(portal.id, marcus.userId, deal, draft('new'))
  await services.drafts.keep(portal.id, marcus.userId, deal, draft('changed', 'n1', 1))

  await services.drafts.keep(portal.id, marcus.userId, deal, draft(' \n'))

  expect(await services.drafts.of(portal.id, marcus.userId, deal)).toEqual([draft('changed', 'n1', 1)])
})

test('nobody else sees a draft, nor does it show on another subject', async () => {
  const { services, marcus, hannah, portal, deal, otherDeal } = await startNotes()

  await services.drafts.keep(portal.id, marcus.userId, deal, draft('private'))

  expect(await services.drafts.of(portal.id, hannah.userId, deal)).toEqual([])
  expect(await services.drafts.of(portal.id, marcus.userId, otherDeal)).toEqual([])
})

test('to forget a draft that never was leaves no trace of its subject', async () => {
  const { services, marcus, portal, deal, database } = await startNotes()

  await services.drafts.keep(portal.id, marcus.userId, deal, draft(''))

  expect(database.$client.prepare('select * from subjects').all()).toEqual([])
})
