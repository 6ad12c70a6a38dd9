/** What only views other than the thread show, by the first part of the key: half of a catalogue, which a thread's page is spared. */
const ofViews = new Set([
  'automation', 'calendar', 'call', 'capture', 'chart', 'composing', 'digest', 'field', 'home', 'insights', 'install', 'list', 'place', 'queue', 'search', 'snippet',
])

/** Titles of widgets, which the server sends to the portal. */
const ofServer = new Set(['binding'])

/** Who needs a message: every page, views other than the thread, or no page at all. */
export function partOf(key: string): 'every' | 'views' | 'server' {
  const family = key.split('.', 1)[0] ?? ''
  if (ofServer.has(family)) return 'server'
  return ofViews.has(family) ? 'views' : 'every'
}
