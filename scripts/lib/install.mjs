import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { Failure } from './failure.mjs'
import { projectNodeProblem } from './node-version.mjs'
import { run, start, systemEnv } from './processes.mjs'
import { step } from './progress.mjs'
import { root } from './root.mjs'

/**
 * @typedef {{ version?: string, integrity?: string, optional?: boolean, extraneous?: boolean }} LockedPackage
 * @typedef {{ packages: Record<string, LockedPackage> }} Lockfile
 */

/**
 * Does node_modules hold something else than the lockfile says? npm writes `node_modules/.package-lock.json` at the end of an
 * install: it is missing after an interrupted one. Optional packages may be absent (they are those of other platforms), and so may
 * extraneous ones (npm sometimes writes them into the lockfile, and `npm ci` leaves them out).
 * @param {Lockfile} wanted package-lock.json
 * @param {Lockfile | null} installed node_modules/.package-lock.json
 */
export function installIsStale(wanted, installed) {
  if (!installed) return true

  const isWrong = (/** @type {[string, LockedPackage]} */ [place, { version, integrity, optional, extraneous }]) => {
    if (place === '') return false
    const found = installed.packages[place]
    return found ? found.version !== version || found.integrity !== integrity : !optional && !extraneous
  }
  return Object.entries(wanted.packages).some(isWrong)
    || Object.keys(installed.packages).some(place => !(place in wanted.packages))
}

/** Makes node_modules what the lockfile says, unless it is already, and sees to it that the Node found there will do. */
export async function install() {
  const wanted = readLockfile('package-lock.json')
  if (!wanted) throw new Failure('package-lock.json is missing: this is not a complete clone of Sidenote.')

  if (installIsStale(wanted, readLockfile('node_modules/.package-lock.json'))) {
    // Whatever NODE_ENV and the person's own npm settings say: all packages are needed, and in a failure the errors.
    await step('Installing packages (npm ci)', () => run(
      'npm', ['ci', '--include=dev', '--include=optional', '--loglevel=error'],
      'Installing the packages failed: `npm ci` did not finish', { env: systemEnv() },
    ))
  }

  const node = start('node', ['--version'])
  const problem = projectNodeProblem(await node.ended ? '' : node.tail())
  if (problem) throw new Failure(problem)
}

/**
 * @param {string} name
 * @returns {Lockfile | null}
 */
function readLockfile(name) {
  const file = path.join(root, name)
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null
}
