import { isMap, type Params } from '../http.ts'
import { RestError } from './error.ts'
import { list, text } from './params.ts'

type Row = object
type Test = (actual: unknown, expected: unknown) => boolean

/** Filter prefixes, the longer ones first: api-reference/crm/universal/crm-item-list.md */
const operators: [prefix: string, test: Test][] = [
  ['!@', (actual, expected) => !list(expected).some(value => equal(actual, value))],
  ['!%', (actual, expected) => !includes(actual, expected)],
  ['!=', (actual, expected) => !oneOf(actual, expected)],
  ['>=', (actual, expected) => compare(actual, expected) >= 0],
  ['<=', (actual, expected) => compare(actual, expected) <= 0],
  ['=%', (actual, expected) => like(actual, expected)],
  ['%=', (actual, expected) => like(actual, expected)],
  ['@', (actual, expected) => list(expected).some(value => equal(actual, value))],
  ['%', (actual, expected) => includes(actual, expected)],
  ['>', (actual, expected) => compare(actual, expected) > 0],
  ['<', (actual, expected) => compare(actual, expected) < 0],
  ['!', (actual, expected) => !oneOf(actual, expected)],
  ['=', (actual, expected) => oneOf(actual, expected)],
  ['', (actual, expected) => oneOf(actual, expected)],
]

/** Does the row meet the filter? Conditions are joined by AND, by OR where a (sub)filter says `logic: 'OR'`. */
export function matches(row: Row, filter: Params): boolean {
  const { logic, ...conditions } = filter
  const verdicts = Object.entries(conditions).map(([key, expected]) => {
    if (/^\d+$/.test(key)) return matches(row, isMap(expected) ? expected : {})
    const { field, test } = parse(key)
    return test(Reflect.get(row, field), expected)
  })

  return text(logic).toUpperCase() === 'OR' ? verdicts.some(Boolean) : verdicts.every(Boolean)
}

/** INVALID_ARG_VALUE for a field that these rows do not have. */
export function checkFields(filter: Params, order: Params, known: Set<string>): void {
  for (const [key, expected] of Object.entries(filter)) {
    if (/^\d+$/.test(key)) checkFields(isMap(expected) ? expected : {}, {}, known)
    else if (key !== 'logic' && !known.has(parse(key).field)) {
      throw new RestError('INVALID_ARG_VALUE', `Invalid filter: field '${parse(key).field}' is not allowed in filter`)
    }
  }
  for (const [field, direction] of Object.entries(order)) {
    if (!known.has(field)) throw new RestError('INVALID_ARG_VALUE', `Invalid order: field '${field}' is not allowed in order`)
    if (!/^(asc|desc)$/i.test(text(direction))) {
      throw new RestError('INVALID_ARG_VALUE', `Invalid order: allowed sort directions are \`ASC, DESC\`. But got '${text(direction)}' for field '${field}'`)
    }
  }
}

/** A sorted copy; without an order the rows stay as they are. */
export function sortBy<T extends Row>(rows: T[], order: Params): T[] {
  const keys = Object.entries(order).map(([field, direction]) => ({ field, sign: text(direction).toUpperCase() === 'DESC' ? -1 : 1 }))

  return [...rows].sort((a, b) => {
    for (const { field, sign } of keys) {
      const difference = compare(Reflect.get(a, field), Reflect.get(b, field))
      if (difference) return sign * difference
    }
    return 0
  })
}

/** The field that a filter key speaks of, without its operator. */
export function filterField(key: string): string {
  return parse(key).field
}

function parse(key: string): { field: string, test: Test } {
  const [prefix, test] = operators.find(([candidate]) => key.startsWith(candidate)) ?? ['', oneOf]

  return { field: key.slice(prefix.length), test }
}

function oneOf(actual: unknown, expected: unknown): boolean {
  return Array.isArray(expected) ? expected.some(value => equal(actual, value)) : equal(actual, expected)
}

/** Empty means empty, however it is written; letters have no case; a multiple field is equal to any of its values. */
function equal(actual: unknown, expected: unknown): boolean {
  if (Array.isArray(actual)) return actual.some(value => equal(value, expected))

  const [a, b] = [text(actual), text(expected)]
  if (a === b || a.toLowerCase() === b.toLowerCase()) return true
  if (typeof actual === 'number') return b !== '' && actual === Number(b)

  return isIsoDate(a) && isIsoDate(b) && Date.parse(a) === Date.parse(b)
}

const collator = new Intl.Collator('en', { sensitivity: 'accent', numeric: true })

function compare(actual: unknown, expected: unknown): number {
  const [a, b] = [text(actual), text(expected)]
  if (typeof actual === 'number') return actual - Number(b)
  if (isIsoDate(a) && isIsoDate(b)) return Date.parse(a) - Date.parse(b)

  return collator.compare(a, b)
}

function isIsoDate(value: string): boolean {
  return /^\d{4}-\d\d-\d\d/.test(value)
}

function includes(actual: unknown, expected: unknown): boolean {
  return text(actual).toLowerCase().includes(text(expected).toLowerCase())
}

/** SQL's LIKE with `%` at either end. */
function like(actual: unknown, expected: unknown): boolean {
  const pattern = text(expected).toLowerCase().split('%').map(part => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('.*')

  return new RegExp(`^${pattern}$`).test(text(actual).toLowerCase())
}
