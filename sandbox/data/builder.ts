import { isoDate } from '../clock.ts'
import type { CrmItem, CrmStatus } from '../types.ts'
import type { ClientRow, CompanyRow, ContactRow, DealRow, DynamicRow, InvoiceRow, LeadRow, MoneyRow, QuoteRow, Row } from './rows.ts'

const DAY = 24 * 3600 * 1000

/**
 * Makes complete items out of the rows of the tables, with the keys that exist for their type and no others.
 * Source: api-reference/crm/universal/object-fields.md
 */
export class ItemBuilder {
  #today: number
  #utcOffset: number
  #semantics: Map<string, string>
  #currency: string
  #nextContactValue = 101

  constructor({ now, utcOffset, statuses, currency }: { now: number, utcOffset: number, statuses: CrmStatus[], currency: string }) {
    this.#today = Math.floor(now / DAY) * DAY
    this.#utcOffset = utcOffset
    this.#semantics = new Map(statuses.map(({ STATUS_ID, SEMANTICS }) => [STATUS_ID, SEMANTICS ?? 'P']))
    this.#currency = currency
  }

  deal(row: DealRow): CrmItem {
    const semantic = this.#semantic(row.stage)

    return {
      ...this.#common(2, row), ...this.#origin(), ...this.#text(row), ...this.#money(row), ...this.#client(row), ...this.#moved(row), title: row.title,
      categoryId: row.category, stageSemanticId: semantic, closed: semantic === 'P' ? 'N' : 'Y',
      isWork: semantic === 'P' ? 'Y' : 'N', isWon: semantic === 'S' ? 'Y' : 'N', isLose: semantic === 'F' ? 'Y' : 'N',
      typeId: row.kind ?? 'SALE', probability: null, leadId: null, quoteId: null, productId: null, receivedAmount: 0, lostAmount: 0, hasProducts: 'N',
      isNew: 'N', isRecurring: 'N', isReturnCustomer: 'N', isRepeatedApproach: 'N',
      sourceId: row.source, sourceDescription: null, additionalInfo: null, locationId: null, orderStage: null,
      eventDate: null, eventDateShort: null, eventId: null, eventDescription: null,
      dateCreateShort: null, dateModifyShort: null, begindateShort: null, closedateShort: null, searchContent: `${row.id} ${row.title}`,
    }
  }

  lead(row: LeadRow): CrmItem {
    return {
      ...this.#common(1, row), ...this.#origin(), ...this.#text(row), ...this.#fm(row), ...this.#moved(row), title: row.title,
      stageId: row.stage, stageSemanticId: this.#semantic(row.stage), statusDescription: null, isConvert: null,
      opportunity: row.amount, currencyId: this.#currency, isManualOpportunity: 'Y', productId: null,
      companyId: 0, contactId: 0, contactIds: [], sourceId: row.source, sourceDescription: null,
      name: row.name, lastName: row.lastName, secondName: null, shortName: null, honorific: null, birthdate: null,
      companyTitle: row.companyTitle ?? null, post: row.post ?? null, address: null, login: null, skype: null, icq: null,
      dateCreateShort: null, dateModifyShort: null, dateClosed: null, isReturnCustomer: 'N', searchContent: `${row.id} ${row.title}`,
    }
  }

  /** A contact's title exists here for the portal's pages; crm.item.* has none. */
  contact(row: ContactRow): CrmItem {
    return {
      ...this.#common(3, row), ...this.#origin(), ...this.#text(row), ...this.#fm(row), title: `${row.name} ${row.lastName}`,
      name: row.name, lastName: row.lastName, secondName: null, shortName: null, honorific: null, photo: null, birthdate: null, login: null,
      post: row.post, typeId: 'CLIENT', categoryId: 0, companyId: row.company ?? 0, companyIds: row.company ? [row.company] : [], leadId: null,
      sourceId: 'RECOMMENDATION', sourceDescription: null, export: 'Y', address: null, originVersion: null, searchContent: `${row.id} ${row.lastName}`,
    }
  }

  company(row: CompanyRow): CrmItem {
    return {
      ...this.#common(4, row), ...this.#origin(), ...this.#text(row), ...this.#fm(row), title: row.title,
      typeId: row.kind, categoryId: 0, logo: 0, leadId: null, contactIds: [],
      industry: row.industry, revenue: row.revenue, currencyId: this.#currency, employees: 'EMPLOYEES_2', isMyCompany: 'N',
      bankingDetails: null, address: null, addressLegal: null, originVersion: null, searchContent: `${row.id} ${row.title}`,
    }
  }

  quote(row: QuoteRow): CrmItem {
    return {
      ...this.#common(7, row), comments: row.comments ?? '', ...this.#money(row), ...this.#client(row), title: row.title,
      quoteNumber: String(row.id), actualDate: this.#day(row.due), dealId: row.deal ?? null, leadId: null, mycompanyId: 0,
      closed: this.#semantic(row.stage) === 'P' ? 'N' : 'Y', content: null, terms: null, locationId: null, personTypeId: 0, hasProducts: 'N',
      clientTitle: null, clientAddr: null, clientContact: null, clientEmail: null, clientPhone: null, clientTpId: null, clientTpaId: null,
      searchContent: `${row.id} ${row.title}`,
    }
  }

  invoice(row: InvoiceRow, categoryId: number): CrmItem {
    return {
      ...this.#common(31, row), ...this.#text(row), ...this.#process(row, categoryId), title: row.title,
      accountNumber: row.number, locationId: null, parentId2: row.deal ?? null, parentId7: null,
    }
  }

  dynamic(row: DynamicRow, entityTypeId: number, categoryId: number): CrmItem {
    return {
      ...this.#common(entityTypeId, row), observers: row.observers ?? [], ...this.#process(row, categoryId), title: row.title,
      parentId2: row.deal ?? null,
    }
  }

  #common(entityTypeId: number, row: Row) {
    return {
      id: row.id,
      createdTime: this.#day(-row.age), updatedTime: this.#day(-row.age / 3), createdBy: row.by, updatedBy: row.by,
      assignedById: row.by, opened: row.closed ? 'N' : 'Y',
      lastActivityBy: row.by, lastActivityTime: this.#day(-row.age / 3), webformId: 0,
      utmSource: null, utmMedium: null, utmCampaign: null, utmContent: null, utmTerm: null,
      entityTypeId,
    }
  }

  /** What smart invoices and smart processes share; unlike deals they have no stageSemanticId. */
  #process(row: MoneyRow, categoryId: number) {
    return {
      ...this.#money(row), ...this.#client(row), ...this.#moved(row),
      xmlId: '', categoryId, previousStageId: null, mycompanyId: 0, isRecurring: 'N', sourceId: null, sourceDescription: null,
    }
  }

  #text(row: Row) {
    return { comments: row.comments ?? '', observers: row.observers ?? [] }
  }

  #origin() {
    return { originatorId: null, originId: null }
  }

  #moved(row: Row) {
    return { movedBy: row.by, movedTime: this.#day(-row.age / 2) }
  }

  #money(row: MoneyRow) {
    return {
      stageId: row.stage, opportunity: row.amount, isManualOpportunity: 'Y', currencyId: row.currency ?? this.#currency, taxValue: 0,
      begindate: this.#day(-row.age), closedate: this.#day(row.due),
    }
  }

  #client(row: ClientRow) {
    return { companyId: row.company ?? 0, contactId: row.contact ?? 0, contactIds: row.contact ? [row.contact] : [] }
  }

  #fm({ phone, email, web }: { phone?: string, email?: string, web?: string }) {
    const values = [
      ...phone ? [{ typeId: 'PHONE', value: phone }] : [],
      ...email ? [{ typeId: 'EMAIL', value: email }] : [],
      ...web ? [{ typeId: 'WEB', value: web }] : [],
    ]

    return {
      hasPhone: phone ? 'Y' : 'N', hasEmail: email ? 'Y' : 'N', hasImol: 'N', imol: '',
      phone: phone ?? '', phoneWork: phone ?? '', phoneMobile: '', phoneMailing: '',
      email: email ?? '', emailWork: email ?? '', emailHome: '', emailMailing: '',
      fm: values.map(({ typeId, value }) => ({ id: this.#nextContactValue++, valueType: 'WORK', value, typeId })),
    }
  }

  #semantic(stage: string): string {
    return this.#semantics.get(stage) ?? 'P'
  }

  /** Noon of that day, in the portal's offset. */
  #day(days: number): string {
    return isoDate(this.#today + Math.round(days) * DAY + DAY / 2, this.#utcOffset)
  }
}
