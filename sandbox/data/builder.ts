import { isoDate } from '../clock.ts'
import type { CrmItem, CrmStatus } from '../types.ts'
import type { ClientRow, CompanyRow, ContactRow, DealRow, DynamicRow, InvoiceRow, LeadRow, MoneyRow, QuoteRow, Row } from './rows.ts'

const DAY = 24 * 3600 * 1000

/** Makes complete items, with every key that crm.item.get documents for their type, out of the rows of the tables. */
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
    return {
      ...this.#common(2, row), ...this.#money(row), ...this.#client(row),
      categoryId: row.category, closed: this.#semantic(row.stage) === 'P' ? 'N' : 'Y',
      typeId: row.kind ?? 'SALE', probability: null, leadId: null, quoteId: null, productId: null, taxValue: 0,
      isNew: 'N', isRecurring: 'N', isReturnCustomer: 'N', isRepeatedApproach: 'N',
      sourceId: row.source, sourceDescription: null, additionalInfo: null, locationId: null,
      eventDate: null, eventId: null, eventDescription: null, orderStage: null, searchContent: `${row.id} ${row.title}`,
      movedBy: row.by, movedTime: this.#day(-row.age / 2), title: row.title,
    }
  }

  lead(row: LeadRow): CrmItem {
    return {
      ...this.#common(1, row), ...this.#fm({ phone: row.phone, email: row.email }),
      title: row.title, stageId: row.stage, stageSemanticId: this.#semantic(row.stage), statusDescription: null, isConvert: null,
      opportunity: row.amount, currencyId: this.#currency, isManualOpportunity: 'Y', productId: null,
      companyId: 0, contactId: 0, contactIds: [], sourceId: row.source, sourceDescription: null,
      name: row.name, lastName: row.lastName, secondName: null, shortName: null, honorific: null, birthdate: null,
      companyTitle: row.companyTitle ?? null, post: row.post ?? null, address: null, login: null,
      dateCreateShort: null, dateModifyShort: null, dateClosed: null, isReturnCustomer: 'N', hasImol: 'N',
      movedBy: row.by, movedTime: this.#day(-row.age / 2), searchContent: `${row.id} ${row.title}`,
    }
  }

  /** A contact's title exists here for the portal's pages; crm.item.* has none. */
  contact(row: ContactRow): CrmItem {
    return {
      ...this.#common(3, row), ...this.#fm(row), title: `${row.name} ${row.lastName}`,
      name: row.name, lastName: row.lastName, secondName: null, shortName: null, honorific: null, photo: null, birthdate: null,
      post: row.post, typeId: 'CLIENT', companyId: row.company ?? 0, companyIds: row.company ? [row.company] : [], leadId: null,
      sourceId: 'RECOMMENDATION', sourceDescription: null, export: 'Y', hasImol: 'N', address: null,
    }
  }

  company(row: CompanyRow): CrmItem {
    return {
      ...this.#common(4, row), ...this.#fm(row), title: row.title, typeId: row.kind, logo: 0, leadId: null, contactIds: [],
      industry: row.industry, revenue: row.revenue, currencyId: this.#currency, employees: 'EMPLOYEES_2', isMyCompany: 'N',
      bankingDetails: null, hasImol: 'N', address: null,
    }
  }

  quote(row: QuoteRow): CrmItem {
    return {
      ...this.#common(7, row), ...this.#money(row), ...this.#client(row), title: row.title,
      quoteNumber: String(row.id), actualDate: this.#day(row.due), dealId: row.deal ?? null, leadId: null, mycompanyId: 0,
      closed: this.#semantic(row.stage) === 'P' ? 'N' : 'Y', taxValue: 0, content: null, terms: null, locationId: null,
      clientTitle: null, clientAddr: null, clientContact: null, clientEmail: null, clientPhone: null, personTypeId: 0,
    }
  }

  invoice(row: InvoiceRow, categoryId: number): CrmItem {
    return {
      ...this.#common(31, row), ...this.#money(row), ...this.#client(row), title: row.title, xmlId: '', accountNumber: row.number,
      categoryId, previousStageId: null, mycompanyId: 0, taxValue: 0, sourceId: null, sourceDescription: null, locationId: null,
      movedBy: row.by, movedTime: this.#day(-row.age / 2), parentId2: row.deal ?? null, parentId7: null,
    }
  }

  dynamic(row: DynamicRow, entityTypeId: number, categoryId: number): CrmItem {
    return {
      ...this.#common(entityTypeId, row), ...this.#money(row), ...this.#client(row), title: row.title, xmlId: '',
      categoryId, previousStageId: null, mycompanyId: 0, taxValue: 0, sourceId: null, sourceDescription: null,
      movedBy: row.by, movedTime: this.#day(-row.age / 2), parentId2: row.deal ?? null,
    }
  }

  #common(entityTypeId: number, row: Row) {
    return {
      id: row.id,
      createdTime: this.#day(-row.age), updatedTime: this.#day(-row.age / 3), createdBy: row.by, updatedBy: row.by,
      assignedById: row.by, opened: row.closed ? 'N' : 'Y', observers: row.observers ?? [], comments: row.comments ?? '',
      lastActivityBy: row.by, lastActivityTime: this.#day(-row.age / 3), webformId: 0, originatorId: null, originId: null,
      utmSource: null, utmMedium: null, utmCampaign: null, utmContent: null, utmTerm: null,
      entityTypeId,
    }
  }

  #money(row: MoneyRow) {
    return {
      stageId: row.stage, stageSemanticId: this.#semantic(row.stage),
      opportunity: row.amount, isManualOpportunity: 'Y', currencyId: row.currency ?? this.#currency,
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
      hasPhone: phone ? 'Y' : 'N', hasEmail: email ? 'Y' : 'N',
      phone: phone ?? '', phoneWork: phone ?? '', phoneMobile: '', phoneMailing: '',
      email: email ?? '', emailWork: email ?? '', emailHome: '', emailMailing: '',
      skype: null, icq: null, imol: '',
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
