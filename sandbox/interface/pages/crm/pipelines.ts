import { mayConfigureCrm } from '../../../portal/rights.ts'
import type { CrmCategory } from '../../../types.ts'
import { page, type Answer } from '../../answer.ts'
import { categoriesOf, stages, type CrmType } from '../../crm.ts'
import { html, type Html } from '../../html.ts'
import { extensions } from '../../menu.ts'
import { document } from '../../shell.ts'
import type { Visit } from '../../visit.ts'
import { absentPage, deniedPage } from '../notices.ts'
import { inkOn } from './kanban.ts'
import { automationPath, crmSections, viewPath } from './tools.ts'

/** Deals' code names no entity: api-reference/widgets/crm/funnels-toolbar.md */
function toolbarCode({ entityTypeId, code }: CrmType): string {
  return entityTypeId === 2 ? 'CRM_FUNNELS_TOOLBAR' : `CRM_${code}_FUNNELS_TOOLBAR`
}

function pipeline(visit: Visit, type: CrmType, category: CrmCategory): Html {
  const { t } = visit

  return html`<li class="panel pipeline-card">
    <h2>${category.name}${category.isDefault === 'Y' && html` <span class="badge badge-installed">${t('pipelines.default')}</span>`}</h2>
    <ol class="pipeline-stages" aria-label="${t('card.stages')}">${stages(visit, type, category.id).map(stage => html`<li class="ink-${inkOn(stage.color)}" style="background:${stage.color}">${stage.name}</li>`)}</ol>
    <p class="pipeline-links"><a href="${viewPath(type, 'kanban', category.id)}" target="_top">${t('crm.kanban')}</a> <a href="${automationPath(type, category.id)}" data-slider>${t('crm.automation')}</a></p>
  </li>`
}

/** The pipelines of a type with their stages ("Pipelines and tunnels"). */
export function crmPipelinesPage(visit: Visit, type: CrmType): Answer {
  if (!mayConfigureCrm(visit.user)) return deniedPage(visit)
  const categories = categoriesOf(visit, type)
  if (categories.length === 0) return absentPage(visit)

  const title = visit.t('pipelines.title', { type: type.many })
  return page(document(visit, {
    title,
    ownHeading: true,
    content: html`${!visit.inSlider && crmSections(visit, type.path)}
      <div class="page-head"><h1>${title}</h1>${extensions(visit, toolbarCode(type))}</div>
      <ul class="pipeline-cards">${categories.map(category => pipeline(visit, type, category))}</ul>`,
  }))
}
