import type { Page } from 'playwright-core'
import type { Translate } from '../../../sandbox/interface/i18n.ts'

/** How a person comes to one placement: the page they are on, what they click there, and what the application is told. */
export interface Place {
  /** As placement.bind takes it, with the number of a smart process written out. */
  code: string
  /** Tells apart two rows of one placement. */
  variant?: string
  /** Path of the portal page. */
  path: string
  /** What the person does there; nothing when the widget opens with the page. `title` is what the portal calls the widget, `say` how it speaks. */
  open?: (page: Page, title: string, say: Translate) => Promise<unknown>
  /** Keys of PLACEMENT_OPTIONS with their values; URI is looked at by itself. */
  options: Record<string, unknown>
  /** Name of the portal; default Alder & Oak. */
  portal?: string
  /** User id; default the administrator. */
  as?: number
  /** false: nothing has to be registered, as for the application's own page. */
  bound?: false
  /** OPTIONS of placement.bind, where the placement asks for some. */
  bindOptions?: Record<string, string>
  /** The portal page that URI names, when it is not `path`; null: this placement gets none. */
  uri?: string | null
}

/** What opens a widget, among others of the same title. */
export function widgetOf(page: Page, code: string) {
  return page.locator(`[data-widget*='"placement":"${code}"']`)
}

/** Chooses the widget in the menu of a button; with a code where widgets of another placement are in it too. */
export async function fromMenu(page: Page, button: string | RegExp, title: string, code?: string): Promise<void> {
  await page.getByRole('button', { name: button }).first().click()
  const entry = page.getByRole('menuitem', { name: title, exact: true })
  await (code ? entry.and(widgetOf(page, code)) : entry).click()
}

/** Chooses the widget in the actions of the row that holds this text. */
export async function fromRow(page: Page, text: string, title: string, say: Translate): Promise<void> {
  await page.getByRole('row').filter({ hasText: text }).getByRole('button', { name: say('menu.actions') }).click()
  await page.getByRole('menuitem', { name: title, exact: true }).click()
}
