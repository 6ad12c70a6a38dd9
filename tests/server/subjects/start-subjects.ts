import type { Subject } from '../../../server/subjects/subject.ts'
import { alderOak, brightwater, failureOf, people, startServices, type Visit } from '../../support/services.ts'

/** A place, and what is named there; of Alder & Oak and for its administrator, unless it says otherwise. */
export interface Place extends Visit { placement: string, options: Record<string, unknown> }

/** What is opened in the tests of every kind; orders are on the portal that sells. */
export const places = {
  'lead': { placement: 'CRM_LEAD_DETAIL_TAB', options: { ID: 6591 } },
  'deal': { placement: 'CRM_DEAL_DETAIL_TAB', options: { ID: 3473 } },
  'contact': { placement: 'CRM_CONTACT_DETAIL_TAB', options: { ID: 13037 } },
  'company': { placement: 'CRM_COMPANY_DETAIL_TAB', options: { ID: 2946 } },
  'quote': { placement: 'CRM_QUOTE_DETAIL_TAB', options: { ID: 5 } },
  'smart-invoice': { placement: 'CRM_SMART_INVOICE_DETAIL_TAB', options: { ID: 32 } },
  'dynamic': { placement: 'CRM_DYNAMIC_183_DETAIL_TAB', options: { ID: 3 } },
  'order': { placement: 'CRM_ORDER_DETAIL_TAB', options: { ID: 236 }, portal: brightwater },
  'activity': { placement: 'CRM_ACTIVITY_LIST_MENU', options: { ID: 805 } },
  'task': { placement: 'TASK_VIEW_TAB', options: { taskId: 287 } },
  'workgroup': { placement: 'SONET_GROUP_DETAIL_TAB', options: { GROUP_ID: 10 } },
  'user': { placement: 'USER_PROFILE_TOOLBAR', options: { USER_ID: people.hannah } },
  'chat': { placement: 'IM_SIDEBAR', options: { dialogId: 'chat1489' } },
} satisfies Record<string, Place>
export type Kind = keyof typeof places

/** The portal that has such an object. */
export const portalOf = (kind: string) => kind === 'order' ? brightwater : alderOak

/** @param name of the portal that has Sidenote. */
export async function startSubjects(name = alderOak) {
  const server = await startServices()
  const portal = await server.install(name)

  const open = (place: Place) => server.openThread({ userId: people.admin, ...place })

  /** What the portal was asked in the last openings, by request. */
  const asked = () => server.sandbox.requests.filter(({ method }) => method === 'batch').map(({ commands }) => commands)

  /** Somebody writes on a subject, as the page of it would. */
  async function write(subject: Subject, userId = people.admin, text = 'x') {
    const links = await server.services.access.check(portal, userId, subject)
    await server.services.notes.add({ portalId: portal.id, userId, isAdmin: false, subject }, { id: `note ${subject.kind} ${subject.id} ${text}`, text }, links)
  }

  /** Takes permissions of the application away, from the next token on. */
  const limitScope = (...without: string[]) => server.sandbox.registerApp({ ...server.app, scope: server.app.scope.filter(scope => !without.includes(scope)) })

  return { ...server, portal, open, asked, write, limitScope, failure: (place: Place) => failureOf(open(place)) }
}
