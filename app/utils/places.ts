/** What a placement is about, and how it looks there: keys of `place.family` and `place` in the catalogues. */
interface Place { family: string, name: 'tab' | 'sidebar' | 'menu' | 'toolbar' | 'other' }

const crmFamilies: Record<string, string> = {
  LEAD: 'lead', DEAL: 'deal', CONTACT: 'contact', COMPANY: 'company', QUOTE: 'quote', SMART_INVOICE: 'smart-invoice', ORDER: 'order',
}
const otherFamilies: Record<string, string> = { TASK: 'task', SONET: 'group', USER: 'user', IM: 'chat', IMMOBILE: 'chat', LEFT: 'left-menu', CONTACT: 'contact-center' }

/** The end of a code says how the place looks; in this order, since one ending can hold another. */
const names = [['_TAB', 'tab'], ['_SIDEBAR', 'sidebar'], ['_TOOLBAR', 'toolbar'], ['_PANEL', 'toolbar'], ['_MENU', 'menu']] as const

/**
 * Reads a placement code, whose parts are the same for every object.
 * @see https://apidocs.bitrix24.com/api-reference/widgets/placements.html
 */
export function placeOfCode(code: string): Place {
  const family = familyOf(code)
  const name = names.find(([ending]) => code.endsWith(ending))?.[1] ?? 'other'
  return { family, name: family === 'left-menu' ? 'other' : name }
}

function familyOf(code: string): string {
  const crm = /^CRM_(DYNAMIC_\d+|SMART_INVOICE|[A-Z]+)_/.exec(code)?.[1]
  if (crm?.startsWith('DYNAMIC')) return 'dynamic'
  if (crm) return crmFamilies[crm] ?? 'other'
  return otherFamilies[code.split('_')[0] ?? ''] ?? 'other'
}

/** Placement codes by family, each way of appearing once (smart processes share their names), in the order given. */
export function placesByFamily(codes: readonly string[]): { family: string, names: Place['name'][] }[] {
  const families = new Map<string, Set<Place['name']>>()
  for (const { family, name } of codes.map(placeOfCode)) {
    families.set(family, (families.get(family) ?? new Set()).add(name))
  }
  return [...families].map(([family, of]) => ({ family, names: [...of] }))
}
