/** How a view is opened on the sandbox's page that opens any placement, and how wide its places are. */
export interface Picture {
  view: string
  placement: string
  options?: Record<string, unknown>
  /** Pixels: what hosts give it, and a telephone. */
  widths: number[]
}

const [tab, slider, sidebar, phone] = [1200, 800, 320, 360]

export const pictures: Picture[] = [
  { view: 'thread', placement: 'CRM_DEAL_DETAIL_TAB', options: { ID: '3473' }, widths: [tab, 600, phone, sidebar] },
  { view: 'thread-empty', placement: 'CRM_DEAL_DETAIL_TAB', options: { ID: '3469' }, widths: [tab, sidebar] },
  { view: 'thread-refused', placement: 'CRM_DEAL_DETAIL_TAB', options: { ID: '999999' }, widths: [slider] },
  { view: 'thread-task', placement: 'TASK_VIEW_SIDEBAR', options: { taskId: '286' }, widths: [sidebar] },
  { view: 'thread-chat', placement: 'IM_SIDEBAR', options: { dialogId: 'chat1489' }, widths: [sidebar] },
  { view: 'peek', placement: 'CRM_CONTACT_LIST_MENU', options: { ID: '13046' }, widths: [slider, phone] },
  { view: 'queue', placement: 'CRM_DEAL_LIST_TOOLBAR', widths: [tab, slider, phone] },
  { view: 'capture', placement: 'CRM_DEAL_ACTIVITY_TIMELINE_MENU', options: { ENTITY_ID: '3463', ASSOCIATED_ENTITY_ID: '1517', ASSOCIATED_ENTITY_TYPE_ID: '6' }, widths: [slider, phone] },
  { view: 'capture-message', placement: 'IM_CONTEXT_MENU', options: { dialogId: 'chat1489', messageId: '84889' }, widths: [slider, phone] },
  { view: 'native-form', placement: 'CRM_DEAL_DETAIL_ACTIVITY', options: { ID: '3473' }, widths: [slider] },
  { view: 'digest', placement: 'CRM_DEAL_DOCUMENTGENERATOR_BUTTON', options: { ENTITY_ID: '3473' }, widths: [slider, phone] },
  { view: 'automation', placement: 'CRM_DEAL_ROBOT_DESIGNER_TOOLBAR', widths: [slider, phone] },
  { view: 'insights', placement: 'CRM_ANALYTICS_TOOLBAR', widths: [tab, slider, phone] },
  { view: 'calendar', placement: 'CALENDAR_GRIDVIEW', options: rangeOfMonth(new Date()), widths: [tab, slider, phone] },
  { view: 'call', placement: 'CALL_CARD', options: { CALL_ID: 'externalCall.1', PHONE_NUMBER: '+447700900318', CRM_ENTITY_TYPE: 'CONTACT', CRM_ENTITY_ID: '13046', CALL_DIRECTION: 'incoming', CALL_STATE: 'connected' }, widths: [500, phone] },
  { view: 'composer', placement: 'IM_TEXTAREA', options: { dialogId: 'chat1489' }, widths: [500, phone] },
  { view: 'home', placement: 'LEFT_MENU', widths: [tab, slider, phone] },
  { view: 'link', placement: 'REST_APP_URI', options: { ENTITY: 'DEAL', ID: '3473' }, widths: [slider] },
  { view: 'outside', placement: 'CRM_DEAL_DETAIL_TAB', options: {}, widths: [slider] },
]

/** The weeks that a calendar shows of a month. @see https://apidocs.bitrix24.com/api-reference/widgets/calendar-gridview.html */
function rangeOfMonth(now: Date) {
  const on = (month: number, day: number) => new Date(Date.UTC(now.getUTCFullYear(), month, day))
  const [first, last] = [on(now.getUTCMonth(), 1), on(now.getUTCMonth() + 1, 0)]
  const monday = (date: Date) => (date.getUTCDay() + 6) % 7
  const iso = (date: Date, days: number) => new Date(date.getTime() + days * 86_400_000).toISOString().slice(0, 10)
  return { viewRangeFrom: iso(first, -monday(first)), viewRangeTo: iso(last, 6 - monday(last)) }
}
