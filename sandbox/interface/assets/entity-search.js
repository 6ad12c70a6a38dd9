import { openFrames } from './frames.js'

/** api-reference/widgets/crm/detail-search.md, requisites-autocomplete/index.md */
const SHORTEST_QUERY = 3
const TYPING_PAUSE = 300

/**
 * The application's hidden frame for this query; that of the query before ends.
 * @param {Element} search
 * @param {string} request a FrameRequest as JSON, still without the query
 * @param {string} searchQuery
 */
function ask(search, request, searchQuery) {
  const place = search.querySelector('[data-asked]')
  if (!place) return

  const { options, ...rest } = JSON.parse(request)
  const slot = document.createElement('div')
  slot.dataset.frame = JSON.stringify({ ...rest, options: { ...options, searchQuery } })
  place.replaceChildren(slot)
  openFrames(place)
}

/**
 * The portal's own clients whose name holds the query, as buttons of the form around them.
 * @param {HTMLElement} list
 * @param {string} query
 */
async function showOwn(list, query) {
  const response = await fetch(list.dataset.choices ?? '')
  /** @type {{ id: string, title: string }[]} */
  const choices = await response.json()
  const found = choices.filter(({ title }) => title.toLocaleLowerCase().includes(query.toLocaleLowerCase())).slice(0, 8)
  list.replaceChildren(...found.map(({ id, title }) => {
    const button = document.createElement('button')
    button.name = 'client'
    button.value = id.split('_')[1] ?? ''
    button.textContent = title
    return button
  }))
  if (found.length === 0) list.textContent = document.body.dataset.none ?? ''
}

/**
 * @param {Element} search
 * @param {string} query
 */
function onQuery(search, query) {
  const enough = query.length >= SHORTEST_QUERY
  const own = search.querySelector('[data-choices]')
  const sources = search.querySelector('[data-sources]')
  const chosen = search.querySelector('select')
  search.querySelector('[data-asked]')?.replaceChildren()
  for (const busy of search.querySelectorAll('[aria-busy]')) busy.removeAttribute('aria-busy')
  if (sources instanceof HTMLElement) sources.hidden = !enough
  if (own instanceof HTMLElement && !enough) own.replaceChildren()
  if (own instanceof HTMLElement && enough) void showOwn(own, query)
  if (chosen && enough) ask(search, chosen.value, query)
}

/** @param {Element} button an application that is asked by hand */
function onSource(button) {
  const search = button.closest('[data-entity-search]')
  const input = search?.querySelector('input[type=search]')
  if (!search || !(button instanceof HTMLElement) || !(input instanceof HTMLInputElement)) return

  button.setAttribute('aria-busy', 'true')
  ask(search, button.dataset.source ?? '{}', input.value.trim())
}

/** Fields that search clients and requisites, here and at applications. */
export function enableEntitySearch() {
  let pause = 0
  document.addEventListener('input', ({ target }) => {
    const search = target instanceof HTMLInputElement ? target.closest('[data-entity-search]') : null
    if (!search || !(target instanceof HTMLInputElement) || target.type !== 'search') return
    clearTimeout(pause)
    pause = window.setTimeout(() => onQuery(search, target.value.trim()), TYPING_PAUSE)
  })
  document.addEventListener('click', ({ target }) => {
    const button = target instanceof Element ? target.closest('[data-source]') : null
    if (button) onSource(button)
  })
}
