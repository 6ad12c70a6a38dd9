import { neighbour } from './neighbour.js'

const GAP = 4

/**
 * A popover lies in the top layer, where it knows nothing of its button's place.
 * @param {HTMLElement} menu
 * @param {HTMLElement} button
 */
function place(menu, button) {
  const box = button.getBoundingClientRect()
  const { width, height } = menu.getBoundingClientRect()
  const below = box.bottom + GAP
  const left = document.dir === 'rtl' ? box.right - width : box.left
  menu.style.left = `${Math.max(GAP, Math.min(left, innerWidth - width - GAP))}px`
  menu.style.top = `${below + height > innerHeight ? Math.max(GAP, box.top - height - GAP) : below}px`
}

/** @param {HTMLElement} menu */
function items(menu) {
  return [...menu.querySelectorAll('[role=menuitem]')].filter(item => item instanceof HTMLElement)
}

/**
 * @param {KeyboardEvent} event
 * @param {HTMLElement} menu
 */
function moveFocus(event, menu) {
  const item = neighbour(event.key, items(menu))
  if (!item) return

  event.preventDefault()
  item.focus()
}

function openMenu() {
  return document.querySelector('.menu-list:popover-open')
}

/** The open menu stays with its button when the page moves. */
function placeOpen() {
  const menu = openMenu()
  const button = document.querySelector(`[popovertarget="${menu?.id}"]`)
  if (menu instanceof HTMLElement && button instanceof HTMLElement) place(menu, button)
}

/**
 * The button under the keys opens its menu with the arrow down as well.
 * @param {KeyboardEvent} event
 */
function openWithArrow(event) {
  const button = event.key === 'ArrowDown' && event.target instanceof Element ? event.target.closest('[aria-haspopup="menu"]') : null
  if (!(button instanceof HTMLElement)) return

  event.preventDefault()
  button.click()
}

/** Menus of buttons: beside their button, driven by the arrow keys, closed by a choice and by Tab. */
export function enableMenus() {
  document.addEventListener('toggle', (event) => {
    const menu = event.target
    if (!(menu instanceof HTMLElement) || !menu.matches('.menu-list') || !menu.matches(':popover-open')) return
    placeOpen()
    items(menu)[0]?.focus()
  }, true)
  document.addEventListener('keydown', (event) => {
    const menu = event.target instanceof Element ? event.target.closest('.menu-list') : null
    if (!(menu instanceof HTMLElement)) openWithArrow(event)
    else if (event.key === 'Tab') menu.hidePopover()
    else moveFocus(event, menu)
  })
  document.addEventListener('scroll', ({ target }) => target !== openMenu() && placeOpen(), true)
  window.addEventListener('resize', placeOpen)
  document.addEventListener('click', (event) => {
    const item = event.target instanceof Element ? event.target.closest('.menu-list [role=menuitem]') : null
    const menu = item?.closest('.menu-list')
    // Before what the choice opens, so that the focus comes back to the button from there.
    if (menu instanceof HTMLElement) menu.hidePopover()
  }, true)
}
