import { isBuilt, manifest, type Placement, type View } from '../../server/bitrix24/manifest.ts'
import { places } from '../support/places/index.ts'
import { notHosted } from '../support/places/not-hosted.ts'
import type { Place } from '../support/places/place.ts'

export interface Visitor { role: 'administrator' | 'employee', lang: 'en' | 'de' }

/** One placement opened by one person. */
export interface Row { code: string, view: View, place: Place, visitor: Visitor }

/** Every pair of rights and language occurs for every view. */
export const visitors: Visitor[] = [
  { role: 'administrator', lang: 'en' }, { role: 'employee', lang: 'de' }, { role: 'administrator', lang: 'de' }, { role: 'employee', lang: 'en' },
]

/** Ways to a placement that ask for other OPTIONS than ours, or for somebody whom the other rows do not have. */
const otherWays = new Set(['built-in interface', 'hint for new users', 'kept to the project', 'of an extranet user'])

/** Settings of the CRM: employees do not come to these pages. */
const forAdministrators = /_ROBOT_DESIGNER_TOOLBAR$|_FUNNELS_TOOLBAR$/

function placesOf({ code }: Placement): Place[] {
  const own = places.filter(place => place.code.replace(/_DYNAMIC_\d+_/, '_DYNAMIC_XXX_') === code && !otherWays.has(place.variant ?? ''))
  return own.filter((place, index) => own.findIndex(({ code: first }) => first === place.code) === index)
}

/** Why nobody opens a placement here; null when somebody does. */
export function reasonAgainst(row: Placement): string | null {
  if (row.code !== 'DEFAULT' && row.unbound) return `not bound, because: ${row.unbound}`
  if (!isBuilt(row)) return 'not built'
  return placesOf(row).length ? null : `no place in the portal, because: ${notHosted[row.code] ?? 'nobody has said why'}`
}

/** Who opens what: each placement once, and those of a view that has too few of them again, until each pair has been there. */
export function rowsOf(view: View): Row[] {
  const own = manifest.filter(row => row.view === view && reasonAgainst(row) === null).flatMap(placesOf)
  const used = new Map(visitors.map(visitor => [visitor, 0]))
  const rows = own.map(place => assign(view, place, used))
  const open = own.filter(({ code }) => !isForAdministrators(code))
  for (const visitor of visitors) {
    const place = open[0]
    if (!used.get(visitor) && place) rows.push({ code: place.code, view, place, visitor })
  }
  return rows
}

function isForAdministrators(code: string) {
  return forAdministrators.test(code) && code.startsWith('CRM_')
}

/** The pair that has been there least, among those who come to the place. */
function assign(view: View, place: Place, used: Map<Visitor, number>): Row {
  const able = visitors.filter(({ role }) => role === 'administrator' ? place.as === undefined : !isForAdministrators(place.code))
  const visitor = able.reduce((one, other) => (used.get(other) ?? 0) < (used.get(one) ?? 0) ? other : one)
  used.set(visitor, (used.get(visitor) ?? 0) + 1)
  return { code: place.code, view, place, visitor }
}
