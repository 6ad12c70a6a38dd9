const CRM_EVENTS = ['LEAD', 'DEAL', 'CONTACT', 'COMPANY', 'QUOTE', 'INVOICE', 'ACTIVITY', 'PRODUCT']
  .flatMap(entity => ['ADD', 'UPDATE', 'DELETE'].map(what => `ONCRM${entity}${what}`))
const DYNAMIC_EVENTS = ['ADD', 'UPDATE', 'DELETE'].map(what => `ONCRMDYNAMICITEM${what}`)

/** Events by the scope that opens them; those of `''` are open to every application. api-reference/events/events.md */
export const eventCatalogue: Record<string, string[]> = {
  '': ['ONAPPINSTALL', 'ONAPPUPDATE', 'ONAPPUNINSTALL', 'ONAPPPAYMENT', 'ONAPPMETHODCONFIRM', 'ONAPPTEST', 'ONOFFLINEEVENT'],
  'crm': [...CRM_EVENTS, ...DYNAMIC_EVENTS, 'ONCRMTIMELINECOMMENTADD', 'ONCRMTIMELINECOMMENTUPDATE', 'ONCRMTIMELINECOMMENTDELETE', 'ONCRMTYPEADD', 'ONCRMTYPEUPDATE', 'ONCRMTYPEDELETE'],
  'task': ['ONTASKADD', 'ONTASKUPDATE', 'ONTASKDELETE', 'ONTASKCOMMENTADD', 'ONTASKCOMMENTUPDATE', 'ONTASKCOMMENTDELETE'],
  'user': ['ONUSERADD'],
  'telephony': ['ONVOXIMPLANTCALLINIT', 'ONVOXIMPLANTCALLSTART', 'ONVOXIMPLANTCALLEND', 'ONEXTERNALCALLSTART', 'ONEXTERNALCALLBACKSTART'],
  'calendar': ['ONCALENDARENTRYADD', 'ONCALENDARENTRYUPDATE', 'ONCALENDARENTRYDELETE'],
}

/** The events that an application with these scopes may bind. */
export function eventsFor(scopes: string[]): string[] {
  return Object.entries(eventCatalogue).flatMap(([scope, events]) => scope === '' || scopes.includes(scope) ? events : [])
}
