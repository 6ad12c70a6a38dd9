import { record } from './record.js'
import { sentence } from './sentence.js'

/** @typedef {{ id: string, type?: string, title?: string, name?: string, desc?: string, position?: string }} Choice */

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
 * @param {Record<string, string>} state
 */
function row(choice, kind, state) {
  const input = element('input', { type: kind, name: 'choice', value: choice.id, ...state })
  const name = element('span', {}, choice.title ?? choice.name ?? choice.id)
  const detail = element('small', {}, choice.desc ?? choice.position ?? '')
  return element('label', { class: 'choice-row' }, input, name, detail)
}

/**
 * A dialog over a list of choices.
 * @param {{ title: string, choices: Choice[], multiple: boolean, chosen?: string[], blocked?: string[] }} question
 * @returns {Promise<Choice[] | null>} what was selected; null after a cancel
 */
function choose({ title, choices, multiple, chosen = [], blocked = [] }) {
  const rows = choices.map(choice => row(choice, multiple ? 'checkbox' : 'radio', {
    ...chosen.includes(choice.id) && { checked: '' },
    ...blocked.includes(choice.id) && { disabled: '' },
  }))
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

/**
 * https://apidocs.bitrix24.com/sdk/bx24-js-sdk/system-dialogues/bx24-select-access.html
 * @param {unknown} blocked codes that may not be selected
 * @returns {Promise<unknown>} a list of `{ id, name }`; null after a cancel
 */
export async function selectAccess(blocked) {
  const choices = await choicesAt('/sandbox/choices/access')
  return choose({ title: sentence('access'), choices, multiple: true, blocked: Array.isArray(blocked) ? blocked.map(String) : [] })
}

const PREFIXES = /** @type {Record<string, string>} */ ({ lead: 'L', contact: 'C', company: 'CO', deal: 'D', quote: 'Q' })

/**
 * What is selected already: `{ deal: [1, 2] }`, where PHP and the SDK may number the list by an object's keys, or `['D_1', 'C_2']`.
 * @param {unknown} value
 * @returns {string[]} ids with their prefixes
 */
function preselected(value) {
  if (Array.isArray(value)) return value.map(String)
  return Object.entries(record(value)).flatMap(([type, ids]) => Object.values(record(ids)).map(id => `${PREFIXES[type]}_${id}`))
}

/**
 * https://apidocs.bitrix24.com/sdk/bx24-js-sdk/system-dialogues/bx24-select-crm.html
 * @param {Record<string, unknown>} params entityType, multiple and value as selectCRM takes them; value counts with multiple only
 * @returns {Promise<unknown>} buckets by type, each an object with index keys, as PHP serialises them; null after a cancel
 */
export async function selectCrm({ entityType, multiple, value }) {
  const wanted = Object.values(record(entityType))
  const types = wanted.length > 0 ? wanted : Object.keys(PREFIXES)
  const choices = await choicesAt(`/sandbox/choices/crm?types=${encodeURIComponent(types.join(','))}`)
  const selected = await choose({ title: sentence('crm'), choices, multiple: multiple === true, chosen: multiple === true ? preselected(value) : [] })
  if (!selected) return null

  return Object.fromEntries(Object.entries(Object.groupBy(selected, choice => choice.type ?? '')).map(([type, bucket]) => [type, { ...bucket }]))
}

/**
 * The form that Bitrix24 sends to an application's partner. What is written in it goes nowhere.
 * @returns {Promise<void>} settled when it is closed
 */
export function showForm() {
  const title = sentence('form')
  const dialog = document.createElement('dialog')
  dialog.className = 'popup'
  dialog.setAttribute('aria-label', title)
  dialog.append(element('form', { method: 'dialog' },
    element('h2', {}, title),
    element('p', {}, sentence('formHint')),
    element('div', { class: 'popup-actions' }, element('button', { class: 'button button-primary' }, sentence('close')))))
  document.body.append(dialog)
  dialog.showModal()

  return new Promise((resolve) => {
    dialog.addEventListener('close', () => {
      dialog.remove()
      resolve()
    })
  })
}
