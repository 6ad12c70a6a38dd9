/**
 * Where an arrow key, Home or End leads from the element that has the focus; beyond the last comes the first again.
 * @param {string} key
 * @param {HTMLElement[]} all
 * @returns {HTMLElement | undefined} undefined: the key leads nowhere
 */
export function neighbour(key, all) {
  const index = all.findIndex(element => element === document.activeElement)
  const along = document.dir === 'rtl' ? -1 : 1
  const target = { ArrowDown: index + 1, ArrowRight: index + along, ArrowUp: index - 1, ArrowLeft: index - along, Home: 0, End: -1 }[key]
  return target === undefined ? undefined : all.at(target % all.length)
}
