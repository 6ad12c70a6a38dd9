import type { View } from '../../bitrix24/manifest.ts'
import type { ViewPage } from '../view.ts'
import { automationPage } from './automation.ts'
import { calendarPage } from './calendar.ts'
import { callPage } from './call.ts'
import { capturePage } from './capture.ts'
import { composerPage } from './composer.ts'
import { digestPage } from './digest.ts'
import { fieldPage } from './field.ts'
import { homePage } from './home.ts'
import { insightsPage } from './insights.ts'
import { linkPage } from './link.ts'
import { queuePage } from './queue.ts'
import { threadPage } from './thread.ts'

type Services = Parameters<typeof automationPage>[0]
  & Parameters<typeof calendarPage>[0]
  & Parameters<typeof callPage>[0]
  & Parameters<typeof capturePage>[0]
  & Parameters<typeof composerPage>[0]
  & Parameters<typeof digestPage>[0]
  & Parameters<typeof fieldPage>[0]
  & Parameters<typeof homePage>[0]
  & Parameters<typeof insightsPage>[0]
  & Parameters<typeof linkPage>[0]
  & Parameters<typeof queuePage>[0]
  & Parameters<typeof threadPage>[0]

/** The page of each view that this version can show (bitrix24/manifest.ts says which). */
export function createViews(services: Services): Partial<Record<View, ViewPage>> {
  return {
    'thread': threadPage(services),
    'peek': threadPage(services),
    'capture': capturePage(services),
    'native-form': capturePage(services),
    'call': callPage(services),
    'composer': composerPage(services),
    'link': linkPage(services),
    'field': fieldPage(services),
    'queue': queuePage(services),
    'home': homePage(services),
    'digest': digestPage(services),
    'calendar': calendarPage(services),
    'insights': insightsPage(services),
    'automation': automationPage(services),
  }
}
