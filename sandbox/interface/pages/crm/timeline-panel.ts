import { mayEdit } from '../../../portal/rights.ts'
import type { CrmItem } from '../../../types.ts'
import { itemPath, type CrmType } from '../../crm.ts'
import { frameSlot, type FrameRequest } from '../../frame-slot.ts'
import { html, type Html } from '../../html.ts'
import { widgetRequest, widgets, type Widget } from '../../placements.ts'
import type { Visit } from '../../visit.ts'

/** What a button above the timeline opens. */
export interface Block { id: string, title: string, content: Html, hint?: Html | null }

function isBuiltIn({ binding }: Widget): boolean {
  return binding.options.useBuiltInInterface === 'Y'
}

/** api-reference/widgets/crm/detail-activity-area.md */
function contextOf(widget: Widget, entityTypeId: number, id: number): Record<string, string> {
  return isBuiltIn(widget)
    ? { entityTypeId: String(entityTypeId), entityId: String(id), useBuiltInInterface: 'Y' }
    : { ID: String(id) }
}

/** What an application tells a person who meets its button for the first time; "Learn more" opens it in a slider. */
function newUserHint({ t }: Visit, { binding }: Widget, request: FrameRequest): Html | null {
  const { newUserNotificationTitle: title = '', newUserNotificationText: text = '' } = binding.options
  if (!title && !text) return null

  const more: FrameRequest = { ...request, mode: 'slider', options: { ...request.options, newUserNotification: 'Y' } }
  return html`<aside class="new-user-hint" data-once="timeline-widget-${binding.id}" aria-label="${title || text}" hidden>
    ${title && html`<p class="strong">${title}</p>`}${text && html`<p>${text}</p>`}
    <p class="hint-actions"><button type="button" class="button" data-widget="${JSON.stringify(more)}" data-width="800">${t('card.learnMore')}</button>
    <button type="button" class="button button-quiet">${t('close')}</button></p>
  </aside>`
}

/** With the built-in interface the application stays out of sight and describes what the portal draws: nothing, until it does. */
function widgetBlock(visit: Visit, entityTypeId: number, id: number, widget: Widget): Block {
  const { binding, title } = widget
  const request = widgetRequest(widget, { options: contextOf(widget, entityTypeId, id) })
  const slot = frameSlot(request, 'on show')

  return {
    id: `timeline-widget-${binding.id}`,
    title,
    content: isBuiltIn(widget) ? html`<div class="panel layout" data-layout></div><div hidden>${slot}</div>` : slot,
    hint: newUserHint(visit, widget, request),
  }
}

/** The buttons of applications at an item of this type. */
export function widgetBlocks(visit: Visit, { code, entityTypeId }: Pick<CrmType, 'code' | 'entityTypeId'>, id: number): Block[] {
  return widgets(visit, `CRM_${code}_DETAIL_ACTIVITY`).map(widget => widgetBlock(visit, entityTypeId, id, widget))
}

/** Tomorrow in the person's zone, as a date field takes it. */
function tomorrow({ sandbox, user }: Visit): string {
  return new Intl.DateTimeFormat('sv', { timeZone: user.timeZone }).format(sandbox.clock.now() + 24 * 3600 * 1000)
}

/** The portal's own buttons, for those who may change the item. */
export function ownBlocks(visit: Visit, type: CrmType, item: CrmItem): Block[] {
  const { user, t } = visit
  if (!mayEdit(user, item)) return []

  return [{
    id: 'timeline-todo',
    title: t('activity.todo'),
    content: html`<form class="panel comment-form" method="post" action="${itemPath(visit, type, item, 'todo')}">
      <label>${t('todo.subject')}<input name="subject" required></label>
      <label>${t('field.deadline')}<input type="date" name="day" value="${tomorrow(visit)}" required></label>
      <button class="button">${t('save')}</button>
    </form>`,
  }, {
    id: 'timeline-comment',
    title: t('field.comment'),
    content: html`<form class="panel comment-form" method="post" action="${itemPath(visit, type, item, 'comment')}">
      <textarea name="text" rows="4" required aria-label="${t('field.comment')}"></textarea>
      <button class="button">${t('card.send')}</button>
    </form>`,
  }]
}

/** The row of buttons above the timeline; each opens a block below it, one at a time. */
export function timelinePanel(visit: Visit, blocks: Block[]): Html | null {
  if (blocks.length === 0) return null

  return html`<section class="timeline-panel" aria-label="${visit.t('card.actions')}" data-blocks>
    <div class="panel timeline-buttons">${blocks.map(({ id, title }) =>
      html`<button type="button" aria-expanded="false" aria-controls="${id}">${title}</button>`)}</div>
    ${blocks.map(({ hint }) => hint)}
    ${blocks.map(({ id, title, content }) => html`<div class="timeline-block" id="${id}" role="region" aria-label="${title}" hidden>${content}</div>`)}
  </section>`
}
