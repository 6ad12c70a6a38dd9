import type { FollowUp } from '../../../shared/follow-up.ts'
import type { Note, Thread } from '../../../shared/thread.ts'
import { asFailure, Failure } from '../../failure.ts'
import { objectOf } from '../../subjects/kinds/index.ts'
import type { LookUp } from '../../subjects/look-up.ts'
import type { OpenSubject } from '../../subjects/open-subject.ts'
import type { Reader, Subject } from '../../subjects/subject.ts'
import type { FollowUps } from '../../threads/follow-ups.ts'
import type { EntryName, Locate } from '../../threads/locate.ts'
import type { Notes } from '../../threads/notes.ts'
import type { Threads } from '../../threads/thread.ts'
import { readLink } from '../link.ts'
import { readerOf, type ViewPage } from '../view.ts'

interface Services {
  openSubject: OpenSubject
  lookUp: LookUp
  locate: Locate
  threads: Threads
  notes: Notes
  followUps: FollowUps
}

/** What a link names: a thread, or one entry of a thread. A link opens nothing that its reader could not open otherwise. */
export function linkPage({ openSubject, lookUp, locate, threads, notes, followUps }: Services): ViewPage {
  /** The entry that is named, where the page does not have it anyway; null when it has, or when it was deleted. */
  async function entryOf(reader: Reader, entry: EntryName): Promise<Note | FollowUp | null> {
    try {
      if ('note' in entry) return await threads.presentOne(reader, await notes.get(reader, entry.note))
      return await threads.presentFollowUp(reader, await followUps.get(reader, entry.followUp))
    }
    catch (error) {
      if (asFailure(error).code === 'not-found') return null
      throw error
    }
  }

  return ({ portal, callback }) => {
    const named = readLink(callback.options)
    const subject = named && ('subject' in named ? named.subject : locate(portal.id, named))
    // What nobody has written is refused as what somebody may not read is: when it is known who asks.
    const direct = subject && !isNamedByPerson(subject) ? openSubject(portal, subject) : null

    return {
      commands: direct?.commands ?? {},
      async show(asked) {
        const object = subject && objectOf(subject, asked.viewer.id)
        const opened = direct ? await direct.show(asked) : object && await lookUp(portal, asked.viewer, openSubject(portal, object))
        if (!opened || !named) throw new Failure('not-available')

        const reader = readerOf(portal, asked.viewer, opened)
        const thread = await threads.open(reader, opened.card)
        const content = { view: 'thread' as const, isPeek: true, thread }
        if ('subject' in named) return { content, subject: opened.subject }

        const id = 'note' in named ? named.note : named.followUp
        const elsewhere = isIn(thread, id) ? null : await entryOf(reader, named)
        return { content: { ...content, focus: { id, elsewhere, isGone: !elsewhere && !isIn(thread, id) } }, subject: opened.subject }
      },
    }
  }
}

/** Private dialogs and numbers have another name for the portal, by who asks: they are asked for when that is known. */
function isNamedByPerson({ kind, id }: Subject): boolean {
  return kind === 'phone' || (kind === 'chat' && id.includes('-'))
}

function isIn({ notes, followUps }: Thread, wanted: string): boolean {
  return [...notes, ...followUps].some(({ id }) => id === wanted)
}
