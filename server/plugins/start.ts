import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { migrateDatabase, openDatabase } from '../../db/database.ts'
import { ConfigError, readConfig, type Config } from '../config.ts'
import { createLog } from '../log.ts'
import { createServices } from '../services.ts'
import { storageComplaint } from '../storage-complaint.ts'
import { provideServices } from '../utils/use-services.ts'

/** better-sqlite3 13 is built for Node-API 10: an older Node does not fail on opening a database, it crashes. */
const oldestNode = { major: 22, minor: 19 }

/** Milliseconds that the end of the server waits for the job under way. Nitro waits 30 seconds for the requests before, and 30 for all of this. */
const patienceAtStop = 20_000

/** Checks what the server needs, brings the database to the newest schema and puts the services together, or ends with a sentence. */
export default defineNitroPlugin((nitro) => {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major < oldestNode.major || (major === oldestNode.major && minor < oldestNode.minor)) {
    return end(`Sidenote needs Node ${oldestNode.major}.${oldestNode.minor} or newer, this is ${process.versions.node}. \`npm start\` brings its own on Linux x64.`)
  }

  // Nitro takes every such error, writes it down and goes on; a server that cannot listen would end in silence, as if all were well.
  process.on('uncaughtException', (error: NodeJS.ErrnoException) => {
    if (error.syscall === 'listen') end(`Sidenote cannot listen (PORT, HOST): ${error.message}`)
  })

  try {
    const config = readConfig(process.env)
    const services = start(config)
    services.then(async ({ database, jobs, lifeCycle, log }) => {
      // At once: 'close' comes after the last request, and meanwhile no job is to be begun.
      for (const signal of ['SIGTERM', 'SIGINT']) process.once(signal, () => void jobs.stop())
      nitro.hooks.hook('close', async () => {
        const isDone = await Promise.race([jobs.stop().then(() => true), setTimeout(patienceAtStop, false)])
        if (!isDone) log.warn('a job was left behind: it is taken up again in five minutes')
        database.$client.close()
        log.info('stopped')
      })
      jobs.start()
      await lifeCycle.begin()
    }).catch(error => end(storageComplaint(error, config.databaseFile) ?? `Sidenote could not start: ${String(error)}`))
    provideServices(services)
  }
  catch (error) {
    end(error instanceof ConfigError ? `The configuration is not complete:\n${error.message}` : String(error))
  }
})

async function start(config: Config) {
  const database = openDatabase(config.databaseFile)
  // The entry's own address is only known once all modules have run.
  await Promise.resolve()
  migrateDatabase(database, migrations())
  return createServices({ config, database, fetch: globalThis.fetch, clock: Date.now, log: createLog(config.logLevel) })
}

/** The build carries the migrations beside its entry (nuxt.config.ts copies them), development reads them from the source. */
function migrations() {
  return import.meta.dev ? 'db/migrations' : fileURLToPath(new URL('migrations', import.meta.url))
}

function end(sentence: string) {
  process.stderr.write(`${sentence}\n`)
  process.exit(1)
}
