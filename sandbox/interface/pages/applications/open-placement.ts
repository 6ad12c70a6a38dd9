import { InterfaceError, page, type Answer } from '../../answer.ts'
import { frameSlot, type FrameRequest } from '../../frame-slot.ts'
import { html, type Html } from '../../html.ts'
import { appPath, appTitle, widgets, type Widget } from '../../placements.ts'
import { document, notice } from '../../shell.ts'
import { table } from '../../table.ts'
import { fullName, type Visit } from '../../visit.ts'

const OWN_PARAMETERS = new Set(['placement', 'app', 'handler', 'mode', 'options', 'silent', 'failing', 'cancel', 'mobile', 'IFRAME', 'IFRAME_TYPE'])

/** The context to open with: `options` (a JSON object), and every further parameter of the address (`ID=5`) as one of its keys. */
function contextOf(url: URL): Record<string, unknown> {
  const plain = [...url.searchParams].filter(([name]) => !OWN_PARAMETERS.has(name))
  try {
    const parsed: unknown = JSON.parse(url.searchParams.get('options') || '{}')
    if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) throw new TypeError('not an object')
    return { ...parsed, ...Object.fromEntries(plain) }
  }
  catch {
    throw new InterfaceError(400, 'The context is no JSON object.')
  }
}

/** How the portal misbehaves towards this one frame. */
function conductOf(url: URL): Pick<FrameRequest, 'silent' | 'failing' | 'answersCancel' | 'mobile'> {
  const commands = (name: string) => url.searchParams.get(name)?.split(/[\s,]+/).filter(Boolean) ?? []

  return {
    silent: commands('silent'),
    failing: commands('failing'),
    ...url.searchParams.get('cancel') === 'null' && { answersCancel: true },
    ...url.searchParams.get('mobile') === 'Y' && { mobile: true },
  }
}

function boundList({ t }: Visit, bound: Widget[]): Html {
  if (bound.length === 0) return notice('empty', t('open.none'))

  return html`<div class="panel table-panel"><h2 class="panel-title">${t('open.bound')}</h2>${table<Widget>([
    { label: t('open.placement'), cell: ({ app, binding }) => html`<a href="/sandbox/open?${new URLSearchParams({ app: app.clientId, placement: binding.placement, handler: binding.handler, options: '{"ID":"1"}' }).toString()}"><code>${binding.placement}</code></a>` },
    { label: t('field.title'), cell: ({ title }) => title },
    { label: t('open.handler'), cell: ({ binding }) => html`<span class="hint">${binding.handler}</span>` },
  ], bound)}</div>`
}

/**
 * Opens any placement with any context as the current person, also of an item that the person may not read: what an
 * application must refuse by itself cannot be tried from a card that the portal refuses first.
 */
export function openPlacementPage(visit: Visit): Answer {
  const { sandbox, portal, user, url, t } = visit
  const apps = [...sandbox.apps.values()].filter(app => portal.installations.get(app.clientId)?.state !== 'uninstalled')
  const app = apps.find(candidate => candidate.clientId === url.searchParams.get('app')) ?? apps[0]
  const placement = url.searchParams.get('placement') ?? ''
  const context = contextOf(url)
  const bound = widgets(visit)
  const conduct = conductOf(url)
  const title = placement || t('open.title')
  const mode = url.searchParams.get('mode') === 'slider' ? 'slider' : placement === 'DEFAULT' ? 'page' : 'widget'

  return page(document(visit, {
    title,
    tools: html`<a class="button button-quiet" href="/sandbox/control/">${t('control.title')}</a>`,
    content: html`<form class="panel opener">
      <p class="hint">${t('open.intro', { user: fullName(user) })}</p>
      <label>${t('open.app')}<select name="app">${apps.map(candidate => html`<option value="${candidate.clientId}"${candidate === app ? html` selected` : ''}>${appTitle(candidate, user.lang)}</option>`)}</select></label>
      <label>${t('open.placement')}<input name="placement" value="${placement}" placeholder="CRM_DEAL_DETAIL_TAB" list="placements" required></label>
      <datalist id="placements">${[...new Set(bound.map(({ binding }) => binding.placement))].map(code => html`<option value="${code}"></option>`)}</datalist>
      <label class="wide">${t('open.options')}<input name="options" value="${JSON.stringify(context)}"></label>
      <label>${t('open.silent')}<input name="silent" value="${url.searchParams.get('silent') ?? ''}" placeholder="getInitData, refreshAuth"></label>
      <label>${t('open.failing')}<input name="failing" value="${url.searchParams.get('failing') ?? ''}" placeholder="refreshAuth"></label>
      <label class="tick"><input type="checkbox" name="cancel" value="null"${conduct.answersCancel ? html` checked` : ''}>${t('open.cancel')}</label>
      <label class="tick"><input type="checkbox" name="mobile" value="Y"${conduct.mobile ? html` checked` : ''}>${t('open.mobile')}</label>
      <button class="button button-primary">${t('open.show')}</button>
    </form>
    ${app && placement
      ? frameSlot({ clientId: app.clientId, placement, handler: url.searchParams.get('handler') ?? undefined, options: context, mode, title, appPath: appPath(app), ...conduct })
      : boundList(visit, bound)}`,
  }))
}
