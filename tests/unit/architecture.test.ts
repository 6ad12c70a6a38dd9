import { globSync, readFileSync } from 'node:fs'
import { dirname, posix } from 'node:path'
import { describe, expect, it } from 'vitest'

/** What each folder may import of the project itself, besides its own files: the table of docs/ARCHITECTURE.md. */
const rooms: Record<string, string[]> = {
  'app': ['shared', 'i18n'],
  'shared': [],
  'server': ['shared', 'db', 'i18n'],
  'server/bitrix24': ['shared', 'db', 'server/*.ts'],
  'server/jobs': ['shared', 'db', 'server/*.ts'],
  'server/portals': ['shared', 'db', 'i18n', 'server/*.ts', 'server/bitrix24', 'server/jobs'],
  'server/subjects': ['shared', 'db', 'server/*.ts', 'server/bitrix24', 'server/portals'],
  'server/threads': ['shared', 'db', 'server/*.ts', 'server/bitrix24', 'server/jobs', 'server/portals', 'server/subjects'],
  'db': [],
  'commands': ['server', 'shared', 'db', 'scripts', 'i18n'],
  'sandbox': [],
}

const ALIASES: Record<string, string> = { '#shared': 'shared', '~~': '.', '~': 'app' }

function imports(file: string): string[] {
  return [...readFileSync(file, 'utf8').matchAll(/(?:\bfrom|\bimport)\s*\(?\s*'([^']+)'/g)].map(([, specifier = '']) => specifier)
}

/** The project's own file that an import names, from the root; null for packages. */
function target(file: string, specifier: string): string | null {
  if (specifier.startsWith('.')) return posix.join(dirname(file), specifier)
  const [alias = '', ...path] = specifier.split('/')

  return alias in ALIASES ? posix.join(ALIASES[alias] ?? '', ...path) : null
}

function isIn(room: string, path: string): boolean {
  return room.endsWith('/*.ts') ? dirname(path) === dirname(room) : path.startsWith(`${room}/`)
}

function strangersIn(room: string): string[] {
  return globSync(`${room}/**/*.{ts,js,mjs,vue}`).flatMap(file => imports(file)
    .map(specifier => target(file, specifier))
    .filter(path => path !== null && ![room, ...rooms[room] ?? []].some(allowed => isIn(allowed, path)))
    .map(path => `${file} imports ${path}`))
}

describe('the rooms of the project', () => {
  it.each(Object.keys(rooms))('%s imports nothing that it may not', (room) => {
    expect(strangersIn(room)).toEqual([])
  })

  it('are all looked into', () => {
    for (const room of Object.keys(rooms)) expect(globSync(`${room}/**/*.{ts,js,mjs,vue}`)).not.toEqual([])
  })
})
