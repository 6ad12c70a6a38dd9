import { callAction, liveCalls, simulateCall } from '../../actions/calls.ts'
import { get, post, type Route } from '../../routes.ts'
import { contactCenterPage } from './contact-center.ts'
import { telephonyReportPage } from './report.ts'
import { telephonyPage } from './telephony.ts'

/** Calls, their statistics, and the contact center. */
export const telephonyRoutes: Route[] = [
  get(/^\/contact_center\/$/, contactCenterPage),
  get(/^\/telephony\/$/, telephonyPage),
  get(/^\/report\/telephony\/$/, telephonyReportPage),
  get(/^\/sandbox\/calls$/, liveCalls),
  post(/^\/sandbox\/calls$/, (visit, _, request) => simulateCall(visit, request)),
  post(/^\/sandbox\/calls\/(?<call>[\w.-]+)\/(?<action>\w+)$/, (visit, { call = '', action = '' }) => callAction(visit, call, action)),
]
