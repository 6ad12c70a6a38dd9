import type { RegisteredApp } from '../../../types.ts'
import { PAYMENT_STATES } from '../../actions/control.ts'
import { html, type Html } from '../../html.ts'
import { appTitle } from '../../placements.ts'
import { fullName, type Visit } from '../../visit.ts'
import { button, check, control, hidden, part, select } from './parts.ts'

/** What happens to applications, to the portal's address and to people. */
export function lifePart(visit: Visit): Html {
  const { sandbox, portal, t } = visit

  return part('life', { title: t('control.life'), wide: true, content: html`
    ${[...sandbox.apps.values()].map(app => application(visit, app))}
    ${confirmations(visit)}
    <div class="control-app">
      <h3>${portal.name}</h3>
      ${control('rename', html`${button(t('control.rename'))}<span class="hint">${t('control.renameHint', { host: portal.host })}</span>`, 'control-row')}
      ${control('access', html`
        ${select(t('top.user'), 'user', portal.users.filter(({ active }) => active).map(user => ({ value: String(user.id), text: `${fullName(user)}${user.appAccess ? '' : ` (${t('control.noAccess')})`}` })))}
        ${button(t('control.accessGive'), { name: 'may', value: 'Y' })}
        ${button(t('control.accessTake'), { name: 'may', value: 'N' })}
        ${button(t('control.dismiss'), { name: 'may', value: 'dismiss', look: 'button-danger' })}`, 'control-row')}
    </div>` })
}

function application(visit: Visit, app: RegisteredApp): Html {
  const { portal, user, t } = visit
  const installation = portal.installations.get(app.clientId)
  const state = installation === undefined || installation.state === 'uninstalled' ? 'absent' : installation.state
  const title = appTitle(app, user.lang)
  const heading = html`<h3>${title} <span class="badge badge-${state}">${t(`apps.${state}`)}</span>
    ${installation && state !== 'absent' && html`<span class="hint">${t('apps.version', { version: installation.version })} · ${t(`control.payment.${paymentOf(installation)}`)}</span>`}</h3>`
  if (!installation || state === 'absent') {
    return html`<div class="control-app">${heading}${control('install', html`${hidden('app', app.clientId)}${button(t('apps.install'), { look: 'button-success' })}`)}</div>`
  }

  return html`<div class="control-app">${heading}
    ${control('update', html`${hidden('app', app.clientId)}${button(t('apps.update'))}${check(t('control.dropHandlers'), 'keepHandlers', { value: 'N' })}`, 'control-row')}
    ${control('payment', html`${hidden('app', app.clientId)}${select(t('control.payment'), 'state', PAYMENT_STATES.map(value => ({ value, text: t(`control.payment.${value}`), selected: value === paymentOf(installation) })))}${button(t('control.apply'))}`, 'control-row')}
    ${control('uninstall', html`${hidden('app', app.clientId)}${button(t('apps.delete'), { look: 'button-danger' })}${check(t('apps.clean'), 'clean')}`, 'control-row')}
  </div>`
}

const BY_STATUS: Record<string, (typeof PAYMENT_STATES)[number]> = { F: 'free', D: 'demo', T: 'trial', P: 'paid', S: 'paid' }

/** `local` is no payment: a local application has none. */
function paymentOf({ status, payment }: { status: string, payment: { expired: boolean, blocked: boolean } }): (typeof PAYMENT_STATES)[number] | 'local' {
  if (payment.blocked) return 'expired'
  return payment.expired ? 'grace' : BY_STATUS[status] ?? 'local'
}

/** Methods that an application may call only when the administrator allows it. */
function confirmations({ sandbox, portal, t }: Visit): Html | null {
  const waiting = new Set(sandbox.confirmations.filter(({ memberId, allowed }) => memberId === portal.memberId && allowed === null).map(({ method }) => method))
  if (!waiting.size) return null

  return html`<div class="control-app"><h3>${t('control.confirm')}</h3>${[...waiting].map(method => control('confirm', html`
    ${hidden('method', method)}<code>${method}</code>
    ${button(t('control.allow'), { name: 'allowed', value: 'Y', look: 'button-success' })}
    ${button(t('control.deny'), { name: 'allowed', value: 'N', look: 'button-danger' })}`, 'control-row'))}</div>`
}
