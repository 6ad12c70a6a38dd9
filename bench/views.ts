import { open } from './app.ts'
import { measureClient } from './client.ts'
import { loadOfOpenings, type Load } from './load.ts'
import { dealTab } from './notes.ts'
import { constant, formsPerSecond } from './openings.ts'
import type { Opened, Stage } from './stage.ts'
import { measureSteps } from './steps.ts'

/** What one view costs. */
export interface ViewRow {
  view: string
  load: Load
  /** The rate of the same HTML as a constant, over that of the pages. */
  ratio: number
  /** Calls to the portal and the OAuth server that wait for one another. */
  sequential: number
  /** Bytes until hydrated, gzip. */
  javaScript: number
  /** Milliseconds. */
  hydrated: number
}

/** An opening for each view, of the objects that have the notes. */
const openings: Record<string, Opened> = {
  'thread': dealTab,
  'peek': { placement: 'CRM_DEAL_LIST_MENU', options: dealTab.options },
  'queue': { placement: 'CRM_DEAL_LIST_TOOLBAR' },
  'capture': { placement: 'CRM_DEAL_DETAIL_TOOLBAR', options: dealTab.options },
  'native-form': { placement: 'CRM_DEAL_DETAIL_ACTIVITY', options: dealTab.options },
  'digest': { placement: 'CRM_DEAL_DOCUMENTGENERATOR_BUTTON', options: dealTab.options.map(({ ID }) => ({ ENTITY_ID: ID })) },
  'automation': { placement: 'CRM_DEAL_ROBOT_DESIGNER_TOOLBAR' },
  'insights': { placement: 'CRM_ANALYTICS_TOOLBAR' },
  'calendar': { placement: 'CALENDAR_GRIDVIEW', options: [{ viewRangeFrom: '2026-11-30', viewRangeTo: '2027-01-03' }] },
  'call': { placement: 'CALL_CARD', options: [{ CALL_ID: 'externalCall.1', PHONE_NUMBER: '+447700900318', CRM_ENTITY_TYPE: 'CONTACT', CRM_ENTITY_ID: '13046' }] },
  'composer': { placement: 'IM_TEXTAREA', options: [{ dialogId: 'chat1489' }] },
  'home': { placement: 'LEFT_MENU' },
}

/** Of a sealed session, which only a page has that opened. */
const sessionBegins = '"eyJ'

/** Opens each view under load and once in a browser; the constant is the view's own page, in the same run. @param seconds of load per view */
export async function measureViews(stage: Stage, seconds: number): Promise<ViewRow[]> {
  const rows: ViewRow[] = []
  for (const [view, opened] of Object.entries(openings)) rows.push(await measureView(stage, view, opened, seconds))
  return rows
}

async function measureView(stage: Stage, view: string, opened: Opened, seconds: number): Promise<ViewRow> {
  const [first] = await stage.sandbox('forms', { ...opened, count: 1 })
  if (!first) throw new Error('no form')
  await stage.preload('PUT', 'constant', (await open(first)).html)
  // Ahead of the load: openings that are under way when it ends would be counted along.
  await stage.settled()
  const { sequential } = await measureSteps(stage, opened)
  const under = { connections: 10, seconds, expected: null }
  const constantLoad = await constant(stage, 10, seconds / 2)
  const load = await loadOfOpenings(await stage.sandbox('forms', { ...opened, count: Math.ceil(seconds * formsPerSecond) }), { ...under, expected: sessionBegins })

  const { hydrated, untilHydrated } = await measureClient(stage, opened, 1)
  const javaScript = untilHydrated.filter(({ kind }) => kind === 'js').reduce((sum, { gzip }) => sum + gzip, 0)
  return { view, load, ratio: constantLoad.perSecond / load.perSecond, sequential, javaScript, hydrated }
}
