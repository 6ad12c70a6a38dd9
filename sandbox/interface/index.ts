import type { IncomingMessage, ServerResponse } from 'node:http'
import { mayUseCrm } from '../portal/rights.ts'
import type { Portal, Sandbox } from '../types.ts'
import { appAction } from './actions/apps.ts'
import { readNotifications, sendMessage } from './actions/chats.ts'
import { authorizeAction } from './actions/authorize.ts'
import { callAction, liveCalls, simulateCall } from './actions/calls.ts'
import { accessChoices, crmChoices, userChoices } from './actions/choices.ts'
import { controlAction } from './actions/control.ts'
import { frameCommandAction, openFrameAction } from './actions/frames.ts'
import { addComment, addTodo, changeClient } from './actions/crm.ts'
import { switchLanguage, switchUser } from './actions/person.ts'
import { chooseTaskCard, moveTask } from './actions/tasks.ts'
import { widgetIcon } from './actions/widget-icon.ts'
import { workerAction } from './actions/workers.ts'
import { data, InterfaceError, page, redirect, send, type Answer } from './answer.ts'
import { asset } from './assets.ts'
import { typeAt, type CrmType } from './crm.ts'
import { appLinkPage } from './pages/app-link.ts'
import { analyticsPage, biPlacementPage } from './pages/analytics.ts'
import { applicationPage } from './pages/application.ts'
import { applicationsPage } from './pages/applications.ts'
import { calendarPage, groupCalendarPage, userCalendarPage } from './pages/calendar.ts'
import { companyPage, profilePage } from './pages/company.ts'
import { contactCenterPage } from './pages/contact-center.ts'
import { crmActivitiesPage } from './pages/crm-activities.ts'
import { crmAutomationPage } from './pages/crm-automation.ts'
import { crmCardPage } from './pages/crm-card.ts'
import { crmKanbanPage } from './pages/crm-kanban.ts'
import { crmListPage } from './pages/crm-list.ts'
import { crmPipelinesPage } from './pages/crm-pipelines.ts'
import { requisitePage, saveRequisite } from './pages/crm-requisites.ts'
import { startPath } from './pages/crm-tools.ts'
import { feedPage } from './pages/feed.ts'
import { messengerPage } from './pages/messenger.ts'
import { mobileChatPage, mobileWidgetPage } from './pages/mobile-chat.ts'
import { groupPage, groupsPage } from './pages/group.ts'
import { absentPage, deniedPage } from './pages/notices.ts'
import { menuPlacementPage } from './pages/menu-placement.ts'
import { openPlacementPage } from './pages/open-placement.ts'
import { orderPage, ordersPage } from './pages/orders.ts'
import { controlPage } from './pages/control/index.ts'
import { taskCardPage } from './pages/task-card.ts'
import { groupTasksPage, taskAutomationPage, userTasksPage } from './pages/tasks.ts'
import { telephonyReportPage } from './pages/telephony-report.ts'
import { telephonyPage } from './pages/telephony.ts'
import { widgetPage } from './pages/widget.ts'
import { document, notice } from './shell.ts'
import { visitOf, type Visit } from './visit.ts'

type Groups = Record<string, string>
type Respond = (visit: Visit, groups: Groups, request: IncomingMessage) => Answer | null | Promise<Answer | null>

interface Route { method: 'GET' | 'POST', path: RegExp, respond: Respond }

function get(path: RegExp, respond: Respond): Route {
  return { method: 'GET', path, respond }
}

function post(path: RegExp, respond: Respond): Route {
  return { method: 'POST', path, respond }
}

/** A page of the CRM, which extranet users do not have. */
function inCrm(respond: Respond): Respond {
  return (visit, groups, request) => mayUseCrm(visit.user) ? respond(visit, groups, request) : deniedPage(visit)
}

function crm(respond: (visit: Visit, type: CrmType, id: number, request: IncomingMessage) => Answer | Promise<Answer>, path = ''): Respond {
  return inCrm((visit, { type = path, id = '0' }, request) => {
    const crmType = typeAt(visit, type)
    return crmType ? respond(visit, crmType, Number(id), request) : null
  })
}

/** First match wins; a route that answers null leaves the address to those below it. */
const routes: Route[] = [
  get(/^\/$/, () => redirect('/stream/')),
  get(/^\/stream\/$/, feedPage),
  get(/^\/company\/(vis_structure\/)?$/, companyPage),
  get(/^\/company\/personal\/user\/(?<id>\d+)\/$/, (visit, { id }) => profilePage(visit, Number(id))),
  get(/^\/company\/personal\/user\/(?<user>\d+)\/tasks\/$/, (visit, { user }) => userTasksPage(visit, Number(user))),
  get(/^\/company\/personal\/user\/(?<user>\d+)\/tasks\/automation\/$/, (visit, { user }) => taskAutomationPage(visit, { userId: Number(user) })),
  get(/^\/company\/personal\/user\/(?<user>\d+)\/tasks\/task\/view\/(?<id>\d+)\/$/, (visit, { user, id }) => taskCardPage(visit, { userId: Number(user) }, Number(id))),

  get(/^\/workgroups\/$/, groupsPage),
  get(/^\/workgroups\/group\/(?<group>\d+)\/$/, (visit, { group }) => groupPage(visit, Number(group))),
  get(/^\/workgroups\/group\/(?<group>\d+)\/tasks\/$/, (visit, { group }) => groupTasksPage(visit, Number(group))),
  get(/^\/workgroups\/group\/(?<group>\d+)\/tasks\/automation\/$/, (visit, { group }) => taskAutomationPage(visit, { groupId: Number(group) })),
  get(/^\/workgroups\/group\/(?<group>\d+)\/tasks\/task\/view\/(?<id>\d+)\/$/, (visit, { group, id }) => taskCardPage(visit, { groupId: Number(group) }, Number(id))),

  get(/^\/crm\/activity\/$/, inCrm(crmActivitiesPage)),
  get(/^\/crm\/(?<type>[a-z]+|type\/\d+)\/$/, crm((visit, type) => redirect(startPath(visit, type)))),
  get(/^\/crm\/(?<type>[a-z]+|type\/\d+)\/details\/(?<id>\d+)\/$/, crm(crmCardPage)),
  post(/^\/crm\/(?<type>[a-z]+|type\/\d+)\/details\/(?<id>\d+)\/client\/$/, crm(changeClient)),
  post(/^\/crm\/(?<type>[a-z]+|type\/\d+)\/details\/(?<id>\d+)\/todo\/$/, crm(addTodo)),
  post(/^\/crm\/(?<type>[a-z]+|type\/\d+)\/details\/(?<id>\d+)\/comment\/$/, crm(addComment)),
  get(/^\/crm\/(?<type>[a-z]+|type\/\d+)\/list\/category\/(?<id>\d+)\/$/, crm(crmListPage)),
  get(/^\/crm\/(?<type>[a-z]+|type\/\d+)\/kanban\/category\/(?<id>\d+)\/$/, crm(crmKanbanPage)),
  get(/^\/crm\/(?<type>[a-z]+|type\/\d+)\/automation\/(?<id>\d+)\/$/, crm(crmAutomationPage)),
  get(/^\/crm\/tunnels\/$/, crm(crmPipelinesPage, 'deal')),
  get(/^\/crm\/(?<type>type\/\d+)\/categories\/$/, crm(crmPipelinesPage)),
  get(/^\/bitrix\/components\/bitrix\/crm\.requisite\.details\/slider\.ajax\.php$/, inCrm(requisitePage)),
  post(/^\/bitrix\/components\/bitrix\/crm\.requisite\.details\/slider\.ajax\.php$/, inCrm((visit, _, request) => saveRequisite(visit, request))),
  get(/^\/report\/analytics\/$/, inCrm(analyticsPage)),
  get(/^\/biconnector\/placement\.php$/, inCrm(biPlacementPage)),

  get(/^\/shop\/orders\/(list\/)?$/, ordersPage),
  get(/^\/shop\/orders\/details\/(?<id>\d+)\/$/, (visit, { id }) => orderPage(visit, Number(id))),

  get(/^\/calendar\/$/, calendarPage),
  get(/^\/company\/personal\/user\/(?<id>\d+)\/calendar\/$/, (visit, { id }) => userCalendarPage(visit, Number(id))),
  get(/^\/workgroups\/group\/(?<id>\d+)\/calendar\/$/, (visit, { id }) => groupCalendarPage(visit, Number(id))),
  get(/^\/contact_center\/$/, contactCenterPage),
  get(/^\/telephony\/$/, telephonyPage),
  get(/^\/report\/telephony\/$/, telephonyReportPage),

  get(/^\/marketplace\/$/, applicationsPage),
  get(/^\/marketplace\/placement\/(?<id>\d+)\/$/, (visit, { id }, request) => menuPlacementPage(visit, Number(id), request)),
  get(/^\/online\/$/, messengerPage),
  post(/^\/online\/$/, (visit, _, request) => sendMessage(visit, request)),
  get(/^\/mobile\/im\/(?<dialog>\w+)\/$/, (visit, { dialog = '' }) => mobileChatPage(visit, dialog)),
  post(/^\/mobile\/im\/(?<dialog>\w+)\/$/, (visit, _, request) => sendMessage(visit, request)),
  get(/^\/mobile\/im\/(?<dialog>\w+)\/app\/(?<id>\d+)\/$/, (visit, { dialog = '', id }) => mobileWidgetPage(visit, dialog, Number(id))),
  post(/^\/sandbox\/notifications\/read$/, readNotifications),

  get(/^\/marketplace\/view\/(?<app>[\w.-]+)\/$/, (visit, { app = '' }, request) => appLinkPage(visit, app, request)),
  get(/^\/marketplace\/app\/(?<app>[\w.-]+)\/$/, (visit, { app = '' }) => applicationPage(visit, app)),

  get(/^\/oauth\/authorize\/$/, authorizeAction),

  get(/^\/sandbox\/open$/, openPlacementPage),
  get(/^\/sandbox\/control\/$/, controlPage),
  post(/^\/sandbox\/control\/(?<action>[\w-]+)$/, (visit, { action = '' }, request) => controlAction(visit, request, action)),
  get(/^\/sandbox\/widget$/, widgetPage),
  get(/^\/sandbox\/choices\/users$/, userChoices),
  get(/^\/sandbox\/choices\/access$/, accessChoices),
  get(/^\/sandbox\/choices\/crm$/, crmChoices),
  get(/^\/sandbox\/icons\/(?<id>\d+)$/, (visit, { id }) => widgetIcon(visit, Number(id))),
  get(/^\/sandbox\/assets\/(?<name>[\w.-]+)$/, (_, { name = '' }) => asset(name)),
  post(/^\/sandbox\/frame$/, (visit, _, request) => openFrameAction(visit, request)),
  post(/^\/sandbox\/frame\/(?<sid>\w+)\/(?<command>\w+)$/, (visit, { sid = '', command = '' }, request) => frameCommandAction(visit, request, sid, command)),
  post(/^\/sandbox\/apps\/(?<app>[\w.-]+)\/(?<action>\w+)$/, (visit, { app = '', action = '' }, request) => appAction(visit, request, app, action)),
  post(/^\/sandbox\/tasks\/(?<id>\d+)$/, (visit, { id }, request) => moveTask(visit, request, Number(id))),
  post(/^\/sandbox\/task-card$/, (visit, _, request) => chooseTaskCard(visit, request)),
  get(/^\/sandbox\/calls$/, liveCalls),
  post(/^\/sandbox\/calls$/, (visit, _, request) => simulateCall(visit, request)),
  post(/^\/sandbox\/calls\/(?<call>[\w.-]+)\/(?<action>\w+)$/, (visit, { call = '', action = '' }) => callAction(visit, call, action)),
  post(/^\/sandbox\/worker\/(?<sid>\w+)$/, (visit, { sid = '' }) => workerAction(visit, sid)),
  post(/^\/sandbox\/user$/, (visit, _, request) => switchUser(visit, request)),
  post(/^\/sandbox\/language$/, (visit, _, request) => switchLanguage(visit, request)),
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
