import { expect, test } from 'vitest'
import { ConfigError, readConfig } from '../../../server/config.ts'

const key = (id: string) => `${id}:${Buffer.alloc(32, id).toString('base64')}`
const production = {
  NUXT_APP_URL: 'https://sidenote.example',
  NUXT_B24_CLIENT_ID: 'local.68a1c2d3e4f5a6.12345678',
  NUXT_B24_CLIENT_SECRET: 'the-client-secret',
  NUXT_SECRET_KEYS: key('k1'),
}
const sandboxed = { ...production, NUXT_APP_URL: 'http://localhost:3000', NUXT_B24_OAUTH_SERVERS: 'http://127.0.0.1:4102', NUXT_B24_ALLOW_INSECURE: 'true' }

/** What the operator reads. */
function complaint(env: Record<string, string | undefined>) {
  try {
    readConfig(env)
    return ''
  }
  catch (error) {
    if (error instanceof ConfigError) return error.message
    throw error
  }
}

test('four variables are enough, the others have defaults', () => {
  const config = readConfig(production)

  expect(config).toMatchObject({
    appUrl: 'https://sidenote.example', clientId: production.NUXT_B24_CLIENT_ID, allowInsecure: false, databaseFile: '.data/sidenote.sqlite', logLevel: 'info',
    oauthServers: ['https://oauth.bitrix.info', 'https://oauth.bitrix24.tech'],
  })
  expect(config.clientSecret.reveal()).toBe('the-client-secret')
})

test('links name a local application by its client id, one of the Market by its code', () => {
  expect(readConfig(production).appCode).toBe(production.NUXT_B24_CLIENT_ID)
  expect(readConfig({ ...production, NUXT_B24_APP_CODE: 'example.sidenote' }).appCode).toBe('example.sidenote')
})

test('every missing variable is named at once', () => {
  const lines = complaint({}).split('\n')

  expect(lines.sort()).toEqual(['NUXT_APP_URL', 'NUXT_B24_CLIENT_ID', 'NUXT_B24_CLIENT_SECRET', 'NUXT_SECRET_KEYS'].map(name => `${name}: is missing`))
})

test('an address that has to be https is named together with what is missing', () => {
  const names = complaint({ NUXT_APP_URL: 'http://sidenote.example', NUXT_B24_OAUTH_SERVERS: 'http://oauth.example' }).split('\n').map(line => line.split(':')[0])

  expect(names.sort()).toEqual(['NUXT_APP_URL', 'NUXT_B24_CLIENT_ID', 'NUXT_B24_CLIENT_SECRET', 'NUXT_B24_OAUTH_SERVERS', 'NUXT_SECRET_KEYS'])
})

test.each([
  ['NUXT_APP_URL', 'sidenote.example'], ['NUXT_APP_URL', 'ftp://sidenote.example'],
  ['NUXT_B24_OAUTH_SERVERS', 'oauth.bitrix.info'], ['NUXT_B24_OAUTH_SERVERS', ' , '],
  ['NUXT_B24_ALLOW_INSECURE', 'yes'],
  ['NUXT_DATABASE_URL', 'postgres://localhost/sidenote'], ['NUXT_DATABASE_URL', 'file:'],
  ['NUXT_SECRET_KEYS', ''], ['NUXT_SECRET_KEYS', 'k1:dG9vIHNob3J0'], ['NUXT_SECRET_KEYS', Buffer.alloc(32).toString('base64')], ['NUXT_SECRET_KEYS', `${key('k1')},k2`], ['NUXT_SECRET_KEYS', `${key('k1')},k1:${Buffer.alloc(32, 'other').toString('base64')}`],
  ['NUXT_B24_APP_CODE', ''], ['NUXT_B24_APP_CODE', 'a/b'],
  ['NUXT_OPENING_DEADLINE_MS', 'soon'], ['NUXT_OPENING_DEADLINE_MS', '0'], ['NUXT_OPENING_DEADLINE_MS', '3000000000'],
  ['NUXT_SESSION_SECONDS', 'long'], ['NUXT_SESSION_SECONDS', '0'], ['NUXT_SESSION_SECONDS', '86400'],
  ['NUXT_LOG_LEVEL', 'loud'],
])('%s does not take %j', (name, value) => {
  expect(complaint({ ...production, [name]: value })).toMatch(new RegExp(`^${name}`))
})

test('a complaint does not tell what was wrong in a secret', () => {
  const message = complaint({ ...production, NUXT_APP_URL: 'x', NUXT_SECRET_KEYS: 'k1:almost-a-key-but-not-quite' })

  expect(message).toContain('NUXT_SECRET_KEYS')
  expect(message).not.toContain('almost')
})

test('the configuration can be printed without its secrets', () => {
  const printed = JSON.stringify(readConfig(production))

  expect(printed).not.toContain('the-client-secret')
  expect(printed).not.toContain(production.NUXT_SECRET_KEYS.split(':')[1])
})

test.each([['NUXT_APP_URL', 'http://sidenote.example'], ['NUXT_B24_OAUTH_SERVERS', 'https://oauth.bitrix.info,http://oauth.example']])('%s has to be https', (name, value) => {
  expect(complaint({ ...production, [name]: value })).toContain('https is required')
})

test.each(['http://localhost:3000', 'http://127.0.0.1:3000', 'http://[::1]:3000'])('an application on %s may be insecure', (url) => {
  expect(readConfig({ ...sandboxed, NUXT_APP_URL: url })).toMatchObject({ appUrl: url, allowInsecure: true, oauthServers: ['http://127.0.0.1:4102'] })
})

test.each(['https://sidenote.example', 'http://localhost.example', 'http://192.168.0.10:3000'])('an application on %s may not', (url) => {
  expect(complaint({ ...sandboxed, NUXT_APP_URL: url })).toContain('NUXT_B24_ALLOW_INSECURE')
})

test('several keys come in their order, the first is current', () => {
  const { secretKeys } = readConfig({ ...production, NUXT_SECRET_KEYS: `${key('k2')}, ${key('k1')}` })

  expect(secretKeys.map(({ id }) => id)).toEqual(['k2', 'k1'])
  expect(secretKeys.map(secret => `${secret.id}:${secret.key.reveal()}`)).toEqual([key('k2'), key('k1')])
})

test('addresses are taken as origins, the database as a path', () => {
  const config = readConfig({ ...production, NUXT_APP_URL: 'https://sidenote.example/some/path', NUXT_DATABASE_URL: 'file:/var/lib/sidenote.sqlite' })

  expect([config.appUrl, config.databaseFile]).toEqual(['https://sidenote.example', '/var/lib/sidenote.sqlite'])
})
