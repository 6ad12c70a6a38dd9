import type { Page } from 'playwright-core'
import type { Translate } from '../../../sandbox/interface/i18n.ts'
import { expect } from 'vitest'
import type { Place } from './place.ts'

const PRIYA = 7
const LINE = '+441174960100'
const CALL_ID = expect.stringMatching(/^externalCall\.[0-9a-f]{32}\.\d+$/)

/** Somebody calls, and the tab is opened in the card: before the call is answered, or during the conversation. */
function inCallFrom(number: string, { answered }: { answered: boolean }) {
  return async (page: Page, title: string, say: Translate) => {
    await page.getByLabel(say('telephony.number')).fill(number)
    await page.getByRole('button', { name: say('telephony.simulate') }).click()
    if (answered) {
      await page.getByRole('button', { name: say('call.answer') }).click()
      await page.getByRole('region', { name: say('call.card') }).getByText(say('call.connected')).waitFor()
    }
    await page.getByRole('tab', { name: title, exact: true }).click()
  }
}

export const telephonyPlaces: Place[] = [
  {
    code: 'CALL_CARD',
    variant: 'of a contact',
    path: '/telephony/',
    open: inCallFrom('+44 7700 900318', { answered: false }),
    options: {
      CALL_ID, PHONE_NUMBER: '+447700900318', LINE_NUMBER: LINE, LINE_NAME: LINE, CRM_ENTITY_TYPE: 'CONTACT', CRM_ENTITY_ID: '13046',
      CRM_ACTIVITY_ID: 'undefined',
      CRM_BINDINGS: [{ ENTITY_TYPE: 'DEAL', ENTITY_ID: '3463' }, { ENTITY_TYPE: 'CONTACT', ENTITY_ID: '13046' }, { ENTITY_TYPE: 'COMPANY', ENTITY_ID: '2951' }],
      CALL_DIRECTION: 'incoming', CALL_STATE: 'connecting', CALL_LIST_MODE: 'false',
    },
  },
  {
    code: 'CALL_CARD',
    variant: 'of a stranger',
    path: '/telephony/',
    as: PRIYA,
    open: inCallFrom('555555', { answered: true }),
    options: {
      CALL_ID, PHONE_NUMBER: '555555', LINE_NUMBER: LINE, LINE_NAME: LINE, CRM_ENTITY_TYPE: '', CRM_ENTITY_ID: '0', CRM_ACTIVITY_ID: 'undefined',
      CALL_DIRECTION: 'incoming', CALL_STATE: 'connected', CALL_LIST_MODE: 'false',
    },
  },
  {
    code: 'TELEPHONY_ANALYTICS_MENU',
    path: '/telephony/',
    open: async (page, title, say) => {
      await page.getByRole('link', { name: say('telephony.analytics') }).click()
      const tab = page.frameLocator('.slider iframe').getByRole('tab', { name: title, exact: true })
      // The page in the slider may be seen before its scripts have come.
      await expect.poll(async () => {
        await tab.click()
        return tab.getAttribute('aria-selected')
      }).toBe('true')
    },
    options: {},
    uri: '/report/telephony/?IFRAME=Y&IFRAME_TYPE=SIDE_SLIDER',
  },
]
