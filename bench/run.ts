// `npm run bench`: everything that docs and reviews quote about speed and size, measured in one run on the production build with the
// sandbox. Options: --quick, --profile, --json <file>.
import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { buildIfStale } from '../scripts/lib/build.mjs'
import { Failure } from '../scripts/lib/failure.mjs'
import { main } from '../scripts/lib/main.mjs'
import { stopAll } from '../scripts/lib/processes.mjs'
import { step } from '../scripts/lib/progress.mjs'
import { measureClient } from './client.ts'
import { measureDatabase } from './database.ts'
import { install, installWholeManifest } from './install.ts'
import { large } from './large-database.ts'
import { loadOfMachine, machine } from './machine.ts'
import { dealTab, writeNotes } from './notes.ts'
import { inProcess, measureOpenings, openingsUnder } from './openings.ts'
import { recordProfile } from './profile.ts'
import { report } from './report.ts'
import type { Results } from './results.ts'
import { startStage, type Stage } from './stage.ts'
import { measureSteps } from './steps.ts'
import { targetsOf } from './targets.ts'
import { measureViews } from './views.ts'

interface Options { quick: boolean, profile: boolean, json?: string }

await main(async () => {
  const options = readOptions()
  await buildIfStale()
  const results = await measure(options)
  await stopAll()

  const targets = targetsOf(results)
  process.stdout.write(report(results, targets))
  if (options.json) writeFileSync(options.json, `${JSON.stringify({ ...results, targets }, null, 2)}\n`)
})

async function measure({ quick, profile }: Options): Promise<Results> {
  const loadBefore = loadOfMachine()
  const stage = await step('Starting the sandbox and the app', startStage)
  const idle = await residentSet(stage)

  const installation = await step('Installing', async () => ({
    own: await install(stage), whole: await installWholeManifest(stage), dynamicTypes: stage.dynamicTypes,
  }))
  const steps = await step('Counting calls', async () => {
    await writeNotes(stage)
    return { deal: await measureSteps(stage, dealTab), home: await measureSteps(stage, { placement: 'DEFAULT' }) }
  })
  const openings = await step('Opening deal tabs', () =>
    measureOpenings(stage, quick ? { rounds: 1, seconds: 1, warmUp: 1 } : { rounds: 3, seconds: 4, warmUp: 4 }))
  const afterLoad = await residentSet(stage)
  const client = await step('Loading deal tabs in Chromium', () => measureClient(stage, dealTab, quick ? 1 : 7))
  const views = await step('Opening each view', () => measureViews(stage, quick ? 1 : 3))
  const database = await step('Opening and searching among a million notes', () => quick ? measureDatabase({ portals: 100, notes: 5000 }, 100) : measureDatabase(large, 1000))
  const profiles = profile ? await step('Profiling', () => measureProfiles(stage, quick ? 1 : 5)) : []

  return {
    at: new Date().toISOString(), quick, machine: machine(loadBefore), installation, steps, openings, client, views, database, memory: { idle, afterLoad }, profiles,
  }
}

async function measureProfiles(stage: Stage, seconds: number): Promise<Results['profiles']> {
  return [
    { name: 'the page with verdict and data in-process, c=10', profile: await recordProfile(stage, 'in-process', () => inProcess(stage, 10, seconds)) },
    { name: 'full openings, c=10', profile: await recordProfile(stage, 'opening', () => openingsUnder(stage, 10, seconds)) },
  ]
}

async function residentSet({ preload }: Stage): Promise<number> {
  const { rss }: { rss: number } = JSON.parse(await preload('GET', 'memory'))
  return rss
}

function readOptions(): Options {
  try {
    const { values } = parseArgs({ options: { quick: { type: 'boolean', default: false }, profile: { type: 'boolean', default: false }, json: { type: 'string' } } })
    return values
  }
  catch (error) {
    throw new Failure(`${error instanceof Error ? error.message : String(error)}\nUsage: npm run bench -- [--quick] [--profile] [--json <file>]`)
  }
}
