/**
 * A frame goes nowhere, and the browser's history is left alone: a page that has touched it is reloaded by GET, and Bitrix24's form would not
 * be posted again. Nuxt would write the present address into it at the start.
 */
export default defineNuxtPlugin(() => {
  useRouter().beforeEach(() => false)
})
