import { expect, test } from 'vitest'
import { startNotes } from '../threads/start-notes.ts'

const company = (id: string) => ({ kind: 'crm-item' as const, entityTypeId: 4, id })

async function startSubjects() {
  const started = await startNotes()
  const { $client } = started.database
  return {
    ...started,
    subjects: started.services.subjects,
    linked: () => $client.prepare('select external_id from subject_links join subjects on id = to_id where subject_links.portal_id = ? order by external_id').pluck().all(started.portal.id),
    /** Rows that were written since the database was opened. */
    written: () => $client.prepare('select total_changes()').pluck().get(),
  }
}

test('a note remembers what its subject points to, and follows when that changes', async () => {
  const { notes, marcus, linked } = await startSubjects()

  await notes.add(marcus, { id: 'n1', text: 'One' }, [company('11')])
  const before = linked()
  await notes.add(marcus, { id: 'n2', text: 'Two' }, [company('12')])

  expect([before, linked()]).toEqual([['11'], ['12']])
})

test.each([
  ['another company', ['12'], ['12']],
  ['one more', ['11', '12'], ['11', '12']],
  ['nothing any more', [], []],
])('an opening that sees %s takes that down', async (_case, seen, expected) => {
  const { notes, subjects, marcus, portal, deal, linked } = await startSubjects()
  await notes.add(marcus, { id: 'n1', text: 'One' }, [company('11')])

  await subjects.remember(portal.id, deal, seen.map(company))

  expect(linked()).toEqual(expected)
})

test('an opening that sees what is known, in whatever order, writes nothing', async () => {
  const { notes, subjects, marcus, portal, deal, written } = await startSubjects()
  await notes.add(marcus, { id: 'n1', text: 'One' }, [company('11'), company('12')])
  const before = written()

  await subjects.remember(portal.id, deal, [company('12'), company('11'), company('12')])

  expect(written()).toBe(before)
})

test('of a subject without notes nothing is remembered', async () => {
  const { subjects, portal, deal, database } = await startSubjects()

  await subjects.remember(portal.id, deal, [company('11')])

  expect(database.$client.prepare('select * from subjects').all()).toEqual([])
})
