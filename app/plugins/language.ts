import { createCoreContext, resolveWithKeyValue, translate } from '@intlify/core'
import { catalogueOf, tagOf } from '#shared/languages'
import type { Opening } from '#shared/opening'

const languages = {
  en: { every: () => import('~/languages/en'), views: () => import('~/languages/en.views') },
  de: { every: () => import('~/languages/de'), views: () => import('~/languages/de.views') },
}

/** What a thread's page and a failure show is in what every page has (i18n/parts.ts). */
const modest: readonly Opening['view'][] = ['thread', 'failure']

/**
 * The language of the person, on server and client alike, before anything is rendered: `$t` in every template. One catalogue decides
 * texts, direction, dates and the UI kit's own words, so that nobody reads two languages at once. The others are never loaded.
 */
export default defineNuxtPlugin({
  name: 'language',
  async setup(nuxtApp) {
    const { lang, view } = useOpening().value
    const catalogue = catalogueOf(lang)
    const isModest = modest.includes(view)
    // Vue tells the renderer which components a page has used; what a plugin imports it must be told, to be fetched with the rest.
    for (const file of isModest ? [catalogue] : [catalogue, `${catalogue}.views`]) nuxtApp.ssrContext?.modules?.add(`languages/${file}.ts`)
    const tag = tagOf(catalogue)
    const { every, views } = languages[catalogue]
    const [{ messages, kit }, others] = await Promise.all([every(), isModest ? null : views()])
    const context = createCoreContext({ locale: catalogue, messages: { [catalogue]: { ...messages, ...others?.messages } }, messageResolver: resolveWithKeyValue })

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
