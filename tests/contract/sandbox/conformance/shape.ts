/**
 * What can be said of an answer without knowing its data: which kinds of values occur, which keys, what lists hold. Values merge: the
 * elements of a list are one shape, so that a key that only some elements have is known as well.
 */
export interface Shape {
  kinds: Set<Kind>
  /** Of all maps that were merged here. */
  keys: Map<string, Shape>
  /** Of all lists that were merged here. */
  element: Shape | null
}

type Kind = 'null' | 'empty' | 'list' | 'map' | 'number' | 'boolean' | 'blank' | 'flag' | 'date' | 'text'

const DATE = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/

/** Keys of the documented portals' own making: their user fields and the links to their smart processes. */
const OWN_KEYS = /^(ufCrm_?\d|UF_CRM_(?!TASK)|parentId\d|PARENT_ID_)/

export function shapeOf(values: unknown[]): Shape {
  const elements = values.flatMap(value => Array.isArray(value) ? value : [])
  const maps = values.filter(isMap)
  const keys = new Set(maps.flatMap(map => Object.keys(map)))

  return {
    kinds: new Set(values.map(kindOf)),
    keys: new Map([...keys].filter(key => !OWN_KEYS.test(key)).map(key => [
      key, shapeOf(maps.filter(map => Object.hasOwn(map, key)).map(map => map[key])),
    ])),
    element: elements.length ? shapeOf(elements) : null,
  }
}

/** PHP's `[]` may be a map without keys, and a map by number (`{"1": …}`) a list with gaps. */
function kindOf(value: unknown): Kind {
  if (value === null || value === undefined) return 'null'
  if (typeof value === 'number') return 'number'
  if (typeof value === 'boolean') return 'boolean'
  if (typeof value === 'object') {
    if (!Object.keys(value).length) return 'empty'
    return Array.isArray(value) ? 'list' : 'map'
  }

  return textKind(String(value))
}

function textKind(value: string): Kind {
  if (value === '') return 'blank'
  if (/^[YN]$/.test(value)) return 'flag'

  return DATE.test(value) ? 'date' : 'text'
}

/** What stands in for what: an unset value says nothing of its kind, on either side. */
const stands: Record<Kind, Kind[]> = {
  null: ['null', 'empty', 'list', 'map', 'number', 'boolean', 'blank', 'flag', 'date', 'text'],
  empty: ['empty', 'list', 'map'],
  list: ['list'],
  map: ['map'],
  number: ['number'],
  boolean: ['boolean'],
  blank: ['blank', 'flag', 'date', 'text'],
  flag: ['flag'],
  date: ['date'],
  text: ['text'],
}

export interface Difference {
  /** `result.items.0.title`, list positions as 0. */
  path: string
  what: string
}

/** How an answer departs from what is documented; empty when it does not. */
export function differences(actual: Shape, documented: Shape, path = ''): Difference[] {
  const foreign = [...actual.kinds].filter(kind => !fits(kind, documented.kinds))
  if (foreign.length) return [{ path, what: `${foreign.join(', ')} instead of ${[...documented.kinds].join(', ')}` }]
  // Nothing departs from nothing: an answer without data would pass unseen.
  if (isEmpty(actual) && !documented.kinds.has('empty') && !documented.kinds.has('null')) return [{ path, what: 'empty, so that nothing can be compared' }]

  return [...keyDifferences(actual, documented, path), ...elementDifferences(actual, documented, path)]
}

function fits(kind: Kind, documented: Set<Kind>): boolean {
  return [...documented].some(other => stands[kind].includes(other) || stands[other].includes(kind))
}

function keyDifferences(actual: Shape, documented: Shape, path: string): Difference[] {
  if (!actual.keys.size || !documented.keys.size) return []
  if (isNumbered(documented)) return differences(union(actual), union(documented), join(path, '0'))
  const missing = [...documented.keys.keys()].filter(key => !actual.keys.has(key))

  return [
    ...missing.map(key => ({ path: join(path, key), what: 'missing' })),
    ...[...actual.keys].flatMap(([key, shape]) => {
      const known = documented.keys.get(key)
      return known ? differences(shape, known, join(path, key)) : [{ path: join(path, key), what: 'not documented' }]
    }),
  ]
}

function elementDifferences({ element }: Shape, documented: Shape, path: string): Difference[] {
  return element && documented.element ? differences(element, documented.element, join(path, '0')) : []
}

function isEmpty({ kinds, keys, element }: Shape): boolean {
  return kinds.has('empty') && !keys.size && !element
}

function isNumbered({ keys }: Shape): boolean {
  return [...keys.keys()].every(key => /^\d+$/.test(key))
}

/** All values of a map by number as one. */
function union({ keys }: Shape): Shape {
  return [...keys.values()].reduce(merge)
}

function merge(a: Shape, b: Shape): Shape {
  const keys = new Map(a.keys)
  for (const [key, shape] of b.keys) keys.set(key, mergeIf(keys.get(key), shape))

  return {
    kinds: new Set([...a.kinds, ...b.kinds]),
    keys,
    element: a.element && b.element ? merge(a.element, b.element) : a.element ?? b.element,
  }
}

function mergeIf(known: Shape | undefined, shape: Shape): Shape {
  return known ? merge(known, shape) : shape
}

function join(path: string, key: string): string {
  return path ? `${path}.${key}` : key
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
