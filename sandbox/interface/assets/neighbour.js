/**
 * Where an arrow key, Home or End leads from the element that has the focus; beyond the last comes the first again.
 * @param {string} key
 * @param {HTMLElement[]} all
 * @returns {HTMLElement | undefined} undefined: the key leads nowhere
 */
export function neighbour(key, all) {
  const index = all.findIndex(element => element === document.activeElement)
  const target = { ArrowDown: index + 1, ArrowRight: index + 1, ArrowUp: index - 1, ArrowLeft: index - 1, Home: 0, End: -1 }[key]
  return target === undefined ? undefined : all.at(target % all.length)
}
