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

export type OwnerRef = [entityTypeId: number, id: number]

/** Something that is due or was done; days are relative to the start of the sandbox, negative ones past. */
export interface ActivityRow {
  id: number
  kind: 'call' | 'meeting' | 'email' | 'todo'
  direction?: 'in' | 'out'
  of: OwnerRef
  /** The client whom it is about; it shows there too. */
  contact?: number
  subject: string
  description?: string
  /** Responsible person. */
  by: number
  day: number
  /** `HH:MM` in the portal's own time. */
  time: string
  minutes?: number
  done?: true
}

export interface CommentRow {
  id: number
  of: OwnerRef
  by: number
  age: number
  time: string
  text: string
  files?: [name: string, size: number][]
}

export interface OrderRow {
  id: number
  status: 'N' | 'P' | 'F'
  by: number
  age: number
  deal?: number
  contact: number
  company?: number
  comment?: string
  items: [name: string, price: number, quantity: number][]
}
