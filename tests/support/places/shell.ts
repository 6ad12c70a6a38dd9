import { expect } from 'vitest'
import type { Place } from './place.ts'

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
    open: (page, title, say) => page.getByRole('navigation', { name: say('menu.label') }).getByRole('link', { name: title, exact: true }).click(),
    options: {},
  },
  {
    code: 'DEFAULT',
    bound: false,
    path: '/stream/',
    open: (page, title, say) => page.getByRole('navigation', { name: say('menu.label') }).getByRole('link', { name: title, exact: true }).click(),
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
