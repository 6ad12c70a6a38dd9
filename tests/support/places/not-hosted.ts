/**
 * Placements without a place in the interface: code → why. Two callers of a handler have no code at all in the documentation, the
 * settings of a robot or activity (bizproc.robot.add with USE_PLACEMENT) and an activity with PROVIDER_ID REST_APP; they have none here.
 */
export const notHosted: Record<string, string> = {
  'CRM_INVOICE_LIST_MENU': 'old invoices are gone: CRM_SMART_INVOICE_LIST_MENU',
  'CRM_INVOICE_LIST_TOOLBAR': 'old invoices are gone: CRM_SMART_INVOICE_LIST_TOOLBAR',
  'CRM_INVOICE_DETAIL_TOOLBAR': 'old invoices are gone: CRM_SMART_INVOICE_DETAIL_TOOLBAR',
  'CRM_INVOICE_DOCUMENTGENERATOR_BUTTON': 'old invoices are gone: CRM_SMART_INVOICE_DOCUMENTGENERATOR_BUTTON',
  'IM_SMILES_SELECTOR': 'it can be registered, but its handler is never called any more: api-reference/widgets/im/smile-selector.md',
  'SETTING_CONNECTOR': 'shown for connectors of imconnector.register, which the sandbox does not have; placement.bind displays nothing: api-reference/widgets/setting-connector.md',
  'USERFIELD_TYPE': 'not clicked but drawn: the frame inside a field of a type that userfieldtype.add registers: api-reference/widgets/user-field/index.md',
  'LANDING_SETTINGS': 'registered by landing.repo.bind; the sandbox has no sites: api-reference/landing/embedding/settings.md',
  'LANDING_BLOCK_XXX': 'registered by landing.repo.bind; the sandbox has no sites: api-reference/landing/embedding/block.md',
  'CRM_REQUISITE_EDIT_FORM': 'no page of the documentation, only a constant of an SDK',
  '1C_PAGE': 'no page of the documentation, only a constant of an SDK',
}
