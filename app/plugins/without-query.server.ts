/**
 * Bitrix24 appends DOMAIN, LANG and APP_SID to the address; Nuxt would write the whole address into the page's payload. What was posted does
 * not come back.
 */
export default defineNuxtPlugin({
  enforce: 'pre',
  setup(nuxt) {
    const [path] = nuxt.ssrContext?.url.split('?') ?? []
    if (!nuxt.ssrContext || path === undefined) return
    nuxt.ssrContext.url = path
    nuxt.payload.path = path
  },
})
