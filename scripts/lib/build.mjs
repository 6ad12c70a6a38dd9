import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { run } from './processes.mjs'
import { step } from './progress.mjs'
import { root } from './root.mjs'

/** What does not go into the build. All else counts, so that a new source folder cannot be forgotten here. */
const NOT_BUILT = new Set(['node_modules', 'bench', 'commands', 'coverage', 'docs', 'sandbox', 'scripts', 'soak', 'tests'])

/** Lies in the build itself, so that `nuxt build`, which empties the folder first, also removes it. */
const STAMP = path.join('.output', '.sources')

/** Builds for production, unless the build that is there was made from exactly these sources. */
export async function buildIfStale() {
  const stamp = path.join(root, STAMP)
  const sources = fingerprint(root)
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === sources) return

  rmSync(stamp, { force: true })
  await step('Building (nuxt build)', () => run('npm', ['run', 'build'], 'The build failed'))
  writeFileSync(stamp, sources)
}

/**
 * A hash over names and contents of all source files of a project folder.
 * @param {string} folder
 */
export function fingerprint(folder) {
  const hash = createHash('sha256')
  for (const name of sourceFiles(folder).sort()) {
    hash.update(`${name}\0`).update(readFileSync(path.join(folder, name))).update('\0')
  }
  return hash.digest('hex')
}

/**
 * @param {string} folder
 * @param {string} [inside]
 * @returns {string[]} relative paths
 */
function sourceFiles(folder, inside = '') {
  return readdirSync(path.join(folder, inside), { withFileTypes: true }).flatMap((entry) => {
    if (inside === '' && isNotBuilt(entry.name)) return []

    const name = path.join(inside, entry.name)
    return entry.isDirectory() ? sourceFiles(folder, name) : [name]
  })
}

/** @param {string} name of a file or folder at the top */
function isNotBuilt(name) {
  return name.startsWith('.') || name.endsWith('.md') || NOT_BUILT.has(name)
}
