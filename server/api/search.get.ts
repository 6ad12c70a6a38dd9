import { searchQuery } from '../../shared/search.ts'
import { defineListHandler, readQuery } from '../utils/handlers.ts'

export default defineListHandler(async ({ event, services: { findEntries }, reader }) => {
  const { q, before } = readQuery(event, searchQuery)
  return findEntries(reader, q, before)
})
