import { frameSlot } from './frame-slot.ts'
import { html, type Html } from './html.ts'
import { widgetRequest, widgets } from './placements.ts'
import type { Visit } from './visit.ts'

const PLACEMENT = 'PAGE_BACKGROUND_WORKER'

/** The hidden frames of every page and of every slider: api-reference/widgets/universal/background-worker.md */
export function backgroundWorkers(visit: Visit): Html | null {
  const workers = widgets(visit, PLACEMENT)
  if (workers.length === 0) return null

  return html`<div class="workers" hidden>${workers.map(worker => frameSlot(widgetRequest(worker, { options: { ID: PLACEMENT } })))}</div>`
}
