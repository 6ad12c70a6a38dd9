/**
 * @typedef {object} SliderSettings
 * @property {string} url a page of this portal, opened with IFRAME=Y
 * @property {string} title
 * @property {number} [width]
 * @property {number} [leftBoundary] what stays visible of the page below, from the left
 * @property {SliderLabel} [label]
 * @property {string} [tabTitle] the browser tab's title while the slider is open
 * @property {string} [address] shown in the browser's address bar while the slider is open
 */

/** @typedef {{ text?: string, bgColor?: string, color?: string }} SliderLabel `color` is that of the text and the close icon */

const LABEL_COLORS = ['aqua', 'green', 'orange', 'brown', 'pink', 'blue', 'grey', 'violet']
const CLOSE_ICON = '<svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" aria-hidden="true"><path d="m7 7 10 10M17 7 7 17"/></svg>'

/** Panels that slide over the page from the right, one over the other. The topmost window of the portal keeps them all. */
export class SliderStack {
  /** @type {{ dialog: HTMLDialogElement, frame: HTMLIFrameElement }[]} */
  #open = []

  /**
   * @param {SliderSettings} settings
   * @returns {Promise<void>} settled when the slider has been closed
   */
  open(settings) {
    const { dialog, frame } = sliderElements(settings, this.#open.length)
    const below = { address: location.href, title: document.title }
    document.body.append(dialog)
    this.#open.push({ dialog, frame })
    dialog.showModal()
    if (settings.address) {
      history.replaceState(null, '', settings.address)
      frame.addEventListener('load', () => document.title = frame.contentDocument?.title || below.title)
    }
    if (settings.tabTitle) document.title = settings.tabTitle

    return new Promise((resolve) => {
      dialog.addEventListener('close', () => {
        this.#open = this.#open.filter(slider => slider.dialog !== dialog)
        if (settings.address) history.replaceState(null, '', below.address)
        if (settings.address || settings.tabTitle) document.title = below.title
        dialog.remove()
        this.#open.at(-1)?.frame.focus()
        resolve()
      })
    })
  }

  /**
   * @param {Window} content
   * @returns {boolean} whether that window is the content of an open slider
   */
  holds(content) {
    return this.#open.some(({ frame }) => frame.contentWindow === content)
  }

  /**
   * @param {Window} content of an open slider
   * @returns {Window} the portal page that lies below it
   */
  below(content) {
    const index = this.#open.findIndex(({ frame }) => frame.contentWindow === content)
    return this.#open[index - 1]?.frame.contentWindow ?? window
  }

  /**
   * Closes a slider, and those above it before.
   * @param {Window} content the window inside the slider that is to be closed
   */
  closeAround(content) {
    const from = this.#open.findIndex(({ frame }) => frame.contentWindow === content)
    if (from === -1) return
    for (const { dialog } of this.#open.slice(from).reverse()) dialog.close()
  }

  /**
   * Closes a slider and opens another in its place.
   * @param {Window} content
   * @param {SliderSettings} settings
   */
  replaceAround(content, settings) {
    this.closeAround(content)
    void this.open(settings)
  }

  closeTopmost() {
    this.#open.at(-1)?.dialog.close()
  }
}

/**
 * @param {SliderSettings} settings
 * @param {number} depth
 */
function sliderElements({ url, title, width, leftBoundary, label }, depth) {
  const dialog = document.createElement('dialog')
  dialog.className = 'slider'
  dialog.setAttribute('aria-label', title)
  if (leftBoundary) dialog.style.setProperty('--left', `${leftBoundary}px`)
  else if (width) dialog.style.setProperty('--width', `${width}px`)
  dialog.style.setProperty('--depth', String(depth))

  const close = document.createElement('button')
  close.type = 'button'
  close.className = `slider-label label-${LABEL_COLORS.find(color => color === label?.bgColor) ?? 'blue'}`
  close.setAttribute('aria-label', document.body.dataset.close ?? 'Close')
  close.innerHTML = CLOSE_ICON
  if (label?.text) close.append(label.text)
  if (label?.color) close.style.color = label.color
  close.addEventListener('click', () => dialog.close())

  const frame = document.createElement('iframe')
  frame.title = title
  frame.src = url

  const panel = document.createElement('div')
  panel.className = 'slider-panel'
  panel.append(close, frame)
  dialog.append(panel)
  dialog.addEventListener('click', event => event.target === dialog && dialog.close())
  return { dialog, frame }
}

/** @typedef {Window & { portalSliders?: SliderStack }} PortalWindow */

/**
 * The sliders of the topmost portal page around this one: slider content opens its own sliders beside itself, not inside.
 * @returns {SliderStack}
 */
export function sliders() {
  /** @type {PortalWindow} */
  const own = window
  own.portalSliders ??= new SliderStack()
  if (window.parent === window) return own.portalSliders
  try {
    /** @type {PortalWindow} */
    const parent = window.parent
    return parent.portalSliders ?? own.portalSliders
  }
  catch {
    return own.portalSliders
  }
}
