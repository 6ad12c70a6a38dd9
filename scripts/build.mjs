// The production build, made only when a source has changed: what `npm run test:e2e` and the like call before they start it.
import { buildIfStale } from './lib/build.mjs'
import { main } from './lib/main.mjs'

await main(buildIfStale)
