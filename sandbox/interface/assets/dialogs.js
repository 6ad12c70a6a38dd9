/** @typedef {{ id: string, type?: string, title?: string, name?: string, desc?: string, position?: string }} Choice */

/** @param {string} name of the sentence in the page's data attributes */
function sentence(name) {
  return document.body.dataset[name] ?? ''
}

/**
 * @param {string} tag
 * @param {Record<string, string>} attributes
 * @param {(Node | string)[]} children
 */
function element(tag, attributes, ...children) {
  const created = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) created.setAttribute(name, value)
  created.append(...children)
  return created
}

/**
 * @param {Choice} choice
 * @param {'radio' | 'checkbox'} kind
 * @param {boolean} chosen
 */
function row(choice, kind, chosen) {
  const input = element('input', { type: kind, name: 'choice', value: choice.id, ...chosen && { checked: '' } })
  const name = element('span', {}, choice.title ?? choice.name ?? choice.id)
  const detail = element('small', {}, choice.desc ?? choice.position ?? '')
  return element('label', { class: 'choice-row' }, input, name, detail)
}

/**
 * A dialog over a list of choices.
 * @param {{ title: string, choices: Choice[], multiple: boolean, chosen?: string[] }} question
 * @returns {Promise<Choice[] | null>} what was selected; null after a cancel
 */
function choose({ title, choices, multiple, chosen = [] }) {
  const rows = choices.map(choice => row(choice, multiple ? 'checkbox' : 'radio', chosen.includes(choice.id)))
  const search = element('input', { 'type': 'search', 'aria-label': sentence('find'), 'placeholder': sentence('find') })
  const none = element('p', { class: 'hint', hidden: '' }, sentence('none'))
  const form = element('form', { method: 'dialog' },
    element('h2', {}, title),
    search,
    element('div', { class: 'choice-list' }, ...rows, none),
    element('div', { class: 'popup-actions' },
      element('button', { class: 'button button-primary', value: 'chosen' }, sentence('choose')),
      element('button', { class: 'button button-quiet', value: 'cancelled', formnovalidate: '' }, sentence('cancel'))))
  const dialog = document.createElement('dialog')
  dialog.className = 'popup'
  dialog.setAttribute('aria-label', title)
  dialog.append(form)

  search.addEventListener('input', () => {
    const wanted = search instanceof HTMLInputElement ? search.value.toLocaleLowerCase() : ''
    for (const label of rows) label.hidden = !label.textContent?.toLocaleLowerCase().includes(wanted)
    none.hidden = rows.some(label => !label.hidden)
  })
  document.body.append(dialog)
  dialog.showModal()

  return new Promise((resolve) => {
    dialog.addEventListener('close', () => {
      const values = [...dialog.querySelectorAll('input:checked')].map(input => input.getAttribute('value'))
      dialog.remove()
      const selected = choices.filter(choice => values.includes(choice.id))
      resolve(dialog.returnValue === 'chosen' && selected.length > 0 ? selected : null)
    })
  })
}

/**
 * @param {string} path
 * @returns {Promise<Choice[]>}
 */
async function choicesAt(path) {
  const response = await fetch(path)
  return response.json()
}

/**
 * @param {boolean} multiple
 * @returns {Promise<unknown>} one colleague or a list of them; null after a cancel, which Bitrix24 never reports
 */
export async function selectUser(multiple) {
  const choices = await choicesAt('/sandbox/choices/users')
  const selected = await choose({ title: sentence(multiple ? 'users' : 'user'), choices, multiple })
  return multiple ? selected : selected?.[0] ?? null
}

const PREFIXES = /** @type {Record<string, string>} */ ({ lead: 'L', contact: 'C', company: 'CO', deal: 'D', quote: 'Q' })

/**
 * @param {Record<string, unknown>} params entityType, multiple and value (ids by type) as selectCRM takes them
 * @returns {Promise<unknown>} buckets by type, each an object with index keys, as PHP serialises them; null after a cancel
 */
export async function selectCrm({ entityType, multiple, value }) {
  const types = Array.isArray(entityType) && entityType.length > 0 ? entityType : Object.keys(PREFIXES)
  const choices = await choicesAt(`/sandbox/choices/crm?types=${encodeURIComponent(types.join(','))}`)
  const chosen = Object.entries(value && typeof value === 'object' ? value : {})
    .flatMap(([type, ids]) => [...ids].map(id => `${PREFIXES[type]}_${id}`))
  const selected = await choose({ title: sentence('crm'), choices, multiple: multiple === true, chosen })
  if (!selected) return null

  return Object.fromEntries(Object.entries(Object.groupBy(selected, choice => choice.type ?? '')).map(([type, bucket]) => [type, { ...bucket }]))
}
