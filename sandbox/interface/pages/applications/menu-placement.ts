import type { IncomingMessage } from 'node:http'
import { page, type Answer } from '../../answer.ts'
import { frameSlot } from '../../frame-slot.ts'
import { widgetRequest, widgets } from '../../placements.ts'
import { document } from '../../shell.ts'
import type { Visit } from '../../visit.ts'
import { absentPage } from '../notices.ts'

/** The page that the person came from, as the browser's Referer tells it; empty without one. */
function pageBefore({ portal }: Visit, { headers }: IncomingMessage): string {
  const before = URL.parse(headers.referer ?? '')

  return before?.origin === portal.url ? before.pathname + before.search : ''
}

/** An entry of the left menu fills a page of its own; the URI it is told is that of the page before. api-reference/widgets/left-menu.md */
export function menuPlacementPage(visit: Visit, id: number, request: IncomingMessage): Answer {
  const widget = widgets(visit, 'LEFT_MENU').find(({ binding }) => binding.id === id)
  if (!widget) return absentPage(visit)

  return page(document(visit, {
    title: widget.title,
    content: frameSlot(widgetRequest(widget, { mode: 'page', uri: pageBefore(visit, request) })),
  }))
}
