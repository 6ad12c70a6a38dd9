import type { Delivery } from '../../../apps/event-queue.ts'
import { html, type Html } from '../../html.ts'
import { table } from '../../table.ts'
import type { Visit } from '../../visit.ts'
import { button, clockTime, control, part } from './parts.ts'

const SHOWN = 30

/** Events on their way to the applications, the newest first. */
export function queuePart(visit: Visit): Html {
  const { sandbox, portal, t } = visit
  const deliveries = sandbox.events.deliveries.filter(({ memberId }) => memberId === portal.memberId)
  const waiting = deliveries.filter(({ state }) => state === 'held' || state === 'delayed').length

  return part('queue', { title: t('control.queue'), hint: t('control.queueHint'), wide: true, content: html`
    <div class="control-row">
      ${control('release', button(t('control.release')))}
      ${control('flush', button(t('control.flush')))}
      <span class="hint">${t('control.waiting', { count: waiting })}</span>
    </div>
    ${deliveries.length > 0 && html`<div class="table-panel">${table<Delivery>([
      { label: t('control.time'), look: 'tight', cell: ({ firedAt }) => clockTime(visit, firedAt) },
      { label: t('control.event'), cell: ({ event }) => html`<code>${event}</code>` },
      { label: t('open.handler'), cell: ({ handler }) => html`<span class="hint">${handler}</span>` },
      { label: t('control.state'), cell: delivery => html`<span class="badge badge-${delivery.state}">${t(`control.state.${delivery.state}`)}</span>${due(visit, delivery)}` },
      { label: 'HTTP', look: 'right', cell: ({ status }) => status ?? '–' },
    ], deliveries.slice(-SHOWN).reverse())}</div>`}` })
}

function due(visit: Visit, { state, dueAt }: Delivery): Html | null {
  return state === 'delayed' && dueAt ? html` <span class="hint">${clockTime(visit, dueAt)}</span>` : null
}
