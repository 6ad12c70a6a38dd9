import { NO_REPLY } from './ask-server.js'
import { record } from './record.js'
import { sentence } from './sentence.js'
import { sliders } from './slider.js'
import { toast } from './toast.js'

/** @typedef {import('./commands.js').Command} Command */

/**
 * @param {Record<string, string>} query
 */
function openMessenger(query) {
  void sliders().open({
    url: `/online/?${new URLSearchParams({ ...query, IFRAME: 'Y', IFRAME_TYPE: 'SIDE_SLIDER' })}`,
    title: sentence('messenger'),
  })
}

/** @param {unknown} id */
async function nameOf(id) {
  const response = await fetch('/sandbox/choices/users')
  /** @type {{ id: string, name: string }[]} */
  const people = response.ok ? await response.json() : []
  return people.find(person => person.id === String(id))?.name ?? String(id)
}

/**
 * Calls and the messenger: the portal does what is asked and reports nothing back, so the SDK's own timer ends the wait.
 * @type {Record<string, Command>}
 */
export const MESSENGER = {
  async imCallTo(_, params) {
    const { userId, video } = record(params)
    toast(sentence(video === false ? 'audioCall' : 'videoCall', { name: await nameOf(userId) }))
    return NO_REPLY
  },

  async imPhoneTo(_, params) {
    toast(sentence('phoneCall', { phone: String(record(params).phone ?? '') }))
    return NO_REPLY
  },

  async imOpenMessenger(_, params) {
    const { dialogId } = record(params)
    openMessenger(dialogId === undefined || dialogId === null ? {} : { IM_DIALOG: String(dialogId) })
    return NO_REPLY
  },

  async imOpenHistory(_, params) {
    openMessenger({ IM_HISTORY: String(record(params).dialogId ?? '') })
    return NO_REPLY
  },
}
