import type { IncomingMessage } from 'node:http'
import type { Portal, PortalUser, Sandbox } from '../types.ts'
import { translator, type Translate } from './i18n.ts'

export type Theme = 'light' | 'dark' | 'system'

/** Who looks at which portal, and how. Every page and action gets it. */
export interface Visit {
  sandbox: Sandbox
  portal: Portal
  user: PortalUser
  url: URL
  theme: Theme
  /** The page is the content of a slider (`IFRAME=Y`): no menu, no top bar. */
  inSlider: boolean
  t: Translate
}

/** Cookies ignore the port, and both portals of a sandbox may live on one host: the name carries the portal. */
export function userCookie(portal: Portal): string {
  return `sandbox_user_${portal.memberId}`
}

function cookies(request: IncomingMessage): Map<string, string> {
  const pairs = (request.headers.cookie ?? '').split('; ').map(pair => pair.split('='))
  return new Map(pairs.map(([name = '', value = '']) => [name, value]))
}

function currentUser(portal: Portal, id: string | undefined): PortalUser {
  const active = portal.users.filter(user => user.active)
  const user = active.find(candidate => String(candidate.id) === id)
    ?? active.find(candidate => candidate.role === 'admin')
    ?? active[0]
  if (!user) throw new Error(`The portal ${portal.name} has no active user.`)
  return user
}

export function visitOf({ sandbox, portal, request, url }: { sandbox: Sandbox, portal: Portal, request: IncomingMessage, url: URL }): Visit {
  const jar = cookies(request)
  const user = currentUser(portal, jar.get(userCookie(portal)))
  const theme = jar.get('sandbox_theme')
  return {
    sandbox,
    portal,
    user,
    url,
    theme: theme === 'light' || theme === 'dark' ? theme : 'system',
    inSlider: url.searchParams.get('IFRAME') === 'Y',
    t: translator(user.lang),
  }
}

export function fullName(user: PortalUser): string {
  return `${user.name} ${user.lastName}`
}

/** A page of the portal with these parameters, as a link that stays where the visit is: within its slider, if it is in one. */
export function within({ inSlider }: Visit, path: string, params: Record<string, string | undefined> = {}): string {
  const url = new URL(path, 'http://portal')
  for (const [name, value] of Object.entries({ ...params, ...inSlider && { IFRAME: 'Y', IFRAME_TYPE: 'SIDE_SLIDER' } })) {
    if (value !== undefined) url.searchParams.set(name, value)
  }

  return url.pathname + url.search
}
