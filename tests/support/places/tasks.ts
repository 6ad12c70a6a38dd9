import type { Page } from 'playwright-core'
import { ADMIN, EXTRANET, MARCUS } from '../../contract/sandbox/setup.ts'
import { fromMenu, fromRow, widgetOf, type Place } from './place.ts'

/** Ids of the documented callbacks. */
const TASK = '286'
const GROUP = '10'
const TITLE = 'Drawings for the reception desk'

const MINE = `/company/personal/user/${ADMIN}/tasks/`
const PROJECT = `/workgroups/group/${GROUP}/tasks/`
const CARD = `${MINE}task/view/${TASK}/`

/** The applications of all three places are rows of one block, which may have the same title. */
const inBlock = (code: string) => (page: Page, title: string) => page.getByRole('listitem').getByRole('button', { name: title, exact: true }).and(widgetOf(page, code)).click()
const inTab = (page: Page, title: string) => page.getByRole('tab', { name: title, exact: true }).click()

const cardPlaces = ['TASK_VIEW_TAB', 'TASK_VIEW_SIDEBAR', 'TASK_VIEW_TOP_PANEL'].flatMap((code): Place[] => [
  { code, variant: 'row of the block', path: CARD, open: inBlock(code), options: { taskId: TASK } },
  { code, variant: 'from the project', path: `${PROJECT}task/view/${TASK}/`, open: inBlock(code), options: { taskId: TASK } },
])

export const taskPlaces: Place[] = [
  { code: 'TASK_LIST_CONTEXT_MENU', path: MINE, open: (page, title, say) => fromRow(page, TITLE, title, say), options: { ID: TASK } },
  { code: 'TASK_LIST_CONTEXT_MENU', variant: 'in a project', path: PROJECT, open: (page, title, say) => fromRow(page, TITLE, title, say), options: { ID: TASK } },
  {
    code: 'TASK_LIST_CONTEXT_MENU',
    variant: 'of an extranet user',
    as: EXTRANET,
    path: `/company/personal/user/${EXTRANET}/tasks/`,
    open: (page, title, say) => fromRow(page, 'Choose fabrics', title, say),
    options: { ID: '292' },
  },
  { code: 'TASK_USER_LIST_TOOLBAR', path: MINE, open: (page, title, say) => fromMenu(page, say('menu.extensions'), title), options: { USER_ID: String(ADMIN) } },
  { code: 'TASK_GROUP_LIST_TOOLBAR', path: PROJECT, open: (page, title, say) => fromMenu(page, say('menu.extensions'), title, 'TASK_GROUP_LIST_TOOLBAR'), options: { GROUP_ID: GROUP } },
  { code: 'TASK_ROBOT_DESIGNER_TOOLBAR', path: `${MINE}automation/`, open: (page, title, say) => fromMenu(page, say('menu.extensions'), title, 'TASK_ROBOT_DESIGNER_TOOLBAR'), options: { USER_ID: String(ADMIN) }, uri: MINE },
  { code: 'TASK_ROBOT_DESIGNER_TOOLBAR', variant: 'of a project', path: `${PROJECT}automation/`, open: (page, title, say) => fromMenu(page, say('menu.extensions'), title, 'TASK_ROBOT_DESIGNER_TOOLBAR'), options: { GROUP_ID: GROUP }, uri: PROJECT },

  ...cardPlaces,
  { code: 'TASK_VIEW_TAB', variant: 'earlier card', path: `${CARD}?card=classic`, open: inTab, options: { taskId: TASK } },
  { code: 'TASK_VIEW_SIDEBAR', variant: 'earlier card', path: `${CARD}?card=classic`, options: { taskId: TASK } },
  { code: 'TASK_VIEW_TOP_PANEL', variant: 'earlier card', path: `${CARD}?card=classic`, open: (page, title) => page.getByRole('button', { name: title, exact: true }).click(), options: { taskId: TASK } },
  { code: 'TASK_VIEW_TAB', variant: 'kept to the project', path: CARD, open: inBlock('TASK_VIEW_TAB'), options: { taskId: TASK }, bindOptions: { groupId: `${GROUP}, 11` } },

  { code: 'SONET_GROUP_DETAIL_TAB', path: `/workgroups/group/${GROUP}/`, open: inTab, options: { GROUP_ID: GROUP } },
  { code: 'SONET_GROUP_TOOLBAR', path: `/workgroups/group/${GROUP}/`, open: (page, title, say) => fromMenu(page, say('menu.extensions'), title), options: {} },
  { code: 'SONET_GROUP_TOOLBAR', variant: 'over its tasks', as: MARCUS, path: PROJECT, open: (page, title, say) => fromMenu(page, say('menu.extensions'), title, 'SONET_GROUP_TOOLBAR'), options: {} },
  { code: 'SONET_GROUP_ROBOT_DESIGNER_TOOLBAR', path: `${PROJECT}automation/`, open: (page, title, say) => fromMenu(page, say('menu.extensions'), title, 'SONET_GROUP_ROBOT_DESIGNER_TOOLBAR'), options: { GROUP_ID: GROUP }, uri: PROJECT },
]
