// `npm run soak -- --minutes 10`: the production build under mixed load from many portals, with everything around it failing now and then;
// at the end every acknowledged note is looked for in the database. Options: --minutes, --portals, --seed, --json <file>.
import { randomInt } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { buildIfStale } from '../scripts/lib/build.mjs'
import { Failure } from '../scripts/lib/failure.mjs'
import { main } from '../scripts/lib/main.mjs'
import { stopAll } from '../scripts/lib/processes.mjs'
import { report } from './report.ts'
import { soak, type Options } from './soak.ts'

/** A day: whoever wants more starts it again. */
const most = { minutes: 1440, portals: 1000 }

await main(async () => {
  const { json, ...options } = readOptions()
  await buildIfStale()
  const result = await soak(options)
  await stopAll()

  process.stdout.write(report(result))
  if (json) writeFileSync(json, `${JSON.stringify(result, null, 2)}\n`)
  if (result.findings.length) throw new Failure(`The audit found ${result.findings.length} things. Seed ${result.seed}; database and logs are in ${result.folder}.`)
})

function readOptions(): Options & { json?: string } {
  try {
    const { values } = parseArgs({
      options: { minutes: { type: 'string', default: '1' }, portals: { type: 'string', default: '200' }, seed: { type: 'string' }, json: { type: 'string' } },
    })
    const [minutes, portals, seed] = [Number(values.minutes), Number(values.portals), Number(values.seed ?? randomInt(2 ** 31))]
    if (!(minutes > 0 && minutes <= most.minutes)) throw new Error(`--minutes is a number above 0 and up to ${most.minutes}.`)
    if (!(Number.isInteger(portals) && portals > 1 && portals <= most.portals)) throw new Error(`--portals is a whole number from 2 to ${most.portals}.`)
    if (!Number.isInteger(seed)) throw new Error('--seed is a whole number.')
    return { minutes, portals, seed, ...(values.json === undefined ? {} : { json: values.json }) }
  }
  catch (error) {
    throw new Failure(`${error instanceof Error ? error.message : String(error)}\nUsage: npm run soak -- [--minutes <n>] [--portals <n>] [--seed <n>] [--json <file>]`)
  }
}
