import { Failure } from '../../failure.ts'
import type { Snippets } from '../../snippets/snippets.ts'
import type { OpenSubject } from '../../subjects/open-subject.ts'
import { subjectOf } from '../../subjects/subject.ts'
import type { Threads } from '../../threads/thread.ts'
import type { ViewPage } from '../view.ts'

/** What can be put into the message that is being written in a chat: snippets, and the notes of the chat and of what it belongs to. */
export function composerPage({ openSubject, threads, snippets }: { openSubject: OpenSubject, threads: Threads, snippets: Snippets }): ViewPage {
  return ({ portal, callback, placement }) => {
    const object = subjectOf(placement, callback.options)
    if (!object) throw new Failure('not-available')

    const { commands, show } = openSubject(portal, object)
    return {
      commands,
      async show(asked) {
        const { subject, linked } = await show(asked)
        const { id: userId, isAdmin } = asked.viewer
        const person = { portalId: portal.id, userId, isAdmin }
        const { notes } = await threads.page({ ...person, subject, linked })
        return { content: { view: 'composer', snippets: await snippets.of(person), notes }, subject }
      },
    }
  }
}
