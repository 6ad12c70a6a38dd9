import type { Page } from 'playwright-core'
import type { Translate } from '../../../sandbox/interface/i18n.ts'
import type { Place } from './place.ts'

async function chooseView(page: Page, title: string, say: Translate): Promise<void> {
  await page.getByRole('navigation', { name: say('crm.view') }).getByRole('link', { name: title, exact: true }).click()
}

/** August 2026 begins on a Saturday and ends on a Monday: six weeks from Monday to Sunday. */
export const calendarPlaces: Place[] = [
  {
    code: 'CALENDAR_GRIDVIEW',
    path: '/calendar/?view=month&date=2026-08-12',
    open: chooseView,
    options: { viewRangeFrom: '2026-07-27', viewRangeTo: '2026-09-06' },
    uri: '/calendar/',
  },
  {
    code: 'CALENDAR_GRIDVIEW',
    variant: 'in the week of a colleague',
    path: '/company/personal/user/5/calendar/?view=week&date=2024-08-14',
    open: chooseView,
    options: { viewRangeFrom: '2024-08-12', viewRangeTo: '2024-08-18' },
    uri: '/company/personal/user/5/calendar/',
  },
]
