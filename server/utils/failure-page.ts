import de from '../../i18n/locales/de.json' with { type: 'json' }
import en from '../../i18n/locales/en.json' with { type: 'json' }
import type { FailureCode } from '../../shared/failures.ts'
import { catalogueOf } from '../../shared/languages.ts'

const messages = { de, en }

/** The page of a failure without Nuxt, for when Nuxt itself has failed: the sentences of app/components/FailurePage.vue, and nothing that was posted. */
export function failurePage(code: FailureCode, lang: string, requestId: string): string {
  const catalogue = catalogueOf(lang)
  const texts = messages[catalogue]
  const title = texts[`failure.${code}.title`]
  return `<!DOCTYPE html>
<html lang="${catalogue}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>
  :root { color-scheme: light dark; font: 15px/1.4 system-ui, sans-serif; text-align: center }
  main { max-width: 28rem; margin: 15vh auto; padding: 0 1.5rem }
  code { user-select: all }
</style>
<main>
  <h1>${title}</h1>
  <p>${texts[`failure.${code}.what`]}</p>
  <p>${texts[`failure.${code}.do`]}</p>
  <p><small>${texts['failure.requestId']} <code>${requestId}</code></small></p>
</main>
</html>
`
}
