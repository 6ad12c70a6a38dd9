// `npm run reencrypt`: after a new key was put first in NUXT_SECRET_KEYS and the servers were started with it, everything that is sealed with an
// older one is sealed with it, so that the older one can be taken out. `-- --forget` throws away what no key opens. Environment: the server's own.
import { parseArgs } from 'node:util'
import { Failure } from '../scripts/lib/failure.mjs'
import { main } from '../scripts/lib/main.mjs'
import { forgetLost, reencryptTokens, type Reencrypted } from '../server/bitrix24/reencryption.ts'
import { createSealer } from '../server/seal.ts'
import { configuration, withDatabase } from './lib/open.ts'

await main(async () => {
  const { values: { forget } } = parseArgs({ options: { forget: { type: 'boolean', default: false } } })
  const { databaseFile, secretKeys } = configuration()
  await withDatabase(databaseFile, async (database) => {
    const sealer = await createSealer(secretKeys, Date.now)
    const done = await reencryptTokens({ database, sealer })
    process.stdout.write(`${done.renewed} pairs of tokens are sealed with key "${sealer.keyId}" now, ${done.left} are not yet, ${done.lost.length} cannot be opened.\n`)
    if (forget) process.stdout.write(`${await forgetLost(database, done.lost)} of them are forgotten: these people's next opening of Sidenote brings new ones.\n`)
    complain(forget ? { ...done, lost: [] } : done)
  })
})

/** Whatever was not done has to be known before an older key is thrown away. */
function complain({ left, lost }: Reencrypted) {
  const sentences = [
    ...lost.map(({ portalId, userId, keyId }) => `Portal ${portalId}, person ${userId}: sealed with key "${keyId}", which NUXT_SECRET_KEYS does not have, or has otherwise.`),
    ...(lost.length ? ['Put that key back and run this again. If it is gone for good, `npm run reencrypt -- --forget` throws these away, and their people\'s next opening of Sidenote brings new tokens.'] : []),
    ...(left ? ['A server still seals with an older key: start it with the same NUXT_SECRET_KEYS, then run this again.'] : []),
  ]
  if (sentences.length) throw new Failure(sentences.join('\n'))
}
