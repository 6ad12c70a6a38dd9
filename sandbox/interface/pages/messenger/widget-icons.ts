import { Html } from '../../html.ts'

/** Own drawings for the common names of Font Awesome 4, which OPTIONS.iconName of the messenger's placements names. */
const DRAWINGS: [names: string[], path: string][] = [
  [['paperclip'], '<path d="m20 11-8.2 8.2a5 5 0 0 1-7-7L13 4a3.4 3.4 0 0 1 4.8 4.8l-8.2 8.2a1.7 1.7 0 0 1-2.4-2.4l7.5-7.5"/>'],
  [['comment', 'comment-o', 'commenting', 'commenting-o'], '<path d="M20 11.5c0 4-3.6 7-8 7-1 0-2-.2-3-.5L4.5 20l1.2-3.7A6.6 6.6 0 0 1 4 11.5c0-4 3.6-7 8-7s8 3 8 7z"/>'],
  [['comments', 'comments-o'], '<path d="M15 9.5c0 3-2.7 5-6 5l-2.5-.4L4 15.5l.7-2.5A4.7 4.7 0 0 1 3 9.5c0-3 2.7-5 6-5s6 2 6 5zM17.5 9.5A5 5 0 0 1 21 14c0 1.4-.6 2.5-1.6 3.4l.6 2.1-2.4-1.1c-2.3.5-4.6 0-6-1.6"/>'],
  [['sticky-note', 'sticky-note-o'], '<path d="M5 4.5h14v9.5l-5 5.5H5zM19 14h-5v5.5"/>'],
  [['file', 'file-o', 'file-text', 'file-text-o'], '<path d="M6 3.5h8l4 4v13H6zM14 3.5v4h4M9 12h6M9 15.5h6"/>'],
  [['bookmark', 'bookmark-o'], '<path d="M7 4h10v16l-5-4-5 4z"/>'],
  [['thumb-tack'], '<path d="M9 4h6M10 4v6l-3 4h10l-3-4V4M12 14v6"/>'],
  [['star', 'star-o'], '<path d="m12 4 2.5 5.2 5.5.8-4 4 1 5.6-5-2.7-5 2.7 1-5.6-4-4 5.5-.8z"/>'],
  [['heart', 'heart-o'], '<path d="M12 19.5S4 14.8 4 9.5A4.3 4.3 0 0 1 12 7.2a4.3 4.3 0 0 1 8 2.3c0 5.3-8 10-8 10z"/>'],
  [['check', 'check-circle', 'check-circle-o', 'check-square', 'check-square-o', 'tasks'], '<rect x="4" y="4" width="16" height="16" rx="4"/><path d="m8 12 3 3 5-6"/>'],
  [['calendar', 'calendar-o', 'calendar-check-o'], '<rect x="4" y="5" width="16" height="15" rx="3"/><path d="M4 10h16M9 3v4M15 3v4"/>'],
  [['clock-o', 'history'], '<circle cx="12" cy="12" r="8"/><path d="M12 7.5V12l3 2"/>'],
  [['bell', 'bell-o'], '<path d="M6 16.5V11a6 6 0 0 1 12 0v5.5l1.5 1.5h-15zM10 20.5h4"/>'],
  [['flag', 'flag-o'], '<path d="M6 21V4h11l-2 4 2 4H6"/>'],
  [['tag', 'tags'], '<path d="M4 4h8l8 8-8 8-8-8zM8.5 8.5v.01"/>'],
  [['user', 'user-o', 'user-circle', 'user-circle-o'], '<circle cx="12" cy="8" r="4"/><path d="M4.5 20c0-4 3.3-6 7.5-6s7.5 2 7.5 6"/>'],
  [['users', 'group'], '<circle cx="9" cy="8" r="3.5"/><path d="M3 19c0-3 2.7-5 6-5s6 2 6 5M15.5 5a3.5 3.5 0 0 1 0 6.5M17.5 14.5c2.2.7 3.5 2.3 3.5 4.5"/>'],
  [['envelope', 'envelope-o'], '<rect x="4" y="6" width="16" height="12" rx="2"/><path d="m4 8 8 6 8-6"/>'],
  [['phone'], '<path d="M6 4h3l2 5-2.5 1.5a11 11 0 0 0 5 5L15 13l5 2v3c0 1-1 2-2 2C11 20 4 13 4 6c0-1 1-2 2-2z"/>'],
  [['pencil', 'pencil-square', 'pencil-square-o', 'edit'], '<path d="m4 20 1-4L16.5 4.5l3 3L8 19zM14 7l3 3"/>'],
  [['plus', 'plus-circle', 'plus-square', 'plus-square-o'], '<path d="M12 5v14M5 12h14"/>'],
  [['search'], '<circle cx="11" cy="11" r="6"/><path d="m16 16 4 4"/>'],
  [['link', 'chain'], '<path d="M10 14a4 4 0 0 0 6 .5l2.5-2.5a4 4 0 0 0-6-6L11 7.5M14 10a4 4 0 0 0-6-.5L5.5 12a4 4 0 0 0 6 6l1.5-1.5"/>'],
  [['list', 'list-ul', 'list-alt', 'bars'], '<path d="M9 6h11M9 12h11M9 18h11M4.5 6v.01M4.5 12v.01M4.5 18v.01"/>'],
  [['folder', 'folder-o', 'folder-open'], '<path d="M4 6h6l2 2.5h8V19H4z"/>'],
  [['home'], '<path d="m4 11 8-7 8 7M6 9.5V20h12V9.5M10 20v-6h4v6"/>'],
  [['cog', 'gear', 'cogs', 'gears'], '<circle cx="12" cy="12" r="3"/><path d="M12 3.5v3M12 17.5v3M3.5 12h3M17.5 12h3M6 6l2.1 2.1M15.9 15.9 18 18M18 6l-2.1 2.1M8.1 15.9 6 18"/>'],
  [['bar-chart', 'bar-chart-o', 'line-chart', 'pie-chart'], '<path d="M4 20h16M7 17v-5M12 17V7M17 17v-8"/>'],
  [['smile-o'], '<circle cx="12" cy="12" r="8"/><path d="M8.5 14a4 4 0 0 0 7 0M9.5 9.5v.01M14.5 9.5v.01"/>'],
  [['lightbulb-o'], '<path d="M9 17h6M10 20h4M9 17c0-2-3-3.5-3-7a6 6 0 0 1 12 0c0 3.5-3 5-3 7"/>'],
  [['briefcase', 'suitcase'], '<rect x="4" y="8" width="16" height="11" rx="2"/><path d="M9 8V5h6v3M4 13h16"/>'],
  [['money', 'credit-card'], '<rect x="3.5" y="6" width="17" height="12" rx="2"/><path d="M3.5 10.5h17M7 15h3"/>'],
  [['info', 'info-circle', 'question', 'question-circle'], '<circle cx="12" cy="12" r="8"/><path d="M12 11.5v4M12 8v.01"/>'],
  [['globe'], '<circle cx="12" cy="12" r="8"/><path d="M4 12h16M12 4c5 5 5 11 0 16M12 4c-5 5-5 11 0 16"/>'],
]

const byName = new Map(DRAWINGS.flatMap(([names, path]) => names.map(name => [name, path])))

const NEUTRAL = '<path d="m12 3 8 4.5v9L12 21l-8-4.5v-9zM4 7.5l8 4.5 8-4.5M12 12v9"/>'

/** The palette of the messenger, by OPTIONS.color. */
const COLORS: Record<string, string> = {
  RED: '#df532d', GREEN: '#64a513', MINT: '#4ba984', LIGHT_BLUE: '#4ba5c3', DARK_BLUE: '#3e99ce', PURPLE: '#8474c8', AQUA: '#1eb4aa', PINK: '#f76187',
  LIME: '#58cc47', BROWN: '#ab7761', AZURE: '#29619b', KHAKI: '#728f7a', SAND: '#ba9c7b', ORANGE: '#e8a441', MARENGO: '#556574', GRAY: '#909090', GRAPHITE: '#5e5f5e',
}

/** The icon that a binding of the messenger names, in its colour; a neutral one for names that are not drawn here. */
export function widgetIcon({ iconName = '', color = '' }: Record<string, string>): Html {
  const path = iconName.split(' ').map(name => byName.get(name.replace(/^fa-/, ''))).find(Boolean) ?? NEUTRAL
  const style = COLORS[color] ? ` style="--own: ${COLORS[color]}"` : ''

  return new Html(`<svg class="icon widget-icon"${style} viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.7" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">${path}</svg>`)
}
