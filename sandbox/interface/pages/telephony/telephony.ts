import { ownerTypeId } from '../../../portal/crm-types.ts'
import { readableCalls } from '../../../portal/rights.ts'
import type { CallRecord } from '../../../portal/telephony.ts'
import { page, type Answer } from '../../answer.ts'
import { itemLink, itemOf, itemTitle, readableItem } from '../../crm.ts'
import { moment } from '../../format.ts'
import { html, telephone, type Html } from '../../html.ts'
import { icon } from '../../icons.ts'
import { personLink } from '../../people.ts'
import { document, notice } from '../../shell.ts'
import { table, type TableColumn } from '../../table.ts'
import type { Visit } from '../../visit.ts'
import { deniedPage } from '../notices.ts'

function client(visit: Visit, { CRM_ENTITY_TYPE, CRM_ENTITY_ID }: CallRecord): Html | undefined {
  const known = itemOf(visit, ownerTypeId(CRM_ENTITY_TYPE ?? ''), Number(CRM_ENTITY_ID))

  return known && itemLink(known)
}

/** `6:52`; a dash when nobody spoke. */
export function callLength(seconds: number): string {
  return seconds ? `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}` : '–'
}

function columns(visit: Visit): TableColumn<CallRecord>[] {
  const { user, t } = visit

  return [
    { label: t('telephony.started'), cell: call => moment(call.CALL_START_DATE, user.lang, user.timeZone, 'date and time'), look: 'tight' },
    { label: t('telephony.kind'), cell: call => t(`call.type${call.CALL_TYPE}`) },
    { label: t('telephony.number'), cell: call => telephone(call.PHONE_NUMBER), look: 'tight' },
    { label: t('field.client'), cell: call => client(visit, call) },
    { label: t('telephony.employee'), cell: call => personLink(visit, Number(call.PORTAL_USER_ID)) },
    { label: t('telephony.duration'), cell: call => callLength(Number(call.CALL_DURATION)), look: 'right' },
    { label: t('telephony.result'), cell: call => t(call.CALL_FAILED_CODE === '200' ? 'call.succeeded' : 'call.failed') },
  ]
}

/** The numbers that somebody may call from: those of clients whom the person may see. */
function knownNumbers(visit: Visit): Html[] {
  return visit.portal.data.items.filter(({ entityTypeId, phone, id }) => [1, 3, 4].includes(entityTypeId) && phone && readableItem(visit, entityTypeId, id))
    .map(item => html`<option value="${String(item.phone)}">${itemTitle(item)}</option>`)
}

/** The history of calls, and a client that calls when asked to. */
export function telephonyPage(visit: Visit): Answer {
  const { portal, user, t } = visit
  const calls = readableCalls(portal, user)
  if (!calls) return deniedPage(visit)

  return page(document(visit, {
    title: t('menu.telephony'),
    tools: html`<a class="button button-quiet" href="/report/telephony/" data-slider>${t('telephony.analytics')}</a>`,
    content: html`<form class="panel opener" method="post" action="/sandbox/calls">
        <p class="hint">${t('telephony.simulateText')}</p>
        <label class="wide">${t('telephony.number')}<input type="tel" name="number" value="+447700900142" list="numbers" required></label>
        <datalist id="numbers">${knownNumbers(visit)}<option value="+447700900999">${t('call.unknown')}</option></datalist>
        <button class="button button-success">${icon('phone')}&nbsp;${t('telephony.simulate')}</button>
      </form>
      ${calls.length
        ? html`<div class="panel table-panel" tabindex="0" role="region" aria-label="${t('telephony.calls')}">${table(columns(visit), calls.toSorted((one, other) => Date.parse(other.CALL_START_DATE) - Date.parse(one.CALL_START_DATE)))}</div>`
        : notice('phone', t('telephony.none'))}`,
  }))
}
