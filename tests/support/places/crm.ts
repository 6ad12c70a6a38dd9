import { fromMenu, fromRow, type Place } from './place.ts'

interface CrmTypePlaces {
  code: string
  entityTypeId: string
  path: string
  categoryId: string
  /** An item as the data of the portal has it, where it can with the id of the documentation's callback. */
  id: string
  item: string
}

const types: CrmTypePlaces[] = [
  { code: 'LEAD', entityTypeId: '1', path: 'lead', categoryId: '0', id: '6591', item: 'benches for a concert hall foyer' },
  { code: 'DEAL', entityTypeId: '2', path: 'deal', categoryId: '0', id: '3473', item: 'Reception desk and lounge seating' },
  { code: 'CONTACT', entityTypeId: '3', path: 'contact', categoryId: '0', id: '13037', item: 'Eleanor Marsh' },
  { code: 'COMPANY', entityTypeId: '4', path: 'company', categoryId: '0', id: '2946', item: 'Harbour Hotel Group' },
  { code: 'QUOTE', entityTypeId: '7', path: 'type/7', categoryId: '0', id: '5', item: 'Lobby and bar' },
  { code: 'SMART_INVOICE', entityTypeId: '31', path: 'type/31', categoryId: '5', id: '32', item: 'deposit for reception desk' },
  { code: 'DYNAMIC_183', entityTypeId: '183', path: 'type/183', categoryId: '12', id: '3', item: 'Delivery: reception desk' },
  { code: 'DYNAMIC_1036', entityTypeId: '1036', path: 'type/1036', categoryId: '14', id: '1', item: 'Wobbling bar stool' },
]

/** Lead, deal, contact and company say ID where the other types say ENTITY_ID: api-reference/widgets/crm/detail-toolbar.md */
const BY_ID = ['LEAD', 'DEAL', 'CONTACT', 'COMPANY']

function list({ code, path, categoryId, id, item }: CrmTypePlaces): Place[] {
  const listPath = `/crm/${path}/list/category/${categoryId}/`

  return [
    { code: `CRM_${code}_LIST_MENU`, path: listPath, open: (page, title, say) => fromRow(page, item, title, say), options: { ID: id } },
    { code: `CRM_${code}_LIST_TOOLBAR`, path: listPath, open: (page, title, say) => fromMenu(page, say('menu.extensions'), title), options: {} },
  ]
}

function card({ code, entityTypeId, path, id }: CrmTypePlaces): Place[] {
  const cardPath = `/crm/${path}/details/${id}/`

  return [
    { code: `CRM_${code}_DETAIL_TAB`, path: cardPath, open: (page, title) => page.getByRole('tab', { name: title, exact: true }).click(), options: { ID: id } },
    { code: `CRM_${code}_DETAIL_TOOLBAR`, path: cardPath, open: (page, title, say) => fromMenu(page, say('menu.extensions'), title), options: BY_ID.includes(code) ? { ID: id } : { ENTITY_ID: id } },
    { code: `CRM_${code}_DOCUMENTGENERATOR_BUTTON`, path: cardPath, open: (page, title, say) => fromMenu(page, say('card.document'), title), options: { ENTITY_ID: id } },
    { code: `CRM_${code}_DETAIL_ACTIVITY`, path: cardPath, open: (page, title) => page.getByRole('button', { name: title, exact: true }).click(), options: { ID: id } },
    {
      code: `CRM_${code}_DETAIL_ACTIVITY`,
      variant: 'built-in interface',
      path: cardPath,
      open: (page, title) => page.getByRole('button', { name: title, exact: true }).click(),
      bindOptions: { useBuiltInInterface: 'Y' },
      options: { entityTypeId, entityId: id, useBuiltInInterface: 'Y' },
    },
  ]
}

/** Planned activities are named by three keys, those done by the record's three besides: crm/activity-timeline-menu.md */
const activities = [
  { code: 'LEAD', subject: 'Look at the plans of the foyer', options: { ENTITY_ID: '6591', ASSOCIATED_ENTITY_ID: '1523', ASSOCIATED_ENTITY_TYPE_ID: '6', TYPE_ID: '1', TYPE_CATEGORY_ID: '6', TIMELINE_ITEM_ID: '29937' } },
  { code: 'DEAL', subject: 'Ask Dr Okafor for a delivery date', options: { ENTITY_ID: '3463', ASSOCIATED_ENTITY_ID: '1517', ASSOCIATED_ENTITY_TYPE_ID: '6' } },
  { code: 'QUOTE', subject: 'Send the revised estimate', options: { ENTITY_ID: '5', ASSOCIATED_ENTITY_ID: '1529', ASSOCIATED_ENTITY_TYPE_ID: '6' } },
  { code: 'SMART_INVOICE', subject: 'Check whether the deposit', options: { ENTITY_ID: '32', ASSOCIATED_ENTITY_ID: '238', ASSOCIATED_ENTITY_TYPE_ID: '6' } },
  { code: 'DYNAMIC_183', subject: 'Confirm the time slot', options: { ENTITY_ID: '3', ASSOCIATED_ENTITY_ID: '1527', ASSOCIATED_ENTITY_TYPE_ID: '6' } },
  { code: 'DYNAMIC_1036', subject: 'Take glue and clamps', options: { ENTITY_ID: '1', ASSOCIATED_ENTITY_ID: '818', ASSOCIATED_ENTITY_TYPE_ID: '6' } },
]

function timeline({ code, path }: CrmTypePlaces): Place[] {
  return activities.filter(activity => activity.code === code).map(({ subject, options }) => ({
    code: `CRM_${code}_ACTIVITY_TIMELINE_MENU`,
    path: `/crm/${path}/details/${options.ENTITY_ID}/`,
    open: async (page, title, say) => {
      await page.getByRole('listitem').filter({ hasText: subject }).getByRole('button', { name: say('menu.actions') }).click()
      await page.getByRole('menuitem', { name: title, exact: true }).click()
    },
    options,
  }))
}

const WITH_AUTOMATION = types.filter(({ code }) => !['CONTACT', 'COMPANY', 'QUOTE'].includes(code))

function designer({ code, path, categoryId }: CrmTypePlaces): Place {
  return {
    code: `CRM_${code}_ROBOT_DESIGNER_TOOLBAR`,
    path: `/crm/${path}/automation/${categoryId}/`,
    open: (page, title, say) => fromMenu(page, say('menu.extensions'), title),
    options: {},
  }
}

/** Leads have one pipeline only and deals a code without their name. */
function pipelines({ code, path }: CrmTypePlaces): Place[] {
  if (code === 'LEAD') return []
  const deal = code === 'DEAL'

  return [{
    code: deal ? 'CRM_FUNNELS_TOOLBAR' : `CRM_${code}_FUNNELS_TOOLBAR`,
    path: deal ? '/crm/tunnels/' : `/crm/${path}/categories/`,
    open: (page, title, say) => fromMenu(page, say('menu.extensions'), title),
    options: {},
  }]
}

const analytics: Place[] = [
  {
    code: 'CRM_ANALYTICS_MENU',
    path: '/report/analytics/',
    open: (page, title, say) => page.getByRole('navigation', { name: say('crm.analytics') }).getByRole('link', { name: title }).click(),
    options: {},
  },
  {
    code: 'CRM_ANALYTICS_MENU',
    variant: 'in a slider',
    path: '/report/analytics/?IFRAME=Y&IFRAME_TYPE=SIDE_SLIDER',
    open: (page, title, say) => page.getByRole('navigation', { name: say('crm.analytics') }).getByRole('link', { name: title }).click(),
    options: {},
  },
  { code: 'CRM_ANALYTICS_TOOLBAR', path: '/report/analytics/', open: (page, title, say) => fromMenu(page, say('menu.extensions'), title), options: {} },
]

const ORDER_CARD = { portal: 'Brightwater Studio', path: '/shop/orders/details/236/' }

const orders: Place[] = [
  { code: 'CRM_ORDER_LIST_TOOLBAR', portal: 'Brightwater Studio', path: '/shop/orders/list/', open: (page, title, say) => fromMenu(page, say('menu.extensions'), title), options: {} },
  { code: 'CRM_ORDER_DETAIL_TAB', ...ORDER_CARD, open: (page, title) => page.getByRole('tab', { name: title, exact: true }).click(), options: { ID: '236' } },
  { code: 'CRM_ORDER_DETAIL_ACTIVITY', ...ORDER_CARD, open: (page, title) => page.getByRole('button', { name: title, exact: true }).click(), options: { ID: '236' } },
  {
    code: 'CRM_ORDER_DETAIL_ACTIVITY',
    variant: 'built-in interface',
    ...ORDER_CARD,
    open: (page, title) => page.getByRole('button', { name: title, exact: true }).click(),
    bindOptions: { useBuiltInInterface: 'Y' },
    options: { entityTypeId: '14', entityId: '236', useBuiltInInterface: 'Y' },
  },
]

/** Applications that search: Bitrix24 draws what they find, their frames stay out of sight. */
const searches: Place[] = [
  ...['Company', 'Contact'].map((field): Place => ({
    code: 'CRM_DETAIL_SEARCH',
    variant: field,
    path: '/crm/deal/details/3473/',
    open: async (page, title) => {
      await page.getByRole('button', { name: 'Change client' }).click()
      await page.getByRole('searchbox', { name: field, exact: true }).fill('Daisy')
      await page.getByRole('button', { name: title }).click()
    },
    options: { entityTypeName: field.toUpperCase(), searchQuery: 'Daisy' },
  })),
  {
    code: 'CRM_REQUISITE_AUTOCOMPLETE',
    path: '/crm/company/details/2946/',
    open: page => page.getByRole('searchbox', { name: 'Find details by name or number' }).fill('Daisy'),
    options: { searchQuery: 'Daisy' },
  },
  {
    code: 'CRM_BANK_DETAIL_AUTOCOMPLETE',
    path: '/bitrix/components/bitrix/crm.requisite.details/slider.ajax.php?requisite_id=n0&etype=4&eid=2946&external_context_id=COMPANY_2946&pid=1&cid=0',
    open: page => page.getByRole('searchbox', { name: 'Find a bank by name or code' }).fill('044599999'),
    bindOptions: { countries: '46' },
    options: { searchQuery: '044599999' },
  },
]

export const crmPlaces: Place[] = [
  ...types.flatMap(list),
  ...types.flatMap(card),
  ...types.flatMap(timeline),
  { code: 'CRM_ACTIVITY_LIST_MENU', path: '/crm/activity/', open: (page, title, say) => fromRow(page, 'Samir Haddad asks', title, say), options: { ID: '1465' } },
  ...WITH_AUTOMATION.map(designer),
  ...WITH_AUTOMATION.flatMap(pipelines),
  ...analytics,
  ...searches,
  ...orders,
  {
    code: 'CRM_DEAL_LIST_TOOLBAR',
    variant: 'above the board',
    path: '/crm/deal/kanban/category/1/',
    open: (page, title, say) => fromMenu(page, say('menu.extensions'), title),
    options: {},
  },
  {
    code: 'CRM_DEAL_DETAIL_TOOLBAR',
    variant: 'in a slider',
    path: '/crm/deal/details/3473/?IFRAME=Y&IFRAME_TYPE=SIDE_SLIDER',
    open: (page, title, say) => fromMenu(page, say('menu.extensions'), title),
    options: { ID: '3473' },
  },
  {
    code: 'CRM_DEAL_DETAIL_ACTIVITY',
    variant: 'hint for new users',
    path: '/crm/deal/details/3463/',
    open: page => page.getByRole('complementary', { name: 'Measure twice' }).getByRole('button', { name: 'Learn more' }).click(),
    bindOptions: { newUserNotificationTitle: 'Measure twice', newUserNotificationText: 'Cut once.' },
    options: { ID: '3463', newUserNotification: 'Y' },
  },
]
