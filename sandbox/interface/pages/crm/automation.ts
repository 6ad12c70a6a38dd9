import { mayConfigureCrm } from '../../../portal/rights.ts'
import type { AutomationRule } from '../../../types.ts'
import { page, type Answer } from '../../answer.ts'
import { categoriesOf, hasAutomation, stages, type CrmType, type Stage } from '../../crm.ts'
import { html, type Html } from '../../html.ts'
import { icon } from '../../icons.ts'
import { localeOf } from '../../languages.ts'
import { extensions } from '../../menu.ts'
import { document } from '../../shell.ts'
import type { Visit } from '../../visit.ts'
import { absentPage, deniedPage } from '../notices.ts'
import { inkOn } from './kanban.ts'
import { automationPath, crmSections, pipelineChoice } from './tools.ts'

function timing({ user, t }: Visit, { delayHours }: AutomationRule): string {
  if (delayHours === 0) return t('automation.now')

  const [value, unit] = delayHours % 24 === 0 ? [delayHours / 24, 'day'] : [delayHours, 'hour']
  const duration = new Intl.NumberFormat(localeOf(user.lang), { style: 'unit', unit, unitDisplay: 'long' }).format(value)
  return t('automation.after', { duration })
}

function ruleCard(visit: Visit, rule: AutomationRule): Html {
  return html`<li class="rule"><span class="rule-icon">${icon('robot')}</span><div><p class="strong">${rule.name}</p><p class="hint">${timing(visit, rule)}</p></div></li>`
}

function column(visit: Visit, type: CrmType, stage: Stage): Html {
  const rules = visit.portal.data.automationRules.filter(rule => rule.entityTypeId === type.entityTypeId && rule.stageId === stage.id)

  return html`<section aria-label="${stage.name}" style="--stage:${stage.color}">
    <h2 class="kanban-stage ink-${inkOn(stage.color)}">${stage.name}</h2>
    ${rules.length > 0 ? html`<ul class="rules">${rules.map(rule => ruleCard(visit, rule))}</ul>` : html`<p class="rules-none">${visit.t('automation.none')}</p>`}
  </section>`
}

/** What happens by itself when an item reaches a stage. Widgets learn the pipeline from their URI alone. */
export function crmAutomationPage(visit: Visit, type: CrmType, categoryId: number): Answer {
  const { user, t } = visit
  if (!mayConfigureCrm(user)) return deniedPage(visit)
  const all = stages(visit, type, categoryId)
  if (!hasAutomation(type) || all.length === 0) return absentPage(visit)

  const pipeline = categoriesOf(visit, type).find(category => category.id === categoryId)
  const choice = pipelineChoice(visit, type, categoryId, id => automationPath(type, id))
  const title = t('automation.title', { name: pipeline?.name ?? type.many })
  return page(document(visit, {
    title,
    ownHeading: true,
    content: html`${!visit.inSlider && crmSections(visit, type.path)}
      <div class="page-head"><h1>${choice ? t('crm.automation') : title}</h1>${choice}${extensions(visit, `CRM_${type.code}_ROBOT_DESIGNER_TOOLBAR`)}</div>
      <div class="kanban" tabindex="0" role="region" aria-label="${type.many}">${all.map(stage => column(visit, type, stage))}</div>`,
  }))
}
