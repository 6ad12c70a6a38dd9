import { appAction } from '../../actions/apps.ts'
import { authorizeAction } from '../../actions/authorize.ts'
import { accessChoices, crmChoices, userChoices } from '../../actions/choices.ts'
import { frameCommandAction, openFrameAction } from '../../actions/frames.ts'
import { widgetIcon } from '../../actions/widget-icon.ts'
import { workerAction } from '../../actions/workers.ts'
import { get, post, type Route } from '../../routes.ts'
import { appLinkPage } from './app-link.ts'
import { applicationPage } from './application.ts'
import { applicationsPage } from './applications.ts'
import { menuPlacementPage } from './menu-placement.ts'
import { openPlacementPage } from './open-placement.ts'
import { widgetPage } from './widget.ts'

/** Applications: the Market, their pages, their frames and what these ask for. */
export const applicationsRoutes: Route[] = [
  get(/^\/marketplace\/$/, applicationsPage),
  get(/^\/marketplace\/placement\/(?<id>\d+)\/$/, (visit, { id }, request) => menuPlacementPage(visit, Number(id), request)),
  get(/^\/marketplace\/view\/(?<app>[\w.-]+)\/$/, (visit, { app = '' }, request) => appLinkPage(visit, app, request)),
  get(/^\/marketplace\/app\/(?<app>[\w.-]+)\/$/, (visit, { app = '' }) => applicationPage(visit, app)),
  get(/^\/oauth\/authorize\/$/, authorizeAction),
  get(/^\/sandbox\/open$/, openPlacementPage),
  get(/^\/sandbox\/widget$/, widgetPage),
  get(/^\/sandbox\/choices\/users$/, userChoices),
  get(/^\/sandbox\/choices\/access$/, accessChoices),
  get(/^\/sandbox\/choices\/crm$/, crmChoices),
  get(/^\/sandbox\/icons\/(?<id>\d+)$/, (visit, { id }) => widgetIcon(visit, Number(id))),
  post(/^\/sandbox\/frame$/, (visit, _, request) => openFrameAction(visit, request)),
  post(/^\/sandbox\/frame\/(?<sid>\w+)\/(?<command>\w+)$/, (visit, { sid = '', command = '' }, request) => frameCommandAction(visit, request, sid, command)),
  post(/^\/sandbox\/apps\/(?<app>[\w.-]+)\/(?<action>\w+)$/, (visit, { app = '', action = '' }, request) => appAction(visit, request, app, action)),
  post(/^\/sandbox\/worker\/(?<sid>\w+)$/, (visit, { sid = '' }) => workerAction(visit, sid)),
]
