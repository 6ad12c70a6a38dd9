import { fromMenu, fromRow, type Place } from './place.ts'

/** One item of each type, as the data of Alder & Oak has them. */
const types = [
  { code: 'DEAL', path: 'deal', id: '3473', title: 'Reception desk and lounge seating' },
]

export const crmPlaces: Place[] = types.flatMap(({ code, path, id, title: item }): Place[] => [
  {
    code: `CRM_${code}_LIST_MENU`,
    path: `/crm/${path}/list/category/0/`,
    open: (page, title) => fromRow(page, item, title),
    options: { ID: id },
  },
  {
    code: `CRM_${code}_LIST_TOOLBAR`,
    path: `/crm/${path}/list/category/0/`,
    open: (page, title) => fromMenu(page, 'Extensions', title),
    options: {},
  },
  {
    code: `CRM_${code}_DETAIL_TAB`,
    path: `/crm/${path}/details/${id}/`,
    open: (page, title) => page.getByRole('tab', { name: title, exact: true }).click(),
    options: { ID: id },
  },
])
