import { Failure } from '../../failure.ts'
import type { OpenSubject } from '../../subjects/open-subject.ts'
import { subjectOf } from '../../subjects/subject.ts'
import type { Threads } from '../../threads/thread.ts'
import { readerOf, type ViewPage } from '../view.ts'

/** The thread of the object that the placement names, under its live header; opened on a row of a list (`peek`), with the way to its card. */
export function threadPage({ openSubject, threads }: { openSubject: OpenSubject, threads: Threads }): ViewPage {
  return ({ portal, callback, placement }) => {
    const object = subjectOf(placement, callback.options)
    if (!object) throw new Failure('not-available')

    const { commands, show } = openSubject(portal, object)
    return {
      commands,
      async show(asked) {
        const opened = await show(asked)
        const thread = await threads.open(readerOf(portal, asked.viewer, opened), opened.card)
        return { content: { view: 'thread', isPeek: placement.view === 'peek', thread }, subject: opened.subject }
      },
    }
  }
}
