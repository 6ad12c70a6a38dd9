import { createCoreContext, resolveWithKeyValue, translate } from '@intlify/core'
import { catalogueOf, tagOf } from '#shared/languages'

const languages = {
  en: () => import('~/languages/en'),
  de: () => import('~/languages/de'),
}

/**
 * The language of the person, on server and client alike, before anything is rendered: `$t` in every template. One catalogue decides
 * texts, direction, dates and the UI kit's own words, so that nobody reads two languages at once. The others are never loaded.
 */
export default defineNuxtPlugin({
  name: 'language',
  async setup(nuxtApp) {
    const catalogue = catalogueOf(useOpening().value.lang)
    // Vue tells the renderer which components a page has used; what a plugin imports it must be told, to be fetched with the rest.
    nuxtApp.ssrContext?.modules?.add(`languages/${catalogue}.ts`)
    const tag = tagOf(catalogue)
    const { messages, kit } = await languages[catalogue]()
    const context = createCoreContext({ locale: catalogue, messages: { [catalogue]: messages }, messageResolver: resolveWithKeyValue })

    /**
     * @param key of `i18n/locales`
     * @param values for its placeholders; `n` also chooses between the forms of a plural
     */
    function t(key: string, values: Record<string, string | number> = {}): string {
      const text = translate(context, key, values, { plural: typeof values.n === 'number' ? values.n : undefined })
      return typeof text === 'string' ? text : key
    }

    useHead({ htmlAttrs: { lang: tag, dir: kit.dir } })

    return { provide: { t, language: { tag, kit } } }
  },
})
