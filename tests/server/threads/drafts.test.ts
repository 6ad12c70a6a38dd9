import { expect, test } from 'vitest'
import { failureOf } from '../../support/services.ts'
import { startFollowUps } from './start-follow-ups.ts'
import { startNotes } from './start-notes.ts'

const draft = (text: string, noteId: string | null = null, baseVersion: number | null = null) => ({ noteId, text, baseVersion })

test('what was being typed is there when the frame is opened again', async () => {
  const { services, marcus, portal, deal, openThread } = await startNotes()

  await services.drafts.keep(portal.id, marcus.userId, deal, draft('Half a sen'))
  await services.drafts.keep(portal.id, marcus.userId, deal, draft('Half a sentence'))

  expect((await openThread()).thread.drafts).toEqual([draft('Half a sentence')])
})

test('a new note and each change of a note have a draft of their own', async () => {
  const { services, notes, marcus, portal, deal } = await startNotes()
  for (const id of ['n1', 'n2']) await notes.add(marcus, { id, text: id }, [])

  await services.drafts.keep(portal.id, marcus.userId, deal, draft('new'))
  await services.drafts.keep(portal.id, marcus.userId, deal, draft('changed', 'n1', 3))
  await services.drafts.keep(portal.id, marcus.userId, deal, draft('changed too', 'n2', 1))

  expect(await services.drafts.of(portal.id, marcus.userId, deal)).toEqual(expect.arrayContaining([draft('new'), draft('changed', 'n1', 3), draft('changed too', 'n2', 1)]))
})

test('what was to become a follow-up is kept with its day, its time and whose it was to be', async () => {
  const { services, marcus, hannah, portal, deal } = await startNotes()
  const terms = { due: { dueOn: '2026-11-25', dueTime: '15:00' }, assignee: { id: hannah.userId, name: 'Hannah' } }

  await services.drafts.keep(portal.id, marcus.userId, deal, { ...draft('Call them'), terms })
  const asFollowUp = await services.drafts.of(portal.id, marcus.userId, deal)
  await services.drafts.keep(portal.id, marcus.userId, deal, draft('Call them'))

  expect(asFollowUp).toEqual([{ ...draft('Call them'), terms }])
  expect(await services.drafts.of(portal.id, marcus.userId, deal)).toEqual([draft('Call them')])
})

test('an empty text forgets its draft and leaves the others', async () => {
  const { services, notes, marcus, portal, deal } = await startNotes()
  await notes.add(marcus, { id: 'n1', text: 'One' }, [])
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

test('a draft can be of a follow-up of its subject', async () => {
  const { services, marcus, portal, deal, otherDeal, write } = await startFollowUps()
  await write('f1')

  await services.drafts.keep(portal.id, marcus.userId, deal, draft('changed', 'f1', 1))

  expect(await services.drafts.of(portal.id, marcus.userId, deal)).toEqual([draft('changed', 'f1', 1)])
  expect(await failureOf(services.drafts.keep(portal.id, marcus.userId, otherDeal, draft('x', 'f1', 1)))).toBe('not-found')
})

test('a draft changes a note that stands on its subject, or none', async () => {
  const { services, notes, marcus, portal, deal, otherDeal, database } = await startNotes()
  await notes.add(marcus, { id: 'n1', text: 'One' }, [])

  const codes = [
    await failureOf(services.drafts.keep(portal.id, marcus.userId, deal, draft('x', 'absent', 1))),
    await failureOf(services.drafts.keep(portal.id, marcus.userId, otherDeal, draft('x', 'n1', 1))),
    await failureOf(services.drafts.keep(portal.id, marcus.userId, deal, draft('', 'absent', 1))),
  ]

  expect(codes).toEqual(['not-found', 'not-found', 'no failure'])
  expect(database.$client.prepare('select * from drafts').all()).toEqual([])
})

test('a person has twenty drafts on a subject, those typed on last; a colleague has theirs beside them', async () => {
  const { services, notes, sandbox, marcus, hannah, portal, deal } = await startNotes()
  for (let n = 1; n <= 21; n++) await notes.add(marcus, { id: `n${n}`, text: `note ${n}` }, [])
  await services.drafts.keep(portal.id, hannah.userId, deal, draft('hers'))

  for (let n = 1; n <= 21; n++) {
    sandbox.clock.turn(1)
    await services.drafts.keep(portal.id, marcus.userId, deal, draft('changed', `n${n}`, 1))
  }

  const kept = (await services.drafts.of(portal.id, marcus.userId, deal)).map(({ noteId }) => noteId)
  expect(kept.toSorted()).toEqual(Array.from({ length: 20 }, (_, index) => `n${index + 2}`).toSorted())
  expect(await services.drafts.of(portal.id, hannah.userId, deal)).toEqual([draft('hers')])
})
