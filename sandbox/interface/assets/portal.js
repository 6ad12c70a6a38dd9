import { enableBlocks } from './blocks.js'
import { enableCallCards } from './call-card.js'
import { enableChats } from './chat.js'
import { enableEntitySearch } from './entity-search.js'
import { openFrames } from './frames.js'
import { enableLiveParts } from './live.js'
import { enableMenus } from './menus.js'
import { sliders } from './slider.js'
import { enableTabs } from './tabs.js'
import { enableWidgets } from './widgets.js'
import { watchWorkers } from './workers.js'

/** @param {HTMLSelectElement} select */
function onChoice(select) {
  if ('submits' in select.dataset) select.form?.requestSubmit()
  if ('goes' in select.dataset) location.assign(select.value)
}

/**
 * What a link is called, without the picture beside its words.
 * @param {HTMLElement} link
 */
function nameOf(link) {
  const words = link.cloneNode(true)
  if (words instanceof HTMLElement) for (const picture of words.querySelectorAll('[aria-hidden=true]')) picture.remove()
  return words.textContent?.trim() ?? ''
}

/**
 * A plain click on a portal link opens its page in a slider; with a modifier key the browser does what it always does.
 * @param {MouseEvent} event
 */
function openInSlider(event) {
  const link = event.target instanceof Element ? event.target.closest('a[data-slider], a[href^="/marketplace/view/"]') : null
  if (!(link instanceof HTMLAnchorElement) || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) return

  event.preventDefault()
  const query = new URLSearchParams(link.search)
  query.set('IFRAME', 'Y')
  query.set('IFRAME_TYPE', 'SIDE_SLIDER')
  void sliders().open({
    url: `${link.pathname}?${query}`,
    title: nameOf(link),
    width: Number(link.dataset.slider) || undefined,
    address: window.parent === window ? link.pathname + link.search : undefined,
  })
}

/**
 * Escape inside slider content closes the slider, unless it closes something that lies over that content.
 * @param {KeyboardEvent} event
 */
function closeOnEscape({ key }) {
  if (key !== 'Escape' || window.parent === window || document.querySelector('dialog[open], :popover-open')) return
  sliders().closeTopmost()
}

function switchTheme() {
  const root = document.documentElement
  const system = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'
  const current = root.dataset.theme === 'system' ? system : root.dataset.theme
  root.dataset.theme = current === 'dark' ? 'light' : 'dark'
  document.cookie = `sandbox_theme=${root.dataset.theme}; path=/; max-age=31536000; samesite=lax`
}

/**
 * Goes on from the portal's time, which a test may have turned.
 * @param {HTMLElement} clock
 */
function startClock(clock) {
  const format = new Intl.DateTimeFormat(clock.dataset.locale, { hour: 'numeric', minute: '2-digit', timeZone: clock.dataset.clock })
  const ahead = Number(clock.dataset.now) - Date.now()
  setInterval(() => {
    clock.textContent = format.format(Date.now() + ahead)
  }, 5000)
}

/**
 * On narrow screens the menu lies over the page until it is chosen from, left with Escape, or clicked beside.
 * @param {HTMLElement} toggle
 */
function enableMenu(toggle) {
  /** @param {boolean} open */
  const show = (open) => {
    document.body.classList.toggle('menu-open', open)
    toggle.setAttribute('aria-expanded', String(open))
  }
  document.addEventListener('click', ({ target }) => {
    if (target instanceof Node && toggle.contains(target)) show(toggle.getAttribute('aria-expanded') === 'false')
    else if (target instanceof Element && !target.closest('.menu')) show(false)
  })
  document.addEventListener('keydown', ({ key }) => {
    if (key !== 'Escape' || toggle.getAttribute('aria-expanded') === 'false') return
    show(false)
    toggle.focus()
  })
}

/** Rows that scroll begin where the person is. */
function showCurrent() {
  for (const row of document.querySelectorAll('.sections, .stages, .views')) {
    const current = row.querySelector('[aria-current]')
    if (current) row.scrollLeft += current.getBoundingClientRect().left - row.getBoundingClientRect().left - row.clientWidth / 3
  }
}

for (const select of document.querySelectorAll('select')) select.addEventListener('change', () => onChoice(select))
for (const clock of document.querySelectorAll('[data-clock]')) clock instanceof HTMLElement && startClock(clock)
for (const toggle of document.querySelectorAll('[data-menu]')) toggle instanceof HTMLElement && enableMenu(toggle)
document.querySelector('[data-theme-switch]')?.addEventListener('click', switchTheme)
showCurrent()
document.addEventListener('click', openInSlider)
document.addEventListener('keydown', closeOnEscape)
enableTabs()
enableMenus()
enableWidgets()
watchWorkers()
enableBlocks()
enableChats()
enableEntitySearch()
enableLiveParts()
openFrames(document, '[data-open]')
sliders()
enableCallCards()
