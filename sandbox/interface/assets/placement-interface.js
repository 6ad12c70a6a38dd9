/**
 * What getInterface lists for a placement: its own commands and events, never the base set that every placement has.
 * @typedef {{ placement: RegExp, commands: string[], events: string[] }} PlacementInterface
 */

/**
 * The first row that fits counts; a placement without a row, DEFAULT among them, lists nothing.
 * Source: the page of each placement below https://apidocs.bitrix24.com/api-reference/widgets/ui-interaction/index.html
 * @type {PlacementInterface[]}
 */
const INTERFACES = [
  { placement: /^CRM_\w+_(LIST_MENU|DETAIL_TAB)$/, commands: ['reloadData'], events: [] },
  {
    placement: /^CRM_\w+_DETAIL_ACTIVITY$/,
    commands: [
      'reloadData', 'setLayout', 'setLayoutItemState', 'setPrimaryButtonState', 'setSecondaryButtonState', 'bindLayoutEventCallback',
      'bindValueChangeCallback', 'bindEntityUpdateCallback', 'bindPrimaryButtonClickCallback', 'bindSecondaryButtonClickCallback',
      'lock', 'unlock', 'finish',
    ],
    events: [],
  },
  {
    placement: /^CRM_(DETAIL_SEARCH|REQUISITE_AUTOCOMPLETE|BANK_DETAIL_AUTOCOMPLETE)$/,
    commands: ['crmShowFoundEntities', 'crmShowCreatedEntity'],
    events: ['onCrmEntityIsNeedToCreate'],
  },
  {
    placement: /^CALENDAR_GRIDVIEW$/,
    commands: ['getEvents', 'viewEvent', 'editEvent', 'deleteEvent', 'addEvent'],
    events: ['refreshEntries', 'decreaseViewRangeDate', 'increaseViewRangeDate', 'adjustToDate'].map(name => `Calendar.customView:${name}`),
  },
  {
    placement: /^CALL_CARD$/,
    commands: ['getStatus', 'disableAutoClose', 'enableAutoClose'],
    events: ['EntityChanged', 'BeforeClose', 'CallStateChanged'].map(name => `CallCard::${name}`),
  },
  { placement: /^IM_TEXTAREA$/, commands: ['im:getImTextareaContent', 'im:setImTextareaContent'], events: [] },
  {
    placement: /^PAGE_BACKGROUND_WORKER$/,
    commands: [
      'CallCardSetMute', 'CallCardSetHold', 'CallCardSetUiState', 'CallCardGetListUiStates', 'CallCardSetCardTitle',
      'CallCardSetStatusText', 'CallCardStartTimer', 'CallCardStopTimer', 'CallCardClose',
    ],
    events: [
      'initialized', 'addCommentButtonClick', 'muteButtonClick', 'holdButtonClick', 'closeButtonClick', 'transferButtonClick',
      'cancelTransferButtonClick', 'completeTransferButtonClick', 'hangupButtonClick', 'nextButtonClick', 'skipButtonClick',
      'answerButtonClick', 'entityChanged', 'makeCallButtonClick', 'qualityMeterClick', 'dialpadButtonClick', 'notifyAdminButtonClick',
    ].map(name => `BackgroundCallCard::${name}`),
  },
  { placement: /^USERFIELD_TYPE$/, commands: ['setValue', 'getValue'], events: [] },
  { placement: /^LANDING_BLOCK_/, commands: ['refreshBlock'], events: [] },
]

/**
 * @param {string} placement
 * @returns {{ commands: string[], events: string[] }}
 */
export function interfaceOf(placement) {
  return INTERFACES.find(row => row.placement.test(placement)) ?? { commands: [], events: [] }
}
