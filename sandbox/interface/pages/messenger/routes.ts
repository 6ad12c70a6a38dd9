import { readNotifications, sendMessage } from '../../actions/chats.ts'
import { get, post, type Route } from '../../routes.ts'
import { messengerPage } from './messenger.ts'
import { mobileChatPage, mobileWidgetPage } from './mobile.ts'

/** Chats, as in the browser and as in the mobile app, and the bell. */
export const messengerRoutes: Route[] = [
  get(/^\/online\/$/, messengerPage),
  post(/^\/online\/$/, (visit, _, request) => sendMessage(visit, request)),
  get(/^\/mobile\/im\/(?<dialog>\w+)\/$/, (visit, { dialog = '' }) => mobileChatPage(visit, dialog)),
  post(/^\/mobile\/im\/(?<dialog>\w+)\/$/, (visit, _, request) => sendMessage(visit, request)),
  get(/^\/mobile\/im\/(?<dialog>\w+)\/app\/(?<id>\d+)\/$/, (visit, { dialog = '', id }) => mobileWidgetPage(visit, dialog, Number(id))),
  post(/^\/sandbox\/notifications\/read$/, readNotifications),
]
