import type { View } from '../../bitrix24/manifest.ts'
import type { ViewPage } from '../view.ts'
import { homePage } from './home.ts'
import { queuePage } from './queue.ts'
import { threadPage } from './thread.ts'

type Services = Parameters<typeof homePage>[0] & Parameters<typeof threadPage>[0] & Parameters<typeof queuePage>[0]

/** The page of each view that this version can show (bitrix24/manifest.ts says which). */
export function createViews(services: Services): Partial<Record<View, ViewPage>> {
  return {
    thread: threadPage(services),
    queue: queuePage(services),
    home: homePage(services),
  }
}
