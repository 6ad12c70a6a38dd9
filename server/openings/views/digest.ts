import { Failure } from '../../failure.ts'
import type { OpenSubject } from '../../subjects/open-subject.ts'
import { subjectOf } from '../../subjects/subject.ts'
import { newestEntries } from '../../threads/digest.ts'
import type { Threads } from '../../threads/thread.ts'
import { readerOf, type ViewPage } from '../view.ts'

/** The thread of an item as a summary, to be put into a document. */
export function digestPage({ openSubject, threads }: { openSubject: OpenSubject, threads: Threads }): ViewPage {
  return ({ portal, callback, placement }) => {
    const object = subjectOf(placement, callback.options)
    if (!object) throw new Failure('not-available')

    const { commands, show } = openSubject(portal, object)
    return {
      commands,
      async show(asked) {
        const opened = await show(asked)
        const reader = readerOf(portal, asked.viewer, opened)
        return { content: { view: 'digest', subject: opened.card, ...await newestEntries(before => threads.page(reader, before)) }, subject: opened.subject }
      },
    }
  }
}
