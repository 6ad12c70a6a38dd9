import type { Page } from 'playwright-core'
import { fromMenu, type Place } from './place.ts'

/** Chat and message of the documented callbacks. */
const dialogId = 'chat1489'
const messageId = '84889'

const path = `/online/?IM_DIALOG=${dialogId}`
/** The messenger names itself and not the chat: api-reference/widgets/im/textarea.md */
const uri = '/online/'

async function fromMessage(page: Page, title: string): Promise<void> {
  const message = page.locator(`#message-${messageId}`)
  await message.hover()
  await message.getByRole('button').click()
  await page.getByRole('menuitem', { name: title, exact: true }).click()
}

export const messengerPlaces: Place[] = [
  {
    code: 'IM_SIDEBAR',
    path,
    uri,
    bindOptions: { iconName: 'fa-sticky-note-o' },
    open: (page, title) => page.getByRole('button', { name: title, exact: true }).click(),
    options: { dialogId },
  },
  {
    code: 'IM_TEXTAREA',
    path,
    uri,
    bindOptions: { iconName: 'fa-file-text-o', width: '60', height: '70' },
    open: (page, title) => page.getByRole('button', { name: title, exact: true }).click(),
    options: { dialogId },
  },
  {
    code: 'IM_CONTEXT_MENU',
    path,
    uri,
    open: fromMessage,
    options: { messageId, dialogId },
  },
  {
    code: 'IM_NAVIGATION',
    path: uri,
    bindOptions: { iconName: 'fa-home' },
    open: (page, title) => page.getByRole('tab', { name: title, exact: true }).click(),
    options: {},
  },
  {
    code: 'IMMOBILE_CONTEXT_MENU',
    path: `/mobile/im/${dialogId}/`,
    uri: null,
    open: (page, title, say) => fromMenu(page, new RegExp(`^${say('chat.apps')}$`), title),
    options: { dialogId },
  },
  {
    code: 'REST_APP_URI',
    path: '/stream/',
    open: page => page.getByRole('main').locator('a[href^="/marketplace/view/"]').first().click(),
    options: { ENTITY: 'deal', ID: '3473' },
  },
]
