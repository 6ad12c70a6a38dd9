import { readableCalls } from '../../portal/rights.ts'
import type { CallRecord } from '../../portal/telephony.ts'
import { page, type Answer } from '../answer.ts'
import { crmTypes, detailsPath, itemTitle, readableItem } from '../crm.ts'
import { moment } from '../format.ts'
import { html, telephone, type Html, type Piece } from '../html.ts'
import { icon } from '../icons.ts'
import { document, notice } from '../shell.ts'
import { fullName, type Visit } from '../visit.ts'
import { deniedPage } from './notices.ts'

const ENTITY_TYPE_IDS: Record<string, number> = { LEAD: 1, CONTACT: 3, COMPANY: 4 }

function client(visit: Visit, { CRM_ENTITY_TYPE, CRM_ENTITY_ID }: CallRecord): Piece {
  const entityTypeId = ENTITY_TYPE_IDS[CRM_ENTITY_TYPE ?? ''] ?? 0
  const item = readableItem(visit, entityTypeId, Number(CRM_ENTITY_ID))
  const type = crmTypes(visit).find(candidate => candidate.entityTypeId === entityTypeId)

  return item && type && html`<a href="${detailsPath(type, item.id)}" data-slider>${itemTitle(item)}</a>`
}

/** `6:52`; a dash when nobody spoke. */
export function callLength(seconds: number): string {
  return seconds ? `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}` : '–'
}

function row(visit: Visit, call: CallRecord): Html {
  const { portal, user, t } = visit
  const employee = portal.users.find(({ id }) => String(id) === call.PORTAL_USER_ID)

  return html`<tr>
    <td class="tight">${moment(call.CALL_START_DATE, user.lang, user.timeZone, 'date and time')}</td>
    <td>${t(`call.type${call.CALL_TYPE}`)}</td>
    <td class="tight">${telephone(call.PHONE_NUMBER)}</td>
    <td>${client(visit, call)}</td>
    <td>${employee && fullName(employee)}</td>
    <td class="right">${callLength(Number(call.CALL_DURATION))}</td>
    <td>${t(call.CALL_FAILED_CODE === '200' ? 'call.succeeded' : 'call.failed')}</td>
  </tr>`
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

  const columns = [t('telephony.started'), t('telephony.kind'), t('telephony.number'), t('field.client'), t('telephony.employee')]
  return page(document(visit, {
    title: t('menu.telephony'),
    tools: html`<a class="button button-primary" href="/report/telephony/" data-slider>${t('telephony.analytics')}</a>`,
    content: html`<form class="panel opener" method="post" action="/sandbox/calls">
        <p class="hint">${t('telephony.simulateText')}</p>
        <label class="wide">${t('telephony.number')}<input type="tel" name="number" value="+447700900142" list="numbers" required></label>
        <datalist id="numbers">${knownNumbers(visit)}<option value="+447700900999">${t('call.unknown')}</option></datalist>
        <button class="button button-success">${icon('phone')}&nbsp;${t('telephony.simulate')}</button>
      </form>
      ${calls.length
        ? html`<div class="panel table-panel" tabindex="0" role="region" aria-label="${t('telephony.calls')}"><table>
          <thead><tr>${columns.map(column => html`<th>${column}</th>`)}<th class="right">${t('telephony.duration')}</th><th>${t('telephony.result')}</th></tr></thead>
          <tbody>${calls.toSorted((one, other) => Date.parse(other.CALL_START_DATE) - Date.parse(one.CALL_START_DATE)).map(call => row(visit, call))}</tbody></table></div>`
        : notice('phone', t('telephony.none'))}`,
  }))
}
