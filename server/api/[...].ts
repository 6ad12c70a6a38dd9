import { Failure } from '../failure.ts'
import { defineApiHandler } from '../utils/handlers.ts'

/** Whatever is no route here would fall to the page renderer. */
export default defineApiHandler(async () => {
  throw new Failure('not-found')
})
