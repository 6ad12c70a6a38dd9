import type { Settings } from '../../portals/settings.ts'
import type { OpenSubject } from '../../subjects/open-subject.ts'
import { parseSubjectKey } from '../../subjects/subject.ts'
import type { Lists } from '../../threads/lists.ts'
import type { Threads } from '../../threads/thread.ts'
import type { Plan, ViewPage } from '../view.ts'
import { threadPlan } from './thread.ts'

/** The application's own page; opened with the parameter `subject`, as our pages do in a slider, the thread of that subject. */
export function homePage({ settings, lists, openSubject, threads, clock }: {
  settings: Settings
  lists: Lists
  openSubject: OpenSubject
  threads: Threads
  clock: () => number
}): ViewPage {
  return ({ portal, callback }): Plan => {
    const subject = parseSubjectKey(String(callback.options.subject))
    if (subject) return threadPlan({ openSubject, threads }, portal, subject, { isPeek: true })

    const { commands, take } = lists.homeInBatch(portal)
    return {
      commands,
      async show({ viewer, answers }) {
        await take(viewer.id, answers)
        const reader = { portal, portalId: portal.id, userId: viewer.id, isAdmin: viewer.isAdmin, now: clock() }
        const places = (await settings.registrations(portal.id))?.bound ?? []
        return { content: { view: 'home', places, ...await lists.home(reader, viewer.timeZone) } }
      },
    }
  }
}
