import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import type { Translate } from '../../../sandbox/interface/i18n.ts'
import type { Place } from './place.ts'

/** An application's own page and its widget of the menu may have the same title: the address says which is which. */
const inMenu = (address: string) => (page: Page, title: string, say: Translate) => page.getByRole('navigation', { name: say('menu.label') })
  .getByRole('link', { name: title, exact: true }).and(page.locator(`[href^="${address}"]`)).click()

/** What is on every page, or a page of its own. The background worker comes last: from then on it loads with every page. */
export const shellPlaces: Place[] = [
  {
    code: 'CONTACT_CENTER',
    path: '/contact_center/',
    open: (page, title) => page.getByRole('button', { name: title, exact: true }).click(),
    options: { ID: expect.stringMatching(/^\d+$/) },
  },
  {
    code: 'LEFT_MENU',
    path: '/crm/deal/list/category/0/',
    open: inMenu('/marketplace/placement/'),
    options: {},
  },
  {
    code: 'DEFAULT',
    bound: false,
    path: '/stream/',
    open: inMenu('/marketplace/app/'),
    options: {},
    uri: '/marketplace/app/1/',
  },
  {
    code: 'PAGE_BACKGROUND_WORKER',
    path: '/company/personal/user/1/',
    bindOptions: { errorHandlerUrl: 'http://localhost:9/error' },
    options: { ID: 'PAGE_BACKGROUND_WORKER' },
  },
]
