import type { Binding, RegisteredApp } from '../types.ts'
import type { FrameRequest } from './frame-slot.ts'
import type { Visit } from './visit.ts'

/** A binding as this person sees it: its title and group in their language, and the address of its icon. */
export interface Widget { app: RegisteredApp, binding: Binding, title: string, group: string, icon: string | null }

export function appTitle(app: RegisteredApp, lang: string): string {
  return app.title[lang] ?? app.title.en ?? app.clientId
}

export function appPath(app: RegisteredApp): string {
  return `/marketplace/app/${app.id}/`
}

/** The entries that applications have put into the left menu, each with a page of its own. */
export function menuWidgets(visit: Visit): { path: string, title: string }[] {
  return widgets(visit, 'LEFT_MENU').map(({ binding, title }) => ({ path: `/marketplace/placement/${binding.id}/`, title }))
}

/**
 * The widgets of one placement (all placements without one) that this person sees: of applications whose installation is finished and
 * that the person has access to. https://apidocs.bitrix24.com/settings/app-installation/installation-finish.html
 */
export function widgets({ sandbox, portal, user }: Visit, placement?: string): Widget[] {
  if (!user.appAccess) return []

  return [...sandbox.apps.values()].flatMap((app) => {
    const installation = portal.installations.get(app.clientId)
    if (installation?.state !== 'installed') return []
    return installation.bindings
      .filter(binding => placement === undefined || binding.placement === placement)
      .filter(binding => binding.userId === 0 || binding.userId === user.id)
      .map(binding => ({
        app,
        binding,
        title: binding.langAll[user.lang]?.TITLE || binding.title || appTitle(app, user.lang),
        group: binding.langAll[user.lang]?.GROUP_NAME || binding.groupName,
        icon: binding.icon ? `/sandbox/icons/${binding.id}` : null,
      }))
  })
}

/** The frame of a widget: what it is told (PLACEMENT_OPTIONS), where it is shown, and the page it came from, unless that is its own. */
export function widgetRequest({ app, binding, title }: Widget, { options, mode = 'widget', uri }: Partial<Pick<FrameRequest, 'options' | 'mode' | 'uri'>> = {}): FrameRequest {
  return { clientId: app.clientId, placement: binding.placement, handler: binding.handler, options, mode, title, appPath: appPath(app), uri }
}
