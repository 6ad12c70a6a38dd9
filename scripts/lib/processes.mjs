import { spawn } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import path from 'node:path'
import { Failure } from './failure.mjs'
import { root } from './root.mjs'

const TAIL_LINES = 30
const PATIENCE_MS = 2000
const windows = process.platform === 'win32'
const bin = path.join(root, 'node_modules', '.bin')

/**
 * @typedef {object} StartOptions
 * @property {NodeJS.ProcessEnv} [env] defaults to `projectEnv()`
 * @property {boolean} [show] let the program write to our terminal; otherwise its output is only remembered
 * @property {string} [log] a file that receives all output
 */

/**
 * @typedef {object} Running
 * @property {Promise<string | null>} ended how it ended, as words: null after exit code 0, else "exit code 1", "SIGKILL", "… not found"
 * @property {() => string} tail the last lines of its output (empty with `show`)
 * @property {() => Promise<void>} kill ends it and all that it started without asking
 * @property {() => Promise<void>} stop asks it to end, insists after two seconds, resolves when it and all that it started are gone
 */

/** @type {Set<Running>} */
const running = new Set()
let ending = false

/**
 * The environment in which `node`, `npm` and the tools are found by name. On Linux x64 this makes `node` the Node 24 from the
 * packages, even when we ourselves were started by an older one: so no script may use `process.execPath`.
 * @param {NodeJS.ProcessEnv} [more]
 * @returns {NodeJS.ProcessEnv}
 */
export function projectEnv(more = {}) {
  return { ...process.env, PATH: [bin, pathWithoutBin()].join(path.delimiter), ...more }
}

/**
 * The environment for `npm ci`, which deletes node_modules: npm must not run on a Node that lives in there.
 * @returns {NodeJS.ProcessEnv}
 */
export function systemEnv() {
  return { ...process.env, PATH: pathWithoutBin() }
}

function pathWithoutBin() {
  return (process.env.PATH ?? '').split(path.delimiter).filter(entry => path.resolve(entry) !== bin).join(path.delimiter)
}

/**
 * Starts a program in the project's folder, in a process group of its own: Ctrl-C in the terminal reaches only us, and we end
 * the whole group, so that nothing which the program started survives it.
 * @param {string} command a name on PATH
 * @param {string[]} args
 * @param {StartOptions} [options]
 * @returns {Running}
 */
export function start(command, args, { env = projectEnv(), show = false, log } = {}) {
  if (ending) throw new Failure('The script is ending.')

  const child = spawn(command, args, {
    cwd: root,
    env,
    stdio: ['ignore', show ? 'inherit' : 'pipe', show ? 'inherit' : 'pipe'],
    detached: !windows,
    shell: windows && command === 'npm',
  })

  let output = ''
  const file = log === undefined ? undefined : createWriteStream(log)
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text) => {
      output = (output + text).split('\n').slice(-TAIL_LINES - 1).join('\n')
      file?.write(text)
    })
  }

  /** @type {Promise<string | null>} */
  const ended = new Promise((resolve) => {
    child.once('error', error => resolve('code' in error && error.code === 'ENOENT' ? `${command} was not found` : error.message))
    child.once('exit', () => signalGroup(child, 'SIGKILL'))
    child.once('close', (code, signal) => resolve(code === 0 ? null : signal ?? `exit code ${code}`))
  })

  /** @type {Running} */
  const program = {
    ended,
    tail: () => output.trim(),
    async kill() {
      signalGroup(child, 'SIGKILL')
      await ended
    },
    async stop() {
      signalGroup(child, 'SIGTERM')
      const insist = setTimeout(signalGroup, PATIENCE_MS, child, 'SIGKILL')
      await ended
      clearTimeout(insist)
    },
  }
  running.add(program)
  ended.finally(() => running.delete(program))
  return program
}

/**
 * Runs a program to its end.
 * @param {string} command
 * @param {string[]} args
 * @param {string} problem the sentence for the case that it fails
 * @param {StartOptions} [options]
 * @returns {Promise<string>} the last lines of its output
 */
export async function run(command, args, problem, options) {
  const program = start(command, args, options)
  const failed = await program.ended
  if (failed) throw new Failure(`${problem} (${failed}).`, program.tail())

  return program.tail()
}

/** Ends everything that was started and is still there; from then on nothing can be started. */
export async function stopAll() {
  ending = true
  await Promise.all([...running].map(program => program.stop()))
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @param {NodeJS.Signals} signal
 */
function signalGroup(child, signal) {
  if (child.pid === undefined) return
  if (windows) {
    child.kill(signal)
    return
  }

  try {
    process.kill(-child.pid, signal)
  }
  catch (error) {
    const gone = error instanceof Error && 'code' in error && error.code === 'ESRCH'
    if (!gone) throw error
  }
}
