import type { Settings } from '../../portals/settings.ts'
import type { Lists } from '../../threads/lists.ts'
import type { ViewPage } from '../view.ts'

/** The application's own page. */
export function homePage({ settings, lists, clock }: { settings: Settings, lists: Lists, clock: () => number }): ViewPage {
  return ({ portal }) => ({
    commands: {},
    async show({ viewer }) {
      const reader = { portal, portalId: portal.id, userId: viewer.id, isAdmin: viewer.isAdmin, now: clock() }
      const places = (await settings.registrations(portal.id))?.bound ?? []
      return { content: { view: 'home', places, ...await lists.home(reader, viewer.timeZone) } }
    },
  })
}
