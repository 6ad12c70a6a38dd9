import type { Family } from './row.ts'

export const offlineEvents: Family = {
  rows: [],
  notYet: [
    'event.offline.clear',
    'event.offline.get',
    'event.offline.list',
  ],
}
