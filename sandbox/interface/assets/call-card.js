import { enableTabs } from './tabs.js'

/**
 * @typedef {object} CardContent one call, as interface/call-card.ts makes it
 * @property {string} callId
 * @property {'ringing' | 'connected' | 'finished'} state
 * @property {boolean} controls
 * @property {string} title
 * @property {string} number
 * @property {string} direction
 * @property {number} seconds
 * @property {{ href: string, type: string, title: string }[]} links
 * @property {Record<string, unknown>} context
 */

const POLL = 1500
/** How long a finished card stays unless somebody closes it. */
const FAREWELL = 4000

/** @type {Map<string, { element: HTMLElement, state: string, since: number }>} */
const cards = new Map()

/**
 * @param {HTMLElement} card
 * @param {string} name
 */
function part(card, name) {
  return card.querySelector(`[data-call="${name}"]`)
}

/**
 * @param {HTMLElement} card
 * @param {string} name
 * @param {string} text
 */
function write(card, name, text) {
  const element = part(card, name)
  if (element && element.textContent !== text) element.textContent = text
}

/** @param {CardContent['links']} links */
function linkElements(links) {
  return links.map(({ href, type, title }) => {
    const item = document.createElement('li')
    const kind = document.createElement('span')
    const link = document.createElement('a')
    kind.textContent = type
    link.href = href
    link.dataset.slider = ''
    link.textContent = title
    item.append(kind, link)
    return item
  })
}

/** @param {number} seconds */
function clock(seconds) {
  return `${String(Math.floor(seconds / 60)).padStart(2, '0')}:${String(seconds % 60).padStart(2, '0')}`
}

/**
 * A slider lies over everything and makes the page below it inert: a card that comes while one is open belongs inside.
 * @returns {HTMLElement}
 */
function topmost() {
  const sliders = [...document.querySelectorAll('dialog.slider[open]')].filter(slider => slider instanceof HTMLElement)
  return sliders.at(-1) ?? document.body
}

/**
 * @param {CardContent} call
 * @returns {HTMLElement | null}
 */
function newCard(call) {
  const template = document.getElementById('call-card')
  const card = template instanceof HTMLTemplateElement ? template.content.firstElementChild?.cloneNode(true) : null
  if (!(card instanceof HTMLElement)) return null

  part(card, 'links')?.append(...linkElements(call.links))
  part(card, 'nobody')?.toggleAttribute('hidden', call.links.length > 0)
  write(card, 'title', call.title)
  write(card, 'number', call.number)
  write(card, 'direction', call.direction)
  card.addEventListener('click', ({ target }) => {
    const button = target instanceof Element ? target.closest('[data-do]') : null
    if (button instanceof HTMLElement) void act(call.callId, button.dataset.do ?? '')
  })
  topmost().append(card)
  enableTabs(card)
  return card
}

/**
 * @param {string} callId
 * @param {string} action answer, end, close
 */
async function act(callId, action) {
  await fetch(`/sandbox/calls/${encodeURIComponent(callId)}/${action}`, { method: 'POST' })
  await update()
}

/**
 * A tab is told how the call stands when it is opened.
 * @param {HTMLElement} card
 * @param {CardContent['context']} options
 */
function brief(card, options) {
  for (const slot of card.querySelectorAll('[data-frame]')) {
    if (slot instanceof HTMLElement) slot.dataset.frame = JSON.stringify({ ...JSON.parse(slot.dataset.frame ?? '{}'), options })
  }
}

/** @param {CardContent} call */
function show(call) {
  const known = cards.get(call.callId)
  const element = known?.element.isConnected ? known.element : newCard(call)
  if (!element) return

  if (call.state === 'finished' && known?.state !== 'finished') setTimeout(() => void act(call.callId, 'close'), FAREWELL)
  cards.set(call.callId, { element, state: call.state, since: Date.now() - call.seconds * 1000 })
  element.dataset.state = call.state
  brief(element, call.context)
  element.querySelector('[data-do="answer"]')?.toggleAttribute('hidden', call.state !== 'ringing')
  element.querySelector('[data-do="end"]')?.toggleAttribute('hidden', call.state === 'finished' || !call.controls)
  write(element, 'state', element.dataset[call.state] ?? '')
  tick()
}

function tick() {
  for (const { element, state, since } of cards.values()) {
    if (state === 'connected') write(element, 'time', clock(Math.max(0, Math.floor((Date.now() - since) / 1000))))
  }
}

async function update() {
  const response = await fetch('/sandbox/calls').catch(() => null)
  if (!response?.ok) return

  /** @type {CardContent[]} */
  const calls = await response.json()
  for (const call of calls) show(call)
  for (const [callId, { element }] of cards) {
    if (calls.some(call => call.callId === callId)) continue
    element.remove()
    cards.delete(callId)
  }
}

async function poll() {
  if (!document.hidden) await update()
  setTimeout(poll, POLL)
}

/** The call card floats over the topmost page: sliders have none of their own. */
export function enableCallCards() {
  if (!document.getElementById('call-card')) return

  void poll()
  setInterval(tick, 1000)
}
