import type { DealRow } from '../rows.ts'

export const deals: DealRow[] = [
  { id: 3473, title: 'Reception desk and lounge seating, Harbour Hotel Bristol', category: 0, stage: 'EXECUTING', amount: 48_200, company: 2946, contact: 13037, by: 3, age: 34, due: 18, source: 'RECOMMENDATION', comments: 'Fumed oak, matt oil. The hotel stays open: deliveries before 10 am only.' },
  { id: 3463, title: 'Boardroom table with cable duct', category: 0, stage: 'FINAL_INVOICE', amount: 9_850, company: 2951, contact: 13046, by: 3, age: 62, due: 5, source: 'WEB' },
  // Hannah may not read this one: it is Marcus's alone.
  { id: 3465, title: 'Partner offices, confidential relocation', category: 0, stage: 'PREPARATION', amount: 126_000, company: 2967, contact: 13066, by: 3, age: 21, due: 75, source: 'RECOMMENDATION', closed: true },
  { id: 3466, title: 'Bakery counters, three shops', category: 0, stage: 'PREPAYMENT_INVOICE', amount: 22_400, company: 2958, contact: 13055, by: 9, age: 27, due: 30, source: 'TRADE_SHOW', kind: 'GOODS' },
  { id: 3468, title: 'Hot desks, second floor', category: 0, stage: 'EXECUTING', amount: 61_500, currency: 'USD', company: 2955, contact: 13052, by: 7, age: 40, due: 22, source: 'WEB', kind: 'GOODS' },
  { id: 3469, title: 'Phone booths, set of six', category: 0, stage: 'NEW', amount: 17_400, currency: 'USD', company: 2955, contact: 13052, by: 7, age: 3, due: 45, source: 'EMAIL' },
  { id: 3470, title: 'Stammtisch und Eckbank', category: 0, stage: 'PREPARATION', amount: 6_900, company: 2961, contact: 13060, by: 5, age: 12, due: 40, source: 'CALL', kind: 'GOODS' },
  { id: 3471, title: 'Oak dining table, private client', category: 0, stage: 'WON', amount: 3_200, contact: 13073, by: 3, age: 88, due: -20, source: 'WEB', kind: 'GOODS' },
  { id: 3472, title: 'Library shelving, Whitfield chambers', category: 0, stage: 'NEW', amount: 38_000, company: 2967, contact: 13066, by: 3, age: 6, due: 90, source: 'RECOMMENDATION', closed: true, observers: [9] },
  { id: 3474, title: 'Waiting room chairs, 24 pieces', category: 0, stage: 'WON', amount: 7_680, company: 2951, contact: 13046, by: 3, age: 120, due: -45, source: 'PARTNER', kind: 'GOODS' },
  { id: 3475, title: 'Outdoor terrace set, sample order', category: 0, stage: 'LOSE', amount: 4_100, company: 2970, contact: 13071, by: 7, age: 70, due: -10, source: 'WEB' },
  { id: 3476, title: 'Reupholstery, bar stools', category: 0, stage: 'EXECUTING', amount: 2_750, company: 2946, contact: 13037, by: 9, age: 15, due: 9, source: 'PARTNER', kind: 'SERVICES' },
  { id: 3477, title: 'Model workshop, drawing tables', category: 0, stage: 'NEW', amount: 11_300, company: 2948, contact: 13082, by: 5, age: 2, due: 60, source: 'EMAIL' },
  { id: 3478, title: 'Chef\'s table, walnut', category: 0, stage: 'PREPARATION', amount: 5_400, contact: 13073, by: 3, age: 9, due: 35, source: 'RECOMMENDATION' },
  { id: 3479, title: 'Shop fittings, fourth bakery', category: 0, stage: 'APOLOGY', amount: 8_900, company: 2958, contact: 13055, by: 9, age: 101, due: -30, source: 'CALL' },
  { id: 3480, title: 'Care contract, harbour lounges', category: 0, stage: 'FINAL_INVOICE', amount: 3_600, company: 2946, contact: 13037, by: 9, age: 33, due: 2, source: 'PARTNER', kind: 'SERVICE' },

  { id: 3481, title: 'Juniper Bay: 84 guest rooms', category: 1, stage: 'C1:UC_MOCKUP', amount: 412_000, currency: 'USD', company: 2970, contact: 13071, by: 7, age: 90, due: 160, source: 'TRADE_SHOW', kind: 'COMPLEX', comments: 'Mock-up room has to be approved before the owners\' meeting.' },
  { id: 3482, title: 'Harbour Hotel Cardiff: lobby and bar', category: 1, stage: 'C1:UC_TENDER', amount: 158_000, company: 2946, contact: 13037, by: 3, age: 31, due: 120, source: 'PARTNER', kind: 'COMPLEX' },
  { id: 3483, title: 'Gasthof Sonnenblick: neue Gästezimmer', category: 1, stage: 'C1:NEW', amount: 74_500, company: 2961, contact: 13060, by: 5, age: 8, due: 140, source: 'RECOMMENDATION', kind: 'COMPLEX', observers: [3] },
  { id: 3484, title: 'Harbour Hotel Bristol: breakfast room', category: 1, stage: 'C1:EXECUTING', amount: 96_300, company: 2946, contact: 13037, by: 3, age: 75, due: 40, source: 'PARTNER', kind: 'COMPLEX' },
  { id: 3485, title: 'Juniper Bay: spa pavilion', category: 1, stage: 'C1:NEW', amount: 133_000, currency: 'USD', company: 2970, contact: 13071, by: 7, age: 14, due: 200, source: 'PARTNER', kind: 'COMPLEX' },
  { id: 3486, title: 'Meridian Coworking: members\' café', category: 1, stage: 'C1:FINAL_INVOICE', amount: 57_200, currency: 'USD', company: 2955, contact: 13052, by: 7, age: 130, due: 6, source: 'WEB', kind: 'COMPLEX' },
  { id: 3487, title: 'Hotel am Kanal, with Kessler & Brandt', category: 1, stage: 'C1:UC_TENDER', amount: 221_000, company: 2948, contact: 13041, by: 5, age: 52, due: 180, source: 'PARTNER', kind: 'COMPLEX', closed: true, observers: [3] },
  { id: 3488, title: 'Harbour Hotel Bath: suites', category: 1, stage: 'C1:WON', amount: 187_400, company: 2946, contact: 13037, by: 3, age: 240, due: -15, source: 'PARTNER', kind: 'COMPLEX' },
  { id: 3489, title: 'Coastal Inn: rooms and restaurant', category: 1, stage: 'C1:LOSE', amount: 64_000, by: 3, age: 150, due: -60, source: 'ADVERTISING', kind: 'COMPLEX' },
]
