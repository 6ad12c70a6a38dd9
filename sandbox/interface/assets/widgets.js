import { sliders } from './slider.js'

/**
 * A widget that hangs on a button or a menu entry opens in a slider. Its URI names the page where it was chosen.
 * @param {HTMLElement} element
 */
function openWidget(element) {
  const request = { uri: location.pathname + location.search, ...JSON.parse(element.dataset.widget ?? '{}') }
  const query = new URLSearchParams({ IFRAME: 'Y', IFRAME_TYPE: 'SIDE_SLIDER', request: JSON.stringify(request) })
  void sliders().open({ url: `/sandbox/widget?${query}`, title: request.title, width: Number(element.dataset.width) || undefined })
}

export function enableWidgets() {
  document.addEventListener('click', ({ target }) => {
    const element = target instanceof Element ? target.closest('[data-widget]') : null
    if (element instanceof HTMLElement) openWidget(element)
  })
}
