import type { IncomingMessage } from 'node:http'
import { mayUseCrm } from '../../../portal/rights.ts'
import { addComment, addTodo, changeClient } from '../../actions/crm.ts'
import { redirect, type Answer } from '../../answer.ts'
import { typeAt, type CrmType } from '../../crm.ts'
import { get, post, type Respond, type Route } from '../../routes.ts'
import type { Visit } from '../../visit.ts'
import { deniedPage } from '../notices.ts'
import { crmActivitiesPage } from './activities.ts'
import { analyticsPage, biPlacementPage } from './analytics.ts'
import { crmAutomationPage } from './automation.ts'
import { crmCardPage } from './card.ts'
import { crmKanbanPage } from './kanban.ts'
import { crmListPage } from './list.ts'
import { orderPage, ordersPage } from './orders.ts'
import { crmPipelinesPage } from './pipelines.ts'
import { requisitePage, saveRequisite } from './requisites.ts'
import { startPath } from './tools.ts'

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

/** The CRM with its analytics, and the orders of the online shop. */
export const crmRoutes: Route[] = [
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
]
