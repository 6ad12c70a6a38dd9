import type { LeadRow } from '../rows.ts'

export const leads: LeadRow[] = [
  { id: 6591, title: 'Enquiry: benches for a concert hall foyer', stage: 'IN_PROCESS', amount: 36_000, name: 'Isabel', lastName: 'Thornton', companyTitle: 'Riverside Concert Hall', post: 'Facilities manager', by: 3, age: 4, source: 'WEB', phone: '+44 7700 900861', email: 'isabel.thornton@riverside-hall.example' },
  { id: 6593, title: 'Showroom visit, kitchen island', stage: 'PROCESSED', amount: 8_500, name: 'Peter', lastName: 'Lang', by: 5, age: 7, source: 'CALL', phone: '+49 160 5550 122', email: 'peter.lang@post.example' },
  { id: 6594, title: 'School library, 40 reading places', stage: 'NEW', amount: 29_000, name: 'Joyce', lastName: 'Adeyemi', companyTitle: 'St Brigid\'s School', post: 'Bursar', by: 3, age: 1, source: 'EMAIL', email: 'bursar@st-brigids.example' },
  { id: 6596, title: 'Trade fair contact: cruise terminal seating', stage: 'IN_PROCESS', amount: 140_000, name: 'Henrik', lastName: 'Dahl', companyTitle: 'Nordic Terminals', by: 7, age: 16, closed: true, source: 'TRADE_SHOW', phone: '+47 22 55 50 17', email: 'henrik.dahl@nordic-terminals.example' },
  { id: 6599, title: 'Repair of a grandfather clock case', stage: 'JUNK', amount: 300, name: 'Walter', lastName: 'Simms', by: 9, age: 22, source: 'CALL', phone: '+44 7700 900010' },
  { id: 6602, title: 'Restaurant opening in spring', stage: 'NEW', amount: 52_000, name: 'Ines', lastName: 'Pereira', by: 3, age: 2, source: 'RECOMMENDATION', email: 'ines@pereira-studio.example' },
]
