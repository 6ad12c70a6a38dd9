import { fileURLToPath } from 'node:url'
import { migrateDatabase, openDatabase } from '../../db/database.ts'
import { ConfigError, readConfig } from '../config.ts'
import { createLog } from '../log.ts'
import { createServices } from '../services.ts'
import { provideServices } from '../utils/use-services.ts'

/** better-sqlite3 13 is built for Node-API 10: an older Node does not fail on opening a database, it crashes. */
const oldestNode = [22, 19]

/** Checks what the server needs, brings the database to the newest schema and puts the services together, or ends with a sentence. */
export default defineNitroPlugin((nitro) => {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major < oldestNode[0]! || (major === oldestNode[0] && minor < oldestNode[1]!)) {
    return end(`Sidenote needs Node ${oldestNode.join('.')} or newer, this is ${process.versions.node}. \`npm start\` brings its own on Linux x64.`)
  }

  try {
    const config = readConfig(process.env)
    const database = openDatabase(config.databaseFile)
    migrateDatabase(database, migrations())
    provideServices(createServices({ config, database, fetch: globalThis.fetch, clock: Date.now, log: createLog(config.logLevel) }))
    nitro.hooks.hook('close', () => {
      database.$client.close()
    })
  }
  catch (error) {
    end(error instanceof ConfigError ? `The configuration is not complete:\n${error.message}` : `Sidenote could not start: ${String(error)}`)
  }
})

/** The build carries the migrations beside its entry (nuxt.config.ts copies them), development reads them from the source. */
function migrations() {
  return import.meta.dev ? 'db/migrations' : fileURLToPath(new URL('migrations', import.meta.url))
}

function end(sentence: string) {
  process.stderr.write(`${sentence}\n`)
  process.exit(1)
}
