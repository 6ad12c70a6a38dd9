import de from '../../i18n/locales/de.json' with { type: 'json' }
import en from '../../i18n/locales/en.json' with { type: 'json' }
import { catalogues } from '../../shared/languages.ts'
import type { View } from '../bitrix24/manifest.ts'

const messages = { en, de }

/** LANG_ALL of placement.bind: what the portal calls a widget, per interface language. */
export type Titles = Record<string, { TITLE: string }>

/**
 * The title of a view's bindings in every language that has a catalogue.
 * @see https://apidocs.bitrix24.com/api-reference/widgets/placement-bind.html
 */
export function titlesOf(view: View): Titles {
  return Object.fromEntries(catalogues.map(code => [code, { TITLE: messages[code][`binding.${view}`] }]))
}
