import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Portal, Sandbox } from '../types.ts'
import { data, InterfaceError, page, redirect, send, type Answer } from './answer.ts'
import { asset } from './assets.ts'
import { applicationsRoutes } from './pages/applications/routes.ts'
import { calendarRoutes } from './pages/calendar/routes.ts'
import { controlRoutes } from './pages/control/routes.ts'
import { crmRoutes } from './pages/crm/routes.ts'
import { feedPage } from './pages/feed.ts'
import { messengerRoutes } from './pages/messenger/routes.ts'
import { absentPage } from './pages/notices.ts'
import { peopleRoutes } from './pages/people/routes.ts'
import { tasksRoutes } from './pages/tasks/routes.ts'
import { telephonyRoutes } from './pages/telephony/routes.ts'
import { get, type Route } from './routes.ts'
import { document, notice } from './shell.ts'
import { visitOf, type Visit } from './visit.ts'

/** First match wins; a route that answers null leaves the address to those below it. */
const routes: Route[] = [
  get(/^\/$/, () => redirect('/stream/')),
  get(/^\/stream\/$/, feedPage),
  ...peopleRoutes,
  ...tasksRoutes,
  ...crmRoutes,
  ...calendarRoutes,
  ...telephonyRoutes,
  ...messengerRoutes,
  ...applicationsRoutes,
  ...controlRoutes,
  get(/^\/sandbox\/assets\/(?<name>[\w.-]+)$/, (_, { name = '' }) => asset(name)),
]

/** A page of an application, or of any other site, may not act in the portal in the person's name. */
function refuseForeignOrigin({ portal }: Visit, request: IncomingMessage): void {
  const origin = request.headers.origin
  if (request.method === 'POST' && origin !== undefined && origin !== new URL(portal.url).origin) {
    throw new InterfaceError(403, 'This request comes from another site.')
  }
}

async function answerTo(visit: Visit, request: IncomingMessage): Promise<Answer> {
  refuseForeignOrigin(visit, request)
  const method = request.method === 'HEAD' ? 'GET' : request.method
  for (const route of routes) {
    const match = route.method === method ? route.path.exec(visit.url.pathname) : null
    const answer = match && await route.respond(visit, { ...match.groups }, request)
    if (answer) return answer
  }
  return absentPage(visit)
}

function refusal(visit: Visit, error: InterfaceError): Answer {
  if (visit.url.pathname.startsWith('/sandbox/frame')) return data({ error: error.message }, error.status)
  return page(document(visit, { title: visit.t('refused.title'), content: notice('lock', error.message) }), error.status)
}

/** The portal's pages: everything outside /rest. */
export async function handleInterface({ sandbox, portal, request, response, url }: {
  sandbox: Sandbox
  portal: Portal
  request: IncomingMessage
  response: ServerResponse
  url: URL
}): Promise<void> {
  const visit = visitOf({ sandbox, portal, request, url })
  const answer = await answerTo(visit, request).catch((error: unknown) => {
    if (error instanceof InterfaceError) return refusal(visit, error)
    throw error
  })
  send(response, answer)
}
