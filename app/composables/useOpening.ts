import type { Ref } from 'vue'
import type { Opening } from '#shared/opening'

/**
 * What this page is made of. The server's callback middleware put it into the event; it travels to the browser in the page's payload.
 * Without a callback (the address was opened in a browser) it is the failure `outside`, in the browser's language.
 *
 * Shallow on purpose: a thread is replaced, never written into, and proxies over every note would cost the render.
 */
export function useOpening(): Ref<Opening> {
  return useState<Opening>('opening', () => shallowRef(useRequestEvent()?.context.opening ?? openedOutside()))
}

/**
 * The opening of a page that serves one view.
 * @throws Error when the page is rendered for another view, which `app.vue` never does.
 */
export function useOpeningOf<View extends Opening['view']>(view: View): Extract<Opening, { view: View }> {
  const opening = useOpening().value
  if (!isOf(opening, view)) throw createError({ statusCode: 500, statusMessage: `This page shows ${view}, not ${opening.view}` })
  return opening
}

function isOf<View extends Opening['view']>(opening: Opening, view: View): opening is Extract<Opening, { view: View }> {
  return opening.view === view
}

function openedOutside(): Opening {
  const preferred = useRequestHeader('accept-language')?.slice(0, 2).toLowerCase()
  return { view: 'failure', lang: preferred ?? 'en', code: 'outside', requestId: '' }
}
