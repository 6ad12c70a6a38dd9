import { z } from 'zod'
import { Secret } from './secret.ts'

const flag = z.enum(['true', 'false']).default('false').transform(value => value === 'true')
const list = (value: string) => value.split(',').map(part => part.trim()).filter(Boolean)

const origin = z.url({ protocol: /^https?$/ }).transform(url => new URL(url).origin)

const secretKey = z.string().regex(/^[\w-]{1,32}:[A-Za-z0-9+/]{43}=$/, 'each key is id:base64 of 32 bytes').transform((pair) => {
  const [id = '', key = ''] = pair.split(/:(.*)/)
  return { id, key: new Secret(key) }
})

const environment = z.object({
  NUXT_APP_URL: origin,
  NUXT_B24_CLIENT_ID: z.string().min(1),
  NUXT_B24_CLIENT_SECRET: z.string().min(1).transform(value => new Secret(value)),
  NUXT_B24_APP_CODE: z.string().regex(/^[\w.-]+$/, 'has to be the code of the application in the Market').optional(),
  NUXT_B24_OAUTH_SERVERS: z.string().default('https://oauth.bitrix.info,https://oauth.bitrix24.tech').transform(list).pipe(z.array(origin).nonempty()),
  NUXT_B24_ALLOW_INSECURE: flag,
  NUXT_DATABASE_URL: z.string().regex(/^file:./, 'has to be file: and a path').default('file:.data/sidenote.sqlite').transform(url => url.slice('file:'.length)),
  NUXT_SECRET_KEYS: z.string().transform(list).pipe(
    z.array(secretKey).nonempty().refine(keys => new Set(keys.map(({ id }) => id)).size === keys.length, 'two keys have the same id'),
  ),
  NUXT_OPENING_DEADLINE_MS: z.coerce.number().int().min(1).max(60_000).default(2500),
  NUXT_SESSION_SECONDS: z.coerce.number().int().min(1).max(43_200).default(43_200),
  NUXT_LOG_LEVEL: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('info'),
})

export interface Config {
  /** Public origin of this application. */
  appUrl: string
  clientId: string
  clientSecret: Secret
  /** By which links name the application: its code in the Market, or the client id of a local one. */
  appCode: string
  /** Origins of the OAuth servers that may be asked; the first serves a portal whose server is unknown. */
  oauthServers: string[]
  /** http portals and loopback hosts, for the sandbox. */
  allowInsecure: boolean
  /** Path of the SQLite file, or `:memory:`. */
  databaseFile: string
  /** The first is current, the others only open what they once sealed. */
  secretKeys: { id: string, key: Secret }[]
  /** After so many milliseconds a slow portal's page is sent without its data (invariant 3). */
  openingDeadline: number
  /** After so many seconds a page has to show a fresh token of Bitrix24 (invariant 4). */
  sessionLifetime: number
  logLevel: string
}

/** Every wrong variable at once, a line each: its name and what is wrong with it. */
export class ConfigError extends Error {}

/**
 * The configuration from environment variables (`process.env`; names in README and docs/ARCHITECTURE.md).
 * @throws ConfigError naming each variable that is missing or wrong.
 */
export function readConfig(env: Record<string, string | undefined>): Config {
  const read = environment.safeParse(env, { error: issue => issue.input === undefined ? 'is missing' : undefined })
  const complaints = [...(read.error?.issues ?? []).map(issue => `${issue.path[0]?.toString()}: ${issue.message}`), ...insecureAddresses(env)]
  if (!read.success || complaints.length) throw new ConfigError(complaints.join('\n'))

  return {
    appUrl: read.data.NUXT_APP_URL,
    clientId: read.data.NUXT_B24_CLIENT_ID,
    clientSecret: read.data.NUXT_B24_CLIENT_SECRET,
    appCode: read.data.NUXT_B24_APP_CODE ?? read.data.NUXT_B24_CLIENT_ID,
    oauthServers: read.data.NUXT_B24_OAUTH_SERVERS,
    allowInsecure: read.data.NUXT_B24_ALLOW_INSECURE,
    databaseFile: read.data.NUXT_DATABASE_URL,
    secretKeys: read.data.NUXT_SECRET_KEYS,
    openingDeadline: read.data.NUXT_OPENING_DEADLINE_MS,
    sessionLifetime: read.data.NUXT_SESSION_SECONDS,
    logLevel: read.data.NUXT_LOG_LEVEL,
  }
}

/** Path of the SQLite file alone, for commands that need nothing else. @throws ConfigError. */
export function readDatabaseFile(env: Record<string, string | undefined>): string {
  const read = environment.pick({ NUXT_DATABASE_URL: true }).safeParse(env)
  if (!read.success) throw new ConfigError(read.error.issues.map(({ message }) => `NUXT_DATABASE_URL: ${message}`).join('\n'))
  return read.data.NUXT_DATABASE_URL
}

const loopback = ['localhost', '127.0.0.1', '[::1]']

/** What is wrong between the addresses, as far as each can be read by itself, and whether they may be insecure. */
function insecureAddresses(env: Record<string, string | undefined>): string[] {
  const { NUXT_APP_URL, NUXT_B24_OAUTH_SERVERS, NUXT_B24_ALLOW_INSECURE } = environment.shape
  const appUrl = NUXT_APP_URL.safeParse(env.NUXT_APP_URL).data
  const servers = NUXT_B24_OAUTH_SERVERS.safeParse(env.NUXT_B24_OAUTH_SERVERS).data ?? []
  const insecure = NUXT_B24_ALLOW_INSECURE.safeParse(env.NUXT_B24_ALLOW_INSECURE).data

  if (insecure === undefined) return []
  if (insecure) return appUrl && !loopback.includes(new URL(appUrl).hostname) ? ['NUXT_B24_ALLOW_INSECURE: only together with a NUXT_APP_URL on loopback'] : []
  return [
    ...(appUrl?.startsWith('http:') ? ['NUXT_APP_URL: https is required'] : []),
    ...(servers.some(url => url.startsWith('http:')) ? ['NUXT_B24_OAUTH_SERVERS: https is required'] : []),
  ]
}
