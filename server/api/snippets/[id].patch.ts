import { getRouterParam } from 'h3'
import { snippetChange } from '../../../shared/snippet.ts'
import { defineSessionHandler, readInput } from '../../utils/handlers.ts'

export default defineSessionHandler(async ({ event, session, services: { snippets } }) =>
  snippets.change(session, getRouterParam(event, 'id') ?? '', await readInput(event, snippetChange)))
