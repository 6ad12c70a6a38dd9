import { isMap, type Params } from '../http.ts'
import { missingArgument } from './error.ts'

/** Form bodies carry only strings, JSON bodies any scalar: methods read both through these. */
export function text(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : ''
}

export function integer(value: unknown, otherwise = 0): number {
  const number = Number.parseInt(text(value), 10)

  return Number.isNaN(number) ? otherwise : number
}

/** PHP's truth of a switch: 1, Y, true. */
export function flag(value: unknown): boolean {
  return ['1', 'Y', 'y', 'true'].includes(text(value))
}

/** PHP makes no difference between a list and a map with numbers for keys. */
export function list(value: unknown): unknown[] {
  if (Array.isArray(value)) return value

  return isMap(value) ? Object.values(value) : []
}

export function map(value: unknown): Params {
  if (Array.isArray(value)) return { ...value }

  return isMap(value) ? value : {}
}

/** Some methods take their parameters in any case (placement.*, event.*, user.*). */
export function upperKeys(params: Params): Params {
  return Object.fromEntries(Object.entries(params).map(([key, value]) => [key.toUpperCase(), value]))
}

export function required(params: Params, name: string): string {
  const value = text(params[name])
  if (!value) throw missingArgument(name)

  return value
}

/** PHP writes an empty map as `[]`. */
export function phpMap<T>(entries: Record<string, T>): Record<string, T> | [] {
  return Object.keys(entries).length ? entries : []
}
