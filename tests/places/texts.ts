import { createCoreContext, translate } from '@intlify/core'
import de from '../../i18n/locales/de.json' with { type: 'json' }
import en from '../../i18n/locales/en.json' with { type: 'json' }

const messages: Record<'en' | 'de', Record<string, string>> = { en, de }

/** The texts of the application in a language, as its pages say them. */
export function textsIn(lang: 'en' | 'de') {
  const context = createCoreContext({ locale: lang, messages, messageResolver: (catalogue, key) => (catalogue as Record<string, string>)[key] ?? null })
  return (key: string, values: Record<string, string | number> = {}) => {
    const text = translate(context, key, values, { plural: typeof values.n === 'number' ? values.n : undefined })
    if (typeof text !== 'string') throw new Error(`no text ${key}`)
    return text
  }
}
