import { ownerTypeId } from '../portal/crm-types.ts'
import { callContext, directionOf, type LiveCall } from '../portal/telephony.ts'
import { detailsPath, itemOf, itemTitle } from './crm.ts'
import { html, type Html } from './html.ts'
import { icon } from './icons.ts'
import { widgets } from './placements.ts'
import { tabList, tabPanels, widgetTabs } from './tabs.ts'
import type { Visit } from './visit.ts'

const PLACEMENT = 'CALL_CARD'

/** One call as the page's script shows it in the card. */
export interface CardContent {
  callId: string
  state: LiveCall['state']
  /** What may be done with it: what an exchange has put through, its application ends. */
  controls: boolean
  title: string
  number: string
  direction: string
  /** Seconds since the conversation began. */
  seconds: number
  links: { href: string, type: string, title: string }[]
  context: Record<string, unknown>
}

/** What this person reads in the card of a call; of the CRM only what they may see. */
export function cardContent(visit: Visit, call: LiveCall): CardContent {
  const { sandbox, t } = visit
  const links = call.bindings.flatMap(({ ENTITY_TYPE, ENTITY_ID }) => {
    const known = itemOf(visit, ownerTypeId(ENTITY_TYPE), Number(ENTITY_ID))
    return known ? [{ id: known.item.id, href: detailsPath(known.type, known.item.id), type: known.type.one, title: itemTitle(known.item), main: ENTITY_TYPE === call.entity?.type }] : []
  })
  const client = links.find(({ main, id }) => main && id === call.entity?.id)

  return {
    callId: call.callId,
    state: call.state,
    controls: call.clientId === null,
    title: client?.title ?? t('call.unknown'),
    number: call.phoneNumber,
    direction: t(`call.${directionOf(call)}`),
    seconds: call.connectedAt === null ? 0 : Math.max(0, Math.round(((call.finishedAt ?? sandbox.clock.now()) - call.connectedAt) / 1000)),
    links: links.map(({ href, type, title }) => ({ href, type, title })),
    context: callContext(call),
  }
}

/**
 * The call card of this page, which its script fills and shows when there is a call. Its tabs are those of the moment at which the page
 * was loaded: api-reference/widgets/telephony/call-card.md
 */
export function callCardTemplate(visit: Visit): Html {
  const { t } = visit
  const clients = { id: 'call-client', title: t('call.client'), content: html`<ul class="call-links" data-call="links"></ul><p class="hint" data-call="nobody">${t('call.nobody')}</p>` }
  const tabs = [clients, ...widgetTabs(widgets(visit, PLACEMENT))]

  return html`<template id="call-card"><section class="call-card" role="region" aria-label="${t('call.card')}" data-state="ringing" data-ringing="${t('call.ringing')}" data-connected="${t('call.connected')}" data-finished="${t('call.finished')}">
    <div class="call-side">
      <p class="call-direction" data-call="direction"></p>
      <h2 data-call="title"></h2>
      <p class="call-number"><bdi dir="ltr" data-call="number"></bdi></p>
      <p class="call-state" role="status"><span data-call="state"></span> <span data-call="time"></span></p>
      <div class="call-buttons">
        <button type="button" class="call-button call-answer" data-do="answer" title="${t('call.answer')}" aria-label="${t('call.answer')}">${icon('phone')}</button>
        <button type="button" class="call-button call-end" data-do="end" title="${t('call.hangUp')}" aria-label="${t('call.hangUp')}">${icon('hangUp')}</button>
      </div>
    </div>
    <div class="call-main">
      <button type="button" class="call-close" data-do="close" title="${t('close')}" aria-label="${t('close')}">${icon('close')}</button>
      ${tabList(t('call.card'), tabs, { name: 'call-tabs' })}
      ${tabPanels(tabs, 'call-panel')}
    </div>
  </section></template>`
}
