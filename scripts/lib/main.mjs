import { describe } from './failure.mjs'
import { stopAll } from './processes.mjs'

const LOOK_FOR_PARENT_MS = 250

/**
 * Runs a script: a failure becomes a sentence and exit code 1, a signal ends what was started and then us.
 * @param {() => Promise<void>} script
 * @param {Partial<Record<NodeJS.Signals, number>>} [exitCodes] of a script that a signal ended, where not the usual 128 + number
 */
export async function main(script, exitCodes = {}) {
  const codes = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143, ...exitCodes }
  let interrupted = false

  const end = async (/** @type {keyof typeof codes} */ signal) => {
    // Under npm a Ctrl-C arrives twice, from the terminal and from npm: the second one must not cut the clean end short.
    if (interrupted) return
    interrupted = true

    await stopAll()
    process.stdout.write('\nEnded.\n')
    process.exit(codes[signal])
  }
  process.on('SIGHUP', end).on('SIGINT', end).on('SIGTERM', end)
  if (process.env.npm_lifecycle_event) whenAbandoned(() => end('SIGTERM'))

  try {
    await script()
  }
  catch (error) {
    if (interrupted) return

    await stopAll()
    process.stderr.write(`\n✘ ${describe(error)}\n`)
    process.exitCode = 1
  }
}

/**
 * npm starts a script through a shell. A SIGTERM for npm ends npm and that shell, and never reaches us: we only see that we have
 * another parent.
 * @param {() => void} then
 */
function whenAbandoned(then) {
  const parent = process.ppid
  const watch = setInterval(() => {
    if (process.ppid !== parent) then()
  }, LOOK_FOR_PARENT_MS)
  watch.unref()
}
