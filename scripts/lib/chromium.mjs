import { existsSync } from 'node:fs'
import { Failure } from './failure.mjs'
import { run } from './processes.mjs'
import { step } from './progress.mjs'

/** @type {Partial<Record<NodeJS.Platform, string[]>>} */
const USUAL_PLACES = {
  linux: [
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/usr/bin/google-chrome-stable',
    '/snap/bin/chromium',
  ],
  darwin: [
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  ],
  win32: [
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
  ],
}

const HOW_TO_INSTALL = {
  linux: 'Install it, on Debian for example with `sudo apt-get install chromium`',
  darwin: 'Install it, for example with `brew install --cask chromium`',
  win32: 'Install Google Chrome',
}

/**
 * The Chromium (or Chrome) that the end-to-end tests, the screenshots and the benchmark drive: CHROMIUM_PATH, else the first usual place.
 * @param {object} [machine]
 * @param {NodeJS.ProcessEnv} [machine.env]
 * @param {NodeJS.Platform} [machine.platform]
 * @param {(path: string) => boolean} [machine.exists]
 * @returns {string | null} its path
 * @throws {Failure} when CHROMIUM_PATH names a file that is not there
 */
export function findChromium({ env = process.env, platform = process.platform, exists = existsSync } = {}) {
  const chosen = env.CHROMIUM_PATH
  if (!chosen) return USUAL_PLACES[platform]?.find(exists) ?? null
  if (!exists(chosen)) throw new Failure(`CHROMIUM_PATH is ${chosen}, and there is no such file.`)

  return chosen
}

/** Debian's package of the same browser without its window and settings: a quarter less for the processor to do. */
const SHELL = '/usr/bin/chromium-headless-shell'

/**
 * For tests that need no settings of the browser, such as the denial of storage to frames: the one without a window where there is one.
 * @param {Parameters<typeof findChromium>[0]} [machine]
 * @returns {string | null} its path
 * @throws {Failure} as `findChromium`
 */
export function findLightChromium(machine = {}) {
  const { env = process.env, platform = process.platform, exists = existsSync } = machine
  return !env.CHROMIUM_PATH && platform === 'linux' && exists(SHELL) ? SHELL : findChromium(machine)
}

/**
 * Finds Chromium, installs it where that is possible without asking (root on Debian or Ubuntu), and tries it.
 * @returns {Promise<string>} its path
 */
export async function ensureChromium() {
  const chromium = findChromium() ?? await installChromium()
  await installShell()
  // Ubuntu's /usr/bin/chromium-browser is there even when the browser is not. Elsewhere than on Linux this could open a window.
  if (process.platform === 'linux') await run(chromium, ['--version'], `${chromium} does not start, and the end-to-end tests need it`)

  return chromium
}

/** Without asking: as root on Debian or Ubuntu. */
const mayInstall = () => existsSync('/usr/bin/apt-get') && process.getuid?.() === 0

/** @param {string} name of a package */
function aptInstall(name) {
  const options = { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }
  const problem = 'The end-to-end tests need Chromium, and installing it failed'
  return step(`Installing ${name} (apt-get)`, async () => {
    await run('apt-get', ['update'], problem, options)
    await run('apt-get', ['install', '-y', name], problem, options)
  })
}

/** Where there is none, as on Ubuntu, the tests take longer. */
async function installShell() {
  if (process.env.CHROMIUM_PATH || existsSync(SHELL) || !mayInstall()) return
  await aptInstall('chromium-headless-shell').catch(() => {})
}

async function installChromium() {
  if (mayInstall()) await aptInstall('chromium')

  const chromium = findChromium()
  if (chromium) return chromium

  const { platform } = process
  const howTo = platform === 'darwin' || platform === 'win32' ? HOW_TO_INSTALL[platform] : HOW_TO_INSTALL.linux
  throw new Failure(`The end-to-end tests need Chromium or Chrome. ${howTo}, or set CHROMIUM_PATH to its file.`)
}
