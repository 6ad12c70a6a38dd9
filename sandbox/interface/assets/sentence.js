/**
 * A text of the interface, which the page carries in its data attributes in the person's language.
 * @param {string} name
 * @param {Record<string, string>} [values] for its `{placeholders}`
 */
export function sentence(name, values = {}) {
  return Object.entries(values).reduce((text, [key, value]) => text.replaceAll(`{${key}}`, value), document.body.dataset[name] ?? '')
}
