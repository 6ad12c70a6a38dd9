import { Html } from './html.ts'

const PATHS = {
  feed: '<path d="M4 5h16v4H4zM4 12h10M4 16h7M17 13v6M14 16h6"/>',
  crm: '<path d="M4 5h16l-6 7v6l-4 2v-8z"/>',
  tasks: '<rect x="4" y="4" width="16" height="16" rx="4"/><path d="m8 12 3 3 5-6"/>',
  groups: '<circle cx="8" cy="9" r="3"/><circle cx="16.5" cy="8" r="2.5"/><path d="M2.5 19c0-2.8 2.4-4.5 5.5-4.5s5.5 1.7 5.5 4.5M14.5 13.300c.6-.2 1.3-.3 2-.3 2.8 0 5 1.6 5 4"/>',
  calendar: '<rect x="4" y="5" width="16" height="15" rx="3"/><path d="M4 10h16M9 3v4M15 3v4"/>',
  messenger: '<path d="M20 11.5c0 4-3.6 7-8 7-1 0-2-.2-3-.5L4.5 20l1.2-3.7A6.6 6.6 0 0 1 4 11.5c0-4 3.6-7 8-7s8 3 8 7z"/>',
  hangUp: '<path d="M3 13.5c5-4.7 13-4.7 18 0l-2 3-4-1.5v-2.5a12 12 0 0 0-6 0V15l-4 1.5z"/>',
  contacts: '<path d="M5 13v-1a7 7 0 0 1 14 0v1M5 12.5h2.5V18H6a2 2 0 0 1-2-2v-1.5a2 2 0 0 1 1-2zM19 12.500h-2.5V18H18a2 2 0 0 0 2-2v-1.5a2 2 0 0 0-1-2zM16.5 18c0 1.5-2 2.5-4 2.5"/>',
  before: '<path d="m14 6-6 6 6 6"/>',
  after: '<path d="m10 6 6 6-6 6"/>',
  chart: '<path d="M4 20V4M4 20h16M8 16v-5M12 16V8M16 16v-3"/>',
  company: '<circle cx="9" cy="8" r="3.5"/><path d="M3 19c0-3 2.7-5 6-5s6 2 6 5M15.5 5a3.5 3.5 0 0 1 0 6.5M17.5 14.5c2.2.7 3.5 2.3 3.5 4.5"/>',
  market: '<rect x="4" y="4" width="6.5" height="6.5" rx="2"/><rect x="13.5" y="4" width="6.5" height="6.5" rx="2"/><rect x="4" y="13.5" width="6.5" height="6.5" rx="2"/><path d="M16.75 13.5v6.5M13.5 16.750H20"/>',
  app: '<path d="m12 3 8 4.5v9L12 21l-8-4.5v-9zM4 7.5l8 4.5 8-4.5M12 12v9"/>',
  developer: '<path d="m8 8-4 4 4 4M16 8l4 4-4 4M13.5 5l-3 14"/>',
  search: '<circle cx="11" cy="11" r="6"/><path d="m16 16 4 4"/>',
  menu: '<path d="M4 7h16M4 12h16M4 17h16"/>',
  theme: '<circle cx="12" cy="12" r="8"/><path d="M12 4a8 8 0 0 1 0 16z" fill="currentColor"/>',
  portal: '<path d="M9 5H5v14h14v-4M13 4h7v7M20 4l-9 9"/>',
  close: '<path d="m6 6 12 12M18 6 6 18"/>',
  check: '<path d="m5 12.5 4.5 4.5L19 7.5"/>',
  flag: '<path d="M6 21V4h11l-2 4 2 4H6"/>',
  plus: '<path d="M12 5v14M5 12h14"/>',
  lock: '<rect x="5" y="11" width="14" height="9" rx="2.5"/><path d="M8 11V8a4 4 0 0 1 8 0v3"/>',
  settings: '<circle cx="12" cy="12" r="3"/><path d="M12 3.5v3M12 17.500v3M3.500 12h3M17.500 12h3M6 6l2.100 2.100M15.900 15.900 18 18M6 18l2.100-2.100M15.900 8.100 18 6"/>',
  robot: '<rect x="5" y="9" width="14" height="10" rx="3"/><path d="M12 5v4M9.500 13v1.500M14.500 13v1.500"/><circle cx="12" cy="4" r="1"/>',
  mail: '<rect x="3.500" y="5.500" width="17" height="13" rx="2.500"/><path d="m4 7.500 8 6 8-6"/>',
  file: '<path d="M7 3.500h7l4 4v13H7zM14 3.500v4h4"/>',
  empty: '<path d="M4 13 7 5h10l3 8v6H4zM4 13h5l1.5 2.5h3L15 13h5"/>',
  back: '<path d="m14 6-6 6 6 6"/>',
  bell: '<path d="M6 16.5V11a6 6 0 0 1 12 0v5.5l1.5 1.5h-15zM10 20.5h4"/>',
  dots: '<path d="M6 12v.01M12 12v.01M18 12v.01"/>',
  like: '<path d="M4 11h3v9H4zM7 11l4-7c1.5 0 2.5 1 2.2 2.5L12.5 10H19c1 0 1.5.8 1.3 1.8l-1.5 6.5c-.2 1-1 1.7-2 1.7H7"/>',
  phone: '<path d="M6 4h3.5l1.5 4-2 1.5a11 11 0 0 0 5.5 5.5l1.5-2 4 1.5V18a2 2 0 0 1-2 2A15 15 0 0 1 4 6a2 2 0 0 1 2-2z"/>',
  mobile: '<rect x="7" y="3" width="10" height="18" rx="2.5"/><path d="M11 18h2"/>',
  send: '<path d="m4 4 17 8-17 8 3-8zM7 12h8"/>',
} as const

export type IconName = keyof typeof PATHS

/** These point along the line, so that they turn round where lines run from the right. */
const ALONG: readonly IconName[] = ['before', 'after', 'back', 'send']

/** A decorative icon, hidden from assistive technology: the text beside it, or the button's label, says what it means. */
export function icon(name: IconName): Html {
  return new Html(`<svg class="icon${ALONG.includes(name) ? ' icon-along' : ''}" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.7" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">${PATHS[name]}</svg>`)
}
