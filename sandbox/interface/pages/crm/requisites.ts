import type { IncomingMessage } from 'node:http'
import { addRequisite, REQUISITE_PRESETS, servesCountry, type RequisitePreset } from '../../../portal/requisites.ts'
import { mayEdit } from '../../../portal/rights.ts'
import type { CrmItem, Requisite } from '../../../types.ts'
import { page, readForm, type Answer } from '../../answer.ts'
import { itemTitle, readableItem, type CrmType } from '../../crm.ts'
import { fieldList } from '../../fields.ts'
import { html, type Html } from '../../html.ts'
import { menuButton } from '../../menu.ts'
import { widgets } from '../../placements.ts'
import { document, notice } from '../../shell.ts'
import type { Visit } from '../../visit.ts'
import { deniedPage } from '../notices.ts'
import { autocomplete } from './search.ts'

/** The address that applications read the client from: crm/requisites-autocomplete/bank-detail-autocomplete.md */
function formPath(type: CrmType, item: CrmItem, preset: RequisitePreset): string {
  const query = new URLSearchParams({
    requisite_id: 'n0', etype: String(type.entityTypeId), eid: String(item.id), external_context_id: `${type.code}_${item.id}`, pid: String(preset.id), cid: '0',
  })
  return `/bitrix/components/bitrix/crm.requisite.details/slider.ajax.php?${query}`
}

type Field = 'RQ_COMPANY_NAME' | 'RQ_VAT_ID' | 'RQ_BANK_NAME' | 'RQ_IBAN' | 'RQ_BIC'

const COMPANY_FIELDS: Field[] = ['RQ_COMPANY_NAME', 'RQ_VAT_ID']
const BANK_FIELDS: Field[] = ['RQ_BANK_NAME', 'RQ_IBAN', 'RQ_BIC']

function known({ t }: Visit, requisite: Requisite): Html {
  return fieldList([...COMPANY_FIELDS, ...BANK_FIELDS].map(field => [t(`requisite.${field}`), requisite[field]]))
}

/** The requisites of a company or contact in its card. */
export function requisitesPanel(visit: Visit, type: CrmType, item: CrmItem): Html | null {
  const { portal, user, t } = visit
  if (type.entityTypeId !== 3 && type.entityTypeId !== 4) return null

  const own = portal.data.requisites.filter(({ ENTITY_TYPE_ID, ENTITY_ID }) => Number(ENTITY_TYPE_ID) === type.entityTypeId && Number(ENTITY_ID) === item.id)
  const add = menuButton({
    id: 'requisites',
    label: t('requisite.add'),
    entries: REQUISITE_PRESETS.map(preset => ({ label: preset.name, href: formPath(type, item, preset), slider: 950 })),
  })
  return html`<section class="panel"><h2 class="panel-title">${t('requisite.title')}</h2>
    ${own.map(requisite => known(visit, requisite))}
    ${mayEdit(user, item) && html`<div class="panel-foot">${autocomplete(visit, t('requisite.search'), widgets(visit, 'CRM_REQUISITE_AUTOCOMPLETE'))}${add}</div>`}
  </section>`
}

interface Form { item: CrmItem, preset: RequisitePreset }

/** What the address names, if the person may change it. */
function formOf(visit: Visit): Form | null {
  const number = (name: string) => Number(visit.url.searchParams.get(name))
  const entityTypeId = number('etype')
  const item = [3, 4].includes(entityTypeId) ? readableItem(visit, entityTypeId, number('eid')) : undefined
  const preset = REQUISITE_PRESETS.find(({ id }) => id === number('pid'))
  return item && preset && mayEdit(visit.user, item) ? { item, preset } : null
}

export function requisitePage(visit: Visit): Answer {
  const { url, t } = visit
  const form = formOf(visit)
  if (!form) return deniedPage(visit)

  const { item, preset } = form
  const input = (field: Field) => html`<label>${t(`requisite.${field}`)}<input name="${field}"${field === 'RQ_COMPANY_NAME' ? html` required` : ''}></label>`
  const banks = widgets(visit, 'CRM_BANK_DETAIL_AUTOCOMPLETE').filter(({ binding }) => servesCountry(binding, preset.countryId))
  return page(document(visit, {
    title: t('requisite.of', { title: itemTitle(item) }),
    content: html`<form class="requisites" method="post" action="${url.pathname + url.search}">
      <fieldset class="panel"><legend class="unseen">${preset.name}</legend><h2 class="panel-title">${preset.name}</h2><div class="form-fields">${COMPANY_FIELDS.map(input)}</div></fieldset>
      <fieldset class="panel"><legend class="unseen">${t('requisite.bank')}</legend><h2 class="panel-title">${t('requisite.bank')}</h2><div class="form-fields">
        ${autocomplete(visit, t('requisite.bankSearch'), banks)}${BANK_FIELDS.map(input)}</div></fieldset>
      <p><button class="button button-success">${t('save')}</button></p>
    </form>`,
  }))
}

export async function saveRequisite(visit: Visit, request: IncomingMessage): Promise<Answer> {
  const form = formOf(visit)
  if (!form) return deniedPage(visit)

  const values = await readForm(request)
  const text = (field: Field) => values.get(field)?.trim() ?? ''
  const { item, preset } = form
  addRequisite(visit.portal, {
    ENTITY_TYPE_ID: String(item.entityTypeId), ENTITY_ID: String(item.id), PRESET_ID: String(preset.id),
    RQ_COMPANY_NAME: text('RQ_COMPANY_NAME'), RQ_VAT_ID: text('RQ_VAT_ID'),
    RQ_BANK_NAME: text('RQ_BANK_NAME'), RQ_IBAN: text('RQ_IBAN'), RQ_BIC: text('RQ_BIC'),
  })
  return page(document(visit, { title: visit.t('requisite.of', { title: itemTitle(item) }), content: html`<div data-saved>${notice('check', visit.t('requisite.saved'))}</div>` }))
}
