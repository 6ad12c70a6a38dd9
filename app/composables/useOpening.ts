import type { Ref } from 'vue'
import type { Opening } from '#shared/opening'

/**
 * What this page is made of. The server's callback middleware put it into the event; it travels to the browser in the page's payload.
 *
 * Shallow on purpose: a thread is replaced, never written into, and proxies over every note would cost the render.
 */
export function useOpening(): Ref<Opening> {
  return useState<Opening>('opening', () => shallowRef(openingOfRequest()))
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

/** @throws Error without one: the server's guard lets no such request come to a page. */
function openingOfRequest(): Opening {
  const opening = useRequestEvent()?.context.opening
  if (!opening) throw createError({ statusCode: 500, statusMessage: 'A page was rendered without an opening' })
  return opening
}
