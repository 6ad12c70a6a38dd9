import { describe } from './failure.mjs'
import { stopAll } from './processes.mjs'

/**
 * Runs a script: a failure becomes a sentence and exit code 1, a signal ends what was started and then us.
 * @param {() => Promise<void>} script
 * @param {Partial<Record<NodeJS.Signals, number>>} [exitCodes] of a script that a signal ended, where not the usual 128 + number
 */
export async function main(script, exitCodes = {}) {
  const codes = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143, ...exitCodes }
  let interrupted = false

  for (const signal of /** @type {const} */ (['SIGHUP', 'SIGINT', 'SIGTERM'])) {
    // Under npm a Ctrl-C arrives twice, from the terminal and from npm: the second one must not cut the clean end short.
    process.on(signal, async () => {
      if (interrupted) return
      interrupted = true

      await stopAll()
      process.stdout.write('\nEnded.\n')
      process.exit(codes[signal])
    })
  }

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
