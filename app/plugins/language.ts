import { createI18n } from 'petite-vue-i18n'
import { catalogueOf, languageTags } from '#shared/languages'

const languages = {
  en: () => import('~/languages/en'),
  de: () => import('~/languages/de'),
}

/**
 * The language of the person, on server and client alike, before anything is rendered. One catalogue decides texts, direction, dates
 * and the UI kit's own words, so that nobody reads two languages at once. The other catalogues are never loaded.
 */
export default defineNuxtPlugin({
  name: 'language',
  async setup(nuxtApp) {
    const catalogue = catalogueOf(useOpening().value.lang)
    const tag = languageTags[catalogue] ?? 'en-US'
    const { messages, kit } = await languages[catalogue]()

    nuxtApp.vueApp.use(createI18n({ locale: catalogue, messages: { [catalogue]: messages } }))
    useHead({ htmlAttrs: { lang: tag, dir: kit.dir } })

    return { provide: { language: { tag, kit } } }
  },
})
