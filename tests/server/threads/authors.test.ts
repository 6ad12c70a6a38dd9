import { expect, test } from 'vitest'
import { createAuthors } from '../../../server/threads/authors.ts'
import { startTimeline } from './start-timeline.ts'

test('the authors of a thread are those of its own subject and of those linked to it, of notes and of follow-ups', () => {
  const { database, subjects, reader, ids, putNote, putFollowUp } = startTimeline(1)
  for (const authorId of [7, 7, 9]) putNote({ subjectId: ids[0], authorId })
  putFollowUp({ subjectId: ids[1], authorId: 8 })

  expect(createAuthors(database, subjects)(reader).toSorted()).toEqual([7, 8, 9])
})

test('who has only written what was deleted is none of them', () => {
  const { database, subjects, reader, ids, putNote } = startTimeline(1)
  putNote({ subjectId: ids[0], authorId: 7, deletedAt: 1000 })
  putNote({ subjectId: ids[0], authorId: 9 })

  expect(createAuthors(database, subjects)(reader)).toEqual([9])
})
