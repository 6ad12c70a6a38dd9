import type { Client } from './client.ts'
import type { DatabaseFigures } from './database.ts'
import type { Installation } from './install.ts'
import type { Machine } from './machine.ts'
import type { Openings } from './openings.ts'
import type { Profile } from './profile.ts'
import type { Steps } from './steps.ts'
import type { ViewRow } from './views.ts'

/** Everything that one run measured; `--json` writes it, with the targets. */
export interface Results {
  /** ISO 8601. */
  at: string
  /** Short runs, only good to try the bench itself. */
  quick: boolean
  machine: Machine
  installation: { own: Installation, whole: Installation, dynamicTypes: number }
  steps: { deal: Steps, home: Steps }
  openings: Openings
  client: Client
  views: ViewRow[]
  database: DatabaseFigures
  /** Resident set of the app's process, in bytes. */
  memory: { idle: number, afterLoad: number }
  /** With `--profile`. */
  profiles: { name: string, profile: Profile }[]
}
