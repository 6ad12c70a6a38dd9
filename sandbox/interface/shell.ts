import { mayUseCrm } from '../portal/rights.ts'
import { backgroundWorkers } from './background-workers.ts'
import { callCardTemplate } from './call-card.ts'
import { timeOfDay } from './format.ts'
import { html, type Html, type Piece } from './html.ts'
import { icon, type IconName } from './icons.ts'
import { directionOf, LANGUAGES, localeOf } from './languages.ts'
import { bell } from './notifications.ts'
import { appPath, appTitle, menuWidgets } from './placements.ts'
import { userMenu } from './user-menu.ts'
import { fullName, type Visit } from './visit.ts'

interface PageContent {
  title: string
  /** What stands between the heading and the content: view switches, filters, buttons. */
  tools?: Piece
  /** The page draws its own heading. */
  ownHeading?: boolean
  content: Piece
}

function menuItem(visit: Visit, path: string, iconName: IconName, label: string, ...families: string[]): Html {
  const current = visit.url.pathname === path || families.some(family => visit.url.pathname.startsWith(family))
  return html`<li><a class="menu-item" href="${path}"${current ? html` aria-current="page"` : ''}>${icon(iconName)}<span>${label}</span></a></li>`
}

function menu(visit: Visit): Html {
  const { sandbox, portal, user, t } = visit
  const installed = [...sandbox.apps.values()].filter(app => user.appAccess && portal.installations.get(app.clientId)?.state === 'installed')

  return html`<nav class="menu" id="menu" aria-label="${t('menu.label')}"><ul>
    ${menuItem(visit, '/stream/', 'feed', t('menu.feed'))}
    ${menuItem(visit, '/company/personal/user/' + user.id + '/tasks/', 'tasks', t('menu.tasks'))}
    ${menuItem(visit, '/workgroups/', 'groups', t('menu.groups'), '/workgroups/')}
    ${menuItem(visit, '/online/', 'messenger', t('menu.messenger'))}
    ${mayUseCrm(user) && menuItem(visit, '/crm/deal/', 'crm', t('menu.crm'), '/crm/', '/report/analytics/', '/biconnector/', '/shop/orders/')}
    ${menuItem(visit, '/calendar/', 'calendar', t('menu.calendar'))}
    ${user.role !== 'extranet' && html`${menuItem(visit, '/contact_center/', 'contacts', t('menu.contactCenter'))}
    ${menuItem(visit, '/telephony/', 'phone', t('menu.telephony'))}`}
    ${menuItem(visit, '/company/', 'company', t('menu.company'))}
    ${menuItem(visit, '/marketplace/', 'market', t('menu.market'))}
    ${installed.map(app => menuItem(visit, appPath(app), 'app', appTitle(app, user.lang)))}
    ${menuItem(visit, '/sandbox/open', 'developer', t('menu.developer'), '/sandbox/')}
    ${menuWidgets(visit).map(({ path, title }) => menuItem(visit, path, 'app', title))}
  </ul></nav>`
}

function choice(visit: Visit, action: string, name: string, label: string, options: { value: string, text: string, selected: boolean }[]): Html {
  return html`<form class="choice choice-${name}" method="post" action="${action}">
    <input type="hidden" name="back" value="${visit.url.pathname + visit.url.search}">
    <label><span class="unseen">${label}</span>
      <select name="${name}" data-submits>${options.map(option => html`<option value="${option.value}"${option.selected ? html` selected` : ''}>${option.text}</option>`)}</select>
    </label>
  </form>`
}

function topBar(visit: Visit): Html {
  const { sandbox, portal, user, t } = visit
  const people = portal.users.filter(candidate => candidate.active)
  const others = sandbox.portals.filter(other => other.memberId !== portal.memberId)

  return html`<header class="topbar">
    <div class="brand">
      <button type="button" class="tool menu-toggle" aria-label="${t('menu.open')}" aria-controls="menu" aria-expanded="false" data-menu>${icon('menu')}</button>
      <a href="/stream/"><span>${portal.name}</span><b>24</b></a>
    </div>
    ${mayUseCrm(user) && html`<form class="search" role="search" aria-label="${t('top.searchLabel')}" action="/crm/deal/list/category/0/">${icon('search')}<input type="search" name="find" aria-label="${t('top.search')}" placeholder="${t('top.search')}"></form>`}
    <time class="clock" data-clock="${user.timeZone}" data-locale="${localeOf(user.lang)}" data-now="${sandbox.clock.now()}" title="${user.timeZone}">${timeOfDay(sandbox.clock.now(), user.lang, user.timeZone)}</time>
    <div class="tools">
      ${others.map(other => html`<a class="tool-link" href="${other.url}/" title="${t('top.portal')}: ${other.name}">${icon('portal')}<span>${other.name}</span></a>`)}
      ${bell(visit)}
      <button type="button" class="tool" aria-label="${t('top.theme')}" title="${t('top.theme')}" data-theme-switch>${icon('theme')}</button>
      ${choice(visit, '/sandbox/language', 'lang', t('top.language'), LANGUAGES.map(({ code, name }) => ({ value: code, text: name, selected: code === user.lang })))}
      <div class="person">
        ${userMenu(visit)}
        ${choice(visit, '/sandbox/user', 'user', t('top.user'), people.map(person => ({ value: String(person.id), text: `${fullName(person)} · ${t(`role.${person.role}`)}`, selected: person.id === user.id })))}
      </div>
    </div>
  </header>`
}

/** What the page's scripts say to the person: each text under its name, as a data attribute. */
const SCRIPT_TEXTS = {
  'close': 'close',
  'cancel': 'cancel',
  'choose': 'choose',
  'find': 'find',
  'loading': 'frame.loading',
  'refresh-failed': 'frame.refreshFailed',
  'none': 'dialog.none',
  'user': 'dialog.user',
  'users': 'dialog.users',
  'crm': 'dialog.crm',
  'access': 'dialog.access',
  'form': 'dialog.form',
  'form-hint': 'dialog.formHint',
  'messenger': 'menu.messenger',
  'audio-call': 'call.audio',
  'video-call': 'call.video',
  'phone-call': 'call.phone',
} as const

function scriptTexts({ t }: Visit): Html[] {
  return Object.entries(SCRIPT_TEXTS).map(([name, key]) => html` data-${name}="${t(key)}"`)
}

/** A whole document: within the portal's shell, or bare for a slider. */
export function document(visit: Visit, { title, tools, ownHeading, content }: PageContent): Html {
  const { portal, user, theme, inSlider, t } = visit
  const heading = ownHeading ? '' : html`<div class="page-head"><h1>${title}</h1>${tools}</div>`

  return html`<!doctype html>
<html lang="${localeOf(user.lang)}" dir="${directionOf(user.lang)}" data-theme="${theme}">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>${title} · ${portal.name}24</title>
  <link rel="icon" href="/sandbox/assets/icon.svg">
  <link rel="stylesheet" href="/sandbox/assets/portal.css">
  <link rel="stylesheet" href="/sandbox/assets/calendar.css">
  <link rel="stylesheet" href="/sandbox/assets/telephony.css">
  <link rel="stylesheet" href="/sandbox/assets/crm.css">
  <link rel="stylesheet" href="/sandbox/assets/chat.css">
  <link rel="stylesheet" href="/sandbox/assets/control.css">
  <link rel="stylesheet" href="/sandbox/assets/tasks.css">
  <script type="module" src="/sandbox/assets/portal.js"></script>
</head>
<body class="${inSlider ? 'in-slider' : 'in-shell'}"${scriptTexts(visit)}>
  ${inSlider
    ? html`<main id="content">${heading}${content}</main>`
    : html`<a class="skip" href="#content">${t('top.skip')}</a>${topBar(visit)}${menu(visit)}<main id="content" tabindex="-1">${heading}${content}</main>${callCardTemplate(visit)}`}
  ${backgroundWorkers(visit)}
</body>
</html>`
}

/** A centred sentence instead of content: nothing here, not allowed, not in the sandbox. */
export function notice(iconName: IconName, sentence: string): Html {
  return html`<section class="panel notice">${icon(iconName)}<p>${sentence}</p></section>`
}
