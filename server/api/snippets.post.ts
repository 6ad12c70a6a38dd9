import { setResponseStatus } from 'h3'
import { newSnippet } from '../../shared/snippet.ts'
import { defineSessionHandler, readInput } from '../utils/handlers.ts'

export default defineSessionHandler(async ({ event, session, services: { snippets } }) => {
  const { snippet, isNew } = await snippets.add(session, await readInput(event, newSnippet))
  setResponseStatus(event, isNew ? 201 : 200)
  return snippet
})
