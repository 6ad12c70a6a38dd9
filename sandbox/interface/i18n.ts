import { readdirSync, readFileSync } from 'node:fs'
import english from './texts/en.json' with { type: 'json' }

type Key = keyof typeof english
type Texts = Partial<Record<Key, string>>

export type Translate = (key: Key, values?: Record<string, string | number>) => string

const FOLDER = new URL('./texts/', import.meta.url)

/** One file for each interface language of Bitrix24, under its own code: `la` is Spanish, `ua` Ukrainian. */
const tables: ReadonlyMap<string, Texts> = new Map(readdirSync(FOLDER).map((name) => {
  const texts: Texts = JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8'))
  return [name.replace('.json', ''), texts]
}))

/** The sentences of one interface language; what it lacks is answered in English. */
export function translator(lang: string): Translate {
  const texts = tables.get(lang) ?? english
  return (key, values = {}) => (texts[key] ?? english[key]).replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))
}
