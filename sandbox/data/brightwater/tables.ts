import type { CrmCategory, PortalUser } from '../../types.ts'
import { commonStatuses, type StageTable } from '../directories.ts'
import type { CompanyRow, ContactRow, DealRow, DynamicRow, LeadRow } from '../rows.ts'

export const CAMPAIGNS = { entityTypeId: 1044, category: 7 }

export const users: PortalUser[] = [
  { id: 1, name: 'Niamh', lastName: 'Gallagher', email: 'niamh@brightwater.example', position: 'Founder', role: 'admin', active: true, lang: 'en', timeZone: 'Europe/Dublin', appAccess: true, departments: [1], workPhone: '+353 1 555 0101' },
  { id: 3, name: 'Leon', lastName: 'Okoro', email: 'leon@brightwater.example', position: 'Account director', role: 'employee', active: true, lang: 'en', timeZone: 'Europe/Helsinki', appAccess: true, departments: [2], workPhone: '+358 9 555 0103' },
  { id: 4, name: 'Clara', lastName: 'Weiss', email: 'clara@brightwater.example', position: 'Creative lead', role: 'employee', active: true, lang: 'de', timeZone: 'Europe/Vienna', appAccess: true, departments: [2], workPhone: '+43 1 555 0104' },
]

export const categories: CrmCategory[] = [
  { id: 0, name: 'General', sort: 300, entityTypeId: 2, isDefault: 'Y' },
  { id: CAMPAIGNS.category, name: 'Campaigns', sort: 500, entityTypeId: CAMPAIGNS.entityTypeId, isDefault: 'Y' },
]

export const stages: StageTable[] = [
  { entityId: 'DEAL_STAGE', stages: [
    ['NEW', 'Pitch', '#39A8EF'], ['PREPARATION', 'Concept', '#2FC6F6'], ['EXECUTING', 'Production', '#47E4C2'],
    ['WON', 'Launched', '#7BD500', 'S'], ['LOSE', 'Pitch lost', '#FF5752', 'F'],
  ] },
  { entityId: 'STATUS', stages: [['NEW', 'New', '#39A8EF'], ['CONVERTED', 'Good lead', '#7BD500', 'S'], ['JUNK', 'Junk lead', '#FF5752', 'F']] },
  { entityId: `DYNAMIC_1044_STAGE_${CAMPAIGNS.category}`, prefix: `DT1044_${CAMPAIGNS.category}:`, categoryId: CAMPAIGNS.category, stages: [
    ['NEW', 'Planned', '#39A8EF'], ['CLIENT', 'Running', '#FFA900'], ['SUCCESS', 'Reported', '#7BD500', 'S'], ['FAIL', 'Stopped', '#FF5752', 'F'],
  ] },
  ...commonStatuses,
]

export const companies: CompanyRow[] = [
  { id: 11, title: 'Saltmarsh Gin Distillers', industry: 'MANUFACTURING', kind: 'CUSTOMER', revenue: 4_200_000, by: 3, age: 210, phone: '+353 1 555 0144', email: 'marketing@saltmarsh-gin.example', web: 'https://saltmarsh-gin.example' },
  { id: 12, title: 'Vento Bicycles', industry: 'MANUFACTURING', kind: 'CUSTOMER', revenue: 7_800_000, by: 4, age: 140, phone: '+43 1 555 0171', email: 'brand@vento-bikes.example', web: 'https://vento-bikes.example' },
]

export const contacts: ContactRow[] = [
  { id: 21, name: 'Orla', lastName: 'Byrne', post: 'Brand manager', company: 11, by: 3, age: 205, phone: '+353 85 555 0144', email: 'orla@saltmarsh-gin.example' },
  { id: 22, name: 'Matteo', lastName: 'Ricci', post: 'Head of marketing', company: 12, by: 4, age: 133, phone: '+43 676 555 0171', email: 'matteo@vento-bikes.example' },
]

/** Deal 3473 exists on the other portal too: the same id must never mean the same object. */
export const deals: DealRow[] = [
  { id: 3473, title: 'Spring launch, Vento e-bikes', category: 0, stage: 'PREPARATION', amount: 64_000, company: 12, contact: 22, by: 4, age: 17, due: 50, source: 'RECOMMENDATION' },
  { id: 41, title: 'Packaging refresh, Saltmarsh', category: 0, stage: 'EXECUTING', amount: 28_500, company: 11, contact: 21, by: 3, age: 36, due: 14, source: 'WEB' },
  { id: 42, title: 'Tasting room website', category: 0, stage: 'NEW', amount: 19_000, company: 11, contact: 21, by: 3, age: 5, due: 70, source: 'EMAIL' },
  { id: 43, title: 'Retainer renewal, Vento', category: 0, stage: 'NEW', amount: 90_000, company: 12, contact: 22, by: 4, age: 2, due: 30, source: 'PARTNER', closed: true },
]

export const leads: LeadRow[] = [
  { id: 51, title: 'Festival identity', stage: 'NEW', amount: 15_000, name: 'Conor', lastName: 'Walsh', companyTitle: 'Shoreline Festival', by: 3, age: 3, source: 'WEB', email: 'conor@shoreline-festival.example' },
]

export const campaigns: DynamicRow[] = [
  { id: 1, title: 'Autumn social campaign', stage: 'DT1044_7:CLIENT', amount: 12_000, company: 11, contact: 21, by: 4, age: 25, due: 11, deal: 41 },
]
