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
  const all = items(menu)
  const index = all.findIndex(item => item === document.activeElement)
  const target = { ArrowDown: index + 1, ArrowUp: index - 1, Home: 0, End: -1 }[event.key]
  const item = target === undefined ? undefined : all.at(target % all.length)
  if (!item) return

  event.preventDefault()
  item.focus()
}

/** Menus of buttons: beside their button, driven by the arrow keys, closed by a choice. */
export function enableMenus() {
  document.addEventListener('toggle', (event) => {
    const menu = event.target
    if (!(menu instanceof HTMLElement) || !menu.matches('.menu-list') || !menu.matches(':popover-open')) return
    const button = document.querySelector(`[popovertarget="${menu.id}"]`)
    if (button instanceof HTMLElement) place(menu, button)
    items(menu)[0]?.focus()
  }, true)
  document.addEventListener('keydown', (event) => {
    const menu = event.target instanceof Element ? event.target.closest('.menu-list') : null
    if (menu instanceof HTMLElement) moveFocus(event, menu)
  })
  document.addEventListener('click', (event) => {
    const item = event.target instanceof Element ? event.target.closest('.menu-list [role=menuitem]') : null
    const menu = item?.closest('.menu-list')
    if (menu instanceof HTMLElement) menu.hidePopover()
  })
}
