// `npm test`: everything that has to be true, from nothing but a clone. Like the demo it may be started by an older Node without any
// package installed, so nothing here or in lib/ may import one. `npm test -- --only unit` runs one step.
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { buildIfStale } from './lib/build.mjs'
import { ensureChromium } from './lib/chromium.mjs'
import { countLine, countTests } from './lib/counts.mjs'
import { Failure } from './lib/failure.mjs'
import { install } from './lib/install.mjs'
import { main } from './lib/main.mjs'
import { requireNode } from './lib/node-version.mjs'
import { projectEnv, run } from './lib/processes.mjs'
import { root } from './lib/root.mjs'

const reports = path.join(root, '.cache', 'tests')
/** @type {string[]} the vitest projects that have run */
const tested = []

/** @type {Record<string, () => Promise<unknown>>} in the order in which they run: what fails fast first */
const STEPS = {
  install,
  lint: () => npmScript('lint'),
  typecheck: () => npmScript('typecheck'),
  unit: () => vitest('unit'),
  server: () => vitest('server'),
  build: buildIfStale,
  contract: () => vitest('contract'),
  portal: () => inBrowser('portal'),
  e2e: () => inBrowser('e2e'),
  soak: () => npmScript('soak', ['--minutes', '0.8', '--portals', '20']),
}

await main(test)

async function test() {
  requireNode()
  const only = readOptions(process.argv.slice(2))
  rmSync(reports, { recursive: true, force: true })
  mkdirSync(reports, { recursive: true })

  const began = Date.now()
  /** @type {string[]} */
  const summary = []
  for (const [name, work] of Object.entries(STEPS)) {
    if (only.length > 0 && name !== 'install' && !only.includes(name)) continue

    process.stdout.write(`\n── ${name} ${'─'.repeat(60 - name.length)}\n`)
    const since = Date.now()
    try {
      await work()
    }
    catch (error) {
      if (error instanceof Failure) summary.push(line('✘', name, since))
      process.stdout.write(`\n${summary.join('\n')}\n`)
      throw error
    }
    summary.push(line('✔', name, since))
  }

  process.stdout.write(`\n${summary.join('\n')}\n${line(' ', 'all', began)}\n\n${countLine(countTests(tested.map(readReport)))}\n`)
}

/**
 * @param {string} mark
 * @param {string} name
 * @param {number} since
 */
function line(mark, name, since) {
  return `${mark} ${name.padEnd(10)} ${((Date.now() - since) / 1000).toFixed(1).padStart(6)} s`
}

/**
 * @param {string} name of a script in package.json
 * @param {string[]} [args]
 */
function npmScript(name, args = []) {
  return run('npm', ['run', '--silent', name, '--', ...args], `\`npm run ${name}\` failed`, { show: true, env: projectEnv() })
}

/**
 * @param {string} project
 */
async function vitest(project) {
  const outputFile = path.join(reports, `${project}.json`)
  await npmScript(`test:${project}`, ['--reporter=default', '--reporter=json', `--outputFile.json=${outputFile}`])
  tested.push(project)
}

/** @param {string} project */
async function inBrowser(project) {
  await ensureChromium()
  await vitest(project)
}

/**
 * @param {string} project
 * @returns {import('./lib/counts.mjs').VitestReport}
 */
function readReport(project) {
  return JSON.parse(readFileSync(path.join(reports, `${project}.json`), 'utf8'))
}

/**
 * @param {string[]} args
 * @returns {string[]} the steps to run, none for all
 */
function readOptions(args) {
  const names = Object.keys(STEPS)
  try {
    const { only } = parseArgs({ args, options: { only: { type: 'string', multiple: true, default: [] } } }).values
    const unknown = only?.find(name => !names.includes(name))
    if (unknown !== undefined) throw new Error(`There is no step "${unknown}".`)
    return only ?? []
  }
  catch (error) {
    throw new Failure(`${error instanceof Error ? error.message : error}\nUsage: npm test -- [--only <step>]…, with the steps ${names.join(', ')}`)
  }
}
