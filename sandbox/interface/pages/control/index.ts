import type { LoggedRequest } from '../../../types.ts'
import { page, type Answer } from '../../answer.ts'
import { html, type Html } from '../../html.ts'
import { localeOf } from '../../languages.ts'
import { personName } from '../../people.ts'
import { document } from '../../shell.ts'
import { table } from '../../table.ts'
import type { Visit } from '../../visit.ts'
import { faultsPart } from './faults.ts'
import { lifePart } from './life.ts'
import { button, check, clockTime, control, field, part, select } from './parts.ts'
import { queuePart } from './queue.ts'

const SHOWN = 50
const TURNS = { 'control.hour': 1, 'control.day': 24, 'control.halfYear': 180 * 24 } as const

/** Everything that can be made to happen in a sandbox, and what has happened. */
export function controlPage(visit: Visit): Answer {
  const { t } = visit

  return page(document(visit, {
    title: t('control.title'),
    tools: html`<a class="button button-quiet" href="/sandbox/open">${t('open.title')}</a>`,
    content: html`<div class="control">
      ${clockPart(visit)}${limitsPart(visit)}${faultsPart(visit)}${lifePart(visit)}${queuePart(visit)}${logPart(visit)}
    </div>`,
  }))
}

function clockPart(visit: Visit): Html {
  const { sandbox, t } = visit

  return part('clock', { title: t('control.clock'), hint: t('control.clockHint'), content: html`
    <p class="control-now">${clockTime(visit, sandbox.clock.now())}</p>
    ${control('clock', Object.entries(TURNS).map(([label, hours]) => button(t(turnKey(label)), { name: 'hours', value: String(hours) })), 'control-row')}` })
}

function turnKey(label: string): keyof typeof TURNS {
  return label === 'control.hour' || label === 'control.day' ? label : 'control.halfYear'
}

function limitsPart({ sandbox: { limits }, t }: Visit): Html {
  return part('limits', { title: t('control.limits'), hint: t('control.limitsHint'), content: control('limits', html`
    ${select(t('control.rate'), 'rate', [
      { value: '', text: t('control.none') },
      { value: 'standard', text: t('control.rateStandard'), selected: limits.rate === 'standard' },
      { value: 'enterprise', text: t('control.rateEnterprise'), selected: limits.rate === 'enterprise' },
    ])}
    ${field(t('control.operating'), 'operating', { type: 'number', min: 0, value: limits.operating === null ? '' : String(limits.operating), placeholder: t('control.none') })}
    ${check(t('control.overloaded'), 'overloaded', { checked: limits.overloaded })}
    ${check(t('control.withoutRest'), 'withoutRest', { checked: limits.withoutRest })}
    ${button(t('control.apply'), { look: 'button-primary' })}`, 'control-grid') })
}

/** The last requests to this portal and to the authorization server, the newest first. */
function logPart(visit: Visit): Html {
  const { sandbox, portal, user, t } = visit
  const requests = sandbox.requests.filter(({ memberId }) => memberId === null || memberId === portal.memberId)

  return part('log', { title: t('control.log'), wide: true, content: html`
    ${control('log-clear', button(t('control.logClear')), 'control-row')}
    ${requests.length > 0 && html`<div class="table-panel">${table<LoggedRequest>([
      { label: t('control.server'), look: 'tight', cell: ({ server }) => server === 'oauth' ? 'OAuth' : portal.name },
      { label: t('control.method'), cell: ({ method, commands }) => html`<code>${method}</code>${commands.length > 0 && html` <span class="hint">${commands.join(', ')}</span>`}` },
      { label: t('top.user'), cell: ({ userId }) => personName(visit, userId) },
      { label: 'HTTP', look: 'right', cell: ({ status }) => status || '–' },
      { label: 'ms', look: 'right', cell: ({ startedAt, endedAt }) => endedAt ? (endedAt - startedAt).toLocaleString(localeOf(user.lang), { minimumFractionDigits: 1, maximumFractionDigits: 1 }) : '–' },
    ], requests.slice(-SHOWN).reverse())}</div>`}` })
}
