import { Failure } from '../../failure.ts'
import type { Snippets } from '../../snippets/snippets.ts'
import type { OpenSubject } from '../../subjects/open-subject.ts'
import { subjectOf } from '../../subjects/subject.ts'
import type { Threads } from '../../threads/thread.ts'
import { readerOf, type ViewPage } from '../view.ts'

/** What can be put into the message that is being written in a chat: snippets, and the notes of the chat and of what it belongs to. */
export function composerPage({ openSubject, threads, snippets }: { openSubject: OpenSubject, threads: Threads, snippets: Snippets }): ViewPage {
  return ({ portal, callback, placement }) => {
    const object = subjectOf(placement, callback.options)
    if (!object) throw new Failure('not-available')

    const { commands, show } = openSubject(portal, object)
    return {
      commands,
      async show(asked) {
        const reader = readerOf(portal, asked.viewer, await show(asked))
        const { notes } = await threads.page(reader)
        return { content: { view: 'composer', snippets: await snippets.of(reader), notes }, subject: reader.subject }
      },
    }
  }
}
