/** Rows of the data tables: what tells one item from another. `builder.ts` adds the rest. Days are relative to the start of the sandbox. */

export interface Row {
  id: number
  /** Responsible person. */
  by: number
  /** Days since its creation. */
  age: number
  /** Not available to everyone: only its responsible person, observers and administrators may read it. */
  closed?: true
  observers?: number[]
  comments?: string
}

export interface ClientRow extends Row {
  company?: number
  contact?: number
}

export interface MoneyRow extends ClientRow {
  title: string
  stage: string
  amount: number
  currency?: string
  /** Expected end in days from now. */
  due: number
}

export interface DealRow extends MoneyRow {
  category: number
  source: string
  /** SALE, COMPLEX, GOODS, SERVICES, SERVICE. */
  kind?: string
}

export interface LeadRow extends Row {
  title: string
  stage: string
  amount: number
  name: string
  lastName: string
  companyTitle?: string
  post?: string
  source: string
  phone?: string
  email?: string
}

export interface ContactRow extends Row {
  name: string
  lastName: string
  post: string
  company?: number
  phone?: string
  email: string
}

export interface CompanyRow extends Row {
  title: string
  industry: string
  kind: string
  revenue: number
  phone: string
  email: string
  web: string
}

export interface QuoteRow extends MoneyRow { deal?: number }

export interface InvoiceRow extends MoneyRow { number: string, deal?: number }

export interface DynamicRow extends MoneyRow { deal?: number }
