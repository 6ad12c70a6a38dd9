import type { Settings } from '../../portals/settings.ts'
import type { Lists } from '../../threads/lists.ts'
import { readLink } from '../link.ts'
import { listReaderOf, type ViewPage } from '../view.ts'
import { linkPage } from './link.ts'

/** The application's own page; opened with the parameters of a link, as our pages do in a slider, what these name. */
export function homePage({ settings, lists, clock, ...services }: { settings: Settings, lists: Lists, clock: () => number } & Parameters<typeof linkPage>[0]): ViewPage {
  const linked = linkPage(services)

  return (visit) => {
    const { portal, callback } = visit
    if (readLink(callback.options)) return linked(visit)

    const { commands, take } = lists.homeInBatch(portal)
    return {
      commands,
      async show({ viewer, answers }) {
        await take(viewer.id, answers)
        const reader = listReaderOf(portal, viewer, clock())
        const places = (await settings.registrations(portal.id))?.bound ?? []
        return { content: { view: 'home', places, ...await lists.home(reader, viewer.timeZone) } }
      },
    }
  }
}
