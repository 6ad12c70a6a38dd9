/** @see https://apidocs.bitrix24.com/api-reference/crm/data-types.html */
const named = new Map([['LEAD', 1], ['DEAL', 2], ['CONTACT', 3], ['COMPANY', 4], ['QUOTE', 7], ['ORDER', 14], ['SMART_INVOICE', 31]])

/** The entity type id behind the name that Bitrix24 gives a CRM type in callbacks, chats and links (`DEAL`, `DYNAMIC_183`); 0 for anything else. */
export function entityTypeOf(name: string): number {
  return named.get(name) ?? Number(/^DYNAMIC_([1-9]\d{0,8})$/.exec(name)?.[1] ?? 0)
}
