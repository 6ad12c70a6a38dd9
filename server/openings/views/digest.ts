import { Failure } from '../../failure.ts'
import type { Access } from '../../subjects/access.ts'
import { itemCommands, readThreadOf, type ItemAnswers } from '../../subjects/crm-item.ts'
import { subjectOf } from '../../subjects/subject.ts'
import type { Subjects } from '../../subjects/subjects.ts'
import { newestEntries } from '../../threads/digest.ts'
import type { Threads } from '../../threads/thread.ts'
import type { ViewPage } from '../view.ts'

/** The thread of an item as a summary, to be put into a document. */
export function digestPage({ access, subjects, threads }: { access: Access, subjects: Subjects, threads: Threads }): ViewPage {
  return ({ portal, callback, placement }) => {
    const subject = subjectOf(placement, callback.options)
    if (!subject) throw new Failure('not-available')

    return {
      commands: itemCommands(subject),
      async show({ viewer, answers }) {
        const { card, links } = readThreadOf(subject, answers as ItemAnswers)
        access.granted(portal, viewer.id, subject, links)
        await subjects.remember(portal.id, subject, links)
        const reader = { portalId: portal.id, userId: viewer.id, isAdmin: viewer.isAdmin, subject }
        return { content: { view: 'digest', subject: card, ...await newestEntries(before => threads.page(reader, before)) }, subject }
      },
    }
  }
}
