import type { Family } from './row.ts'

export const calendar: Family = {
  rows: [],
  notYet: [
    'calendar.event.get',
    'calendar.section.get',
  ],
}
