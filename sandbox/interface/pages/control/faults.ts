import { faultKinds, type FaultPlace } from '../../../faults/kinds.ts'
import type { ActiveFault } from '../../../faults/faults.ts'
import { methods } from '../../../rest/registry.ts'
import { html, type Html } from '../../html.ts'
import { table } from '../../table.ts'
import type { Visit } from '../../visit.ts'
import { button, check, control, field, hidden, part } from './parts.ts'

const PLACES = ['rest', 'oauth', 'form', 'bridge', 'events'] as const satisfies FaultPlace[]

/** What goes wrong at the moment, and what can be made to. */
export function faultsPart(visit: Visit): Html {
  const { sandbox, t } = visit
  const { active } = sandbox.faults

  return part('faults', { title: t('control.faults'), hint: t('control.faultsHint'), wide: true, content: html`
    ${active.length > 0 && activeFaults(visit, active)}
    ${control('fault', html`
      <label>${t('control.fault')}<select name="fault" required>${PLACES.map(place => html`
        <optgroup label="${t(`control.at.${place}`)}">${Object.keys(faultKinds[place]).map(kind => html`<option>${place}:${kind}</option>`)}</optgroup>`)}
      </select></label>
      ${field(t('control.only'), 'method', { placeholder: 'crm.item.get', list: 'control-names' })}
      ${field(t('control.times'), 'times', { type: 'number', min: 1, placeholder: t('control.always') })}
      ${field(t('control.percent'), 'percent', { type: 'number', min: 0, placeholder: '100' })}
      ${field(t('control.seconds'), 'seconds', { type: 'number' })}
      ${field(t('control.field'), 'field', { placeholder: 'client_endpoint' })}
      ${check(t('control.here'), 'here')}
      ${button(t('control.add'), { look: 'button-primary' })}`, 'control-grid')}
    <datalist id="control-names">${Object.keys(methods).sort().map(name => html`<option value="${name}"></option>`)}</datalist>` })
}

function activeFaults({ sandbox, t }: Visit, active: readonly ActiveFault[]): Html {
  return html`<div class="table-panel">${table<ActiveFault>([
    { label: t('control.place'), cell: ({ at }) => t(`control.at.${at}`) },
    { label: t('control.fault'), cell: ({ kind }) => html`<code>${kind}</code>` },
    { label: t('control.only'), cell: fault => html`<code>${limits(fault)}</code>` },
    { label: t('control.portal'), cell: ({ memberId }) => memberId ? sandbox.portal(memberId).name : t('control.all') },
    { label: t('control.struck'), cell: ({ struck, times }) => times === undefined ? struck : `${struck} / ${times}`, look: 'right' },
    { label: '', look: 'right', cell: ({ id, kind }) => control('fault-remove', html`${hidden('id', id)}${button(t('control.remove'), { accessibleName: `${t('control.remove')}: ${kind}` })}`) },
  ], [...active])}</div>
  ${control('faults-clear', button(t('control.removeAll')))}`
}

/** `crm.item.get · 25% · 3 s` */
function limits({ method, share, by, field: name }: ActiveFault): string {
  return [method, share !== undefined && `${Math.round(share * 100)}%`, by !== undefined && `${by / 1000} s`, name].filter(Boolean).join(' · ')
}
