import { Failure } from '../../failure.ts'
import type { Portal } from '../../portals/portals.ts'
import type { OpenSubject } from '../../subjects/open-subject.ts'
import { subjectOf, type PortalObject } from '../../subjects/subject.ts'
import type { Threads } from '../../threads/thread.ts'
import type { Plan, ViewPage } from '../view.ts'

type Services = { openSubject: OpenSubject, threads: Threads }

/** The thread of the object that the placement names, under its live header; opened on a row of a list (`peek`), with the way to its card. */
export function threadPage(services: Services): ViewPage {
  return ({ portal, callback, placement }) => {
    const object = subjectOf(placement, callback.options)
    if (!object) throw new Failure('not-available')
    return threadPlan(services, portal, object, { isPeek: placement.view === 'peek' })
  }
}

/** The same for an object that is known otherwise. */
export function threadPlan({ openSubject, threads }: Services, portal: Portal, object: PortalObject, { isPeek }: { isPeek: boolean }): Plan {
  const { commands, show } = openSubject(portal, object)
  return {
    commands,
    async show(asked) {
      const { subject, card, linked } = await show(asked)
      const reader = { portalId: portal.id, userId: asked.viewer.id, isAdmin: asked.viewer.isAdmin, subject, linked }
      return { content: { view: 'thread', isPeek, thread: await threads.open(reader, card) }, subject }
    },
  }
}
