import type { Settings } from '../../portals/settings.ts'
import type { ViewPage } from '../view.ts'

/** The application's own page. */
export function homePage({ settings }: { settings: Settings }): ViewPage {
  return ({ portal }) => ({
    commands: {},
    async show() {
      return { content: { view: 'home', places: (await settings.registrations(portal.id))?.bound ?? [] } }
    },
  })
}
