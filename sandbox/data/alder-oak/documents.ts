import type { DynamicRow, InvoiceRow, QuoteRow } from '../rows.ts'

export const quotes: QuoteRow[] = [
  { id: 5, title: 'Lobby and bar, Harbour Hotel Cardiff', stage: 'SENT', amount: 158_000, company: 2946, contact: 13037, deal: 3482, by: 3, age: 12, due: 18 },
  { id: 6, title: 'Phone booths, six or eight', stage: 'DRAFT', amount: 17_400, currency: 'USD', company: 2955, contact: 13052, deal: 3469, by: 7, age: 2, due: 28 },
  { id: 7, title: 'Eckbank in Zirbe', stage: 'APPROVED', amount: 6_900, company: 2961, contact: 13060, deal: 3470, by: 5, age: 9, due: 21 },
  { id: 8, title: 'Partner offices, first phase', stage: 'DRAFT', amount: 84_000, company: 2967, contact: 13066, deal: 3465, by: 3, age: 5, due: 25, closed: true },
]

export const invoices: InvoiceRow[] = [
  { id: 32, number: 'AO-2032', title: 'Invoice AO-2032, deposit for reception desk', stage: 'DT31_5:S', amount: 19_280, company: 2946, contact: 13037, deal: 3473, by: 3, age: 20, due: 10 },
  { id: 33, number: 'AO-2033', title: 'Invoice AO-2033, boardroom table', stage: 'DT31_5:N', amount: 9_850, company: 2951, contact: 13046, deal: 3463, by: 3, age: 3, due: 27 },
  { id: 34, number: 'AO-2034', title: 'Invoice AO-2034, members\' café', stage: 'DT31_5:P', amount: 57_200, currency: 'USD', company: 2955, contact: 13052, deal: 3486, by: 7, age: 25, due: -2 },
  { id: 35, number: 'AO-2035', title: 'Invoice AO-2035, shop fittings', stage: 'DT31_5:D', amount: 1_780, company: 2958, contact: 13055, deal: 3479, by: 9, age: 60, due: -30 },
]

export const deliveries: DynamicRow[] = [
  { id: 3, title: 'Delivery: reception desk, Bristol', stage: 'DT183_12:PREPARATION', amount: 640, company: 2946, contact: 13037, deal: 3473, by: 9, age: 10, due: 16 },
  { id: 4, title: 'Delivery: hot desks, first truck', stage: 'DT183_12:CLIENT', amount: 2_100, currency: 'USD', company: 2955, contact: 13052, deal: 3468, by: 9, age: 6, due: 4 },
  { id: 5, title: 'Lieferung: Eckbank nach Innsbruck', stage: 'DT183_12:NEW', amount: 890, company: 2961, contact: 13060, deal: 3470, by: 5, age: 2, due: 38 },
  { id: 6, title: 'Delivery: suites, Bath', stage: 'DT183_12:SUCCESS', amount: 3_400, company: 2946, contact: 13037, deal: 3488, by: 9, age: 40, due: -15 },
]

export const serviceRequests: DynamicRow[] = [
  { id: 1, title: 'Wobbling bar stool, lounge 2', stage: 'DT1036_14:PREPARATION', amount: 0, company: 2946, contact: 13037, by: 9, age: 5, due: 6 },
  { id: 2, title: 'Oil ring on dining table', stage: 'DT1036_14:NEW', amount: 0, contact: 13073, deal: 3471, by: 3, age: 1, due: 9 },
  { id: 3, title: 'Drawer runner replaced', stage: 'DT1036_14:SUCCESS', amount: 85, company: 2951, contact: 13046, deal: 3474, by: 9, age: 31, due: -12 },
]
