import type { View } from '../../bitrix24/manifest.ts'
import type { ViewPage } from '../view.ts'
import { automationPage } from './automation.ts'
import { calendarPage } from './calendar.ts'
import { digestPage } from './digest.ts'
import { homePage } from './home.ts'
import { insightsPage } from './insights.ts'
import { queuePage } from './queue.ts'
import { threadPage } from './thread.ts'

type Services = Parameters<typeof automationPage>[0]
  & Parameters<typeof calendarPage>[0]
  & Parameters<typeof digestPage>[0]
  & Parameters<typeof homePage>[0]
  & Parameters<typeof insightsPage>[0]
  & Parameters<typeof queuePage>[0]
  & Parameters<typeof threadPage>[0]

/** The page of each view that this version can show (bitrix24/manifest.ts says which). */
export function createViews(services: Services): Partial<Record<View, ViewPage>> {
  return {
    thread: threadPage(services),
    peek: threadPage(services),
    queue: queuePage(services),
    home: homePage(services),
    digest: digestPage(services),
    calendar: calendarPage(services),
    insights: insightsPage(services),
    automation: automationPage(services),
  }
}
