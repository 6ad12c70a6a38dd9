import type { RegisteredApp } from '../../../types.ts'
import { page, type Answer } from '../../answer.ts'
import { html, type Html } from '../../html.ts'
import { icon } from '../../icons.ts'
import { appPath, appTitle } from '../../placements.ts'
import { document, notice } from '../../shell.ts'
import type { Visit } from '../../visit.ts'

type State = 'absent' | 'added' | 'installed'

function stateOf({ portal }: Visit, app: RegisteredApp): State {
  const state = portal.installations.get(app.clientId)?.state
  return state === undefined || state === 'uninstalled' ? 'absent' : state
}

function action(app: RegisteredApp, name: 'install' | 'update', label: string, look: string): Html {
  return html`<form method="post" action="/sandbox/apps/${app.clientId}/${name}"><button class="button ${look}">${label}</button></form>`
}

function removal({ t, user }: Visit, app: RegisteredApp): Html {
  const id = `delete-${app.id}`
  return html`<button type="button" class="button button-quiet" popovertarget="${id}">${t('apps.delete')}</button>
    <div class="popup" id="${id}" popover role="dialog" aria-labelledby="${id}-title">
      <form method="post" action="/sandbox/apps/${app.clientId}/uninstall">
        <h2 id="${id}-title">${t('apps.deleteTitle', { title: appTitle(app, user.lang) })}</h2>
        <p>${t('apps.deleteText')}</p>
        <label class="check"><input type="checkbox" name="clean" value="Y"> ${t('apps.clean')}</label>
        <div class="popup-actions">
          <button class="button button-danger">${t('apps.delete')}</button>
          <button type="button" class="button button-quiet" popovertarget="${id}" popovertargetaction="hide" autofocus>${t('cancel')}</button>
        </div>
      </form>
    </div>`
}

function actions(visit: Visit, app: RegisteredApp): Html {
  const { t, user } = visit
  const state = stateOf(visit, app)
  if (user.role !== 'admin') {
    return state === 'installed'
      ? html`<a class="button button-primary" href="${appPath(app)}">${t('apps.open')}</a>`
      : html`<p class="hint">${t('apps.adminsOnly')}</p>`
  }
  if (state === 'absent') return action(app, 'install', t('apps.install'), 'button-success')
  if (state === 'added') {
    return html`<a class="button button-success" href="${appPath(app)}">${t('apps.finish')}</a>${removal(visit, app)}`
  }
  return html`<a class="button button-primary" href="${appPath(app)}">${t('apps.open')}</a>
    ${action(app, 'update', t('apps.update'), 'button-quiet')}${removal(visit, app)}`
}

/** Has the portal deleted a background worker of this application that has not been registered again? */
function workerOff({ portal }: Visit, app: RegisteredApp): boolean {
  const installation = portal.installations.get(app.clientId)
  return installation?.disabled.some(({ placement }) => !installation.bindings.some(binding => binding.placement === placement)) ?? false
}

function card(visit: Visit, app: RegisteredApp): Html {
  const { portal, user, t } = visit
  const state = stateOf(visit, app)
  const title = appTitle(app, user.lang)
  const version = portal.installations.get(app.clientId)?.version ?? app.version

  return html`<article class="panel app-card" aria-label="${title}">
    <span class="app-icon tint-${app.id % 8}" aria-hidden="true">${icon('app')}</span>
    <div class="app-name">
      <h2>${title}</h2>
      <p><span class="badge badge-${state}">${t(`apps.${state}`)}</span> <span class="hint">${t('apps.version', { version })}</span></p>
    </div>
    <p class="app-scope"><span class="hint">${t('apps.scope')}</span> ${app.scope.map(name => html`<code>${name}</code> `)}</p>
    ${workerOff(visit, app) && html`<p class="app-warning" role="note">${t('apps.workerOff')}</p>`}
    <div class="app-actions">${actions(visit, app)}</div>
  </article>`
}

export function applicationsPage(visit: Visit): Answer {
  const { sandbox, t } = visit
  const apps = [...sandbox.apps.values()]

  return page(document(visit, {
    title: t('apps.title'),
    content: apps.length
      ? html`<div class="app-grid">${apps.map(app => card(visit, app))}</div>`
      : notice('market', t('apps.none')),
  }))
}
