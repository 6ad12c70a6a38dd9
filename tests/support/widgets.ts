import type { Portal } from '../../sandbox/index.ts'
import { isBuilt, manifest } from '../../server/bitrix24/manifest.ts'

/** What this version binds on a portal: each view that is built, for each smart process that the portal has, and for orders where it sells. */
export function widgetsOn({ data, hasOrders }: Pick<Portal, 'data' | 'hasOrders'>): string[] {
  return manifest.filter(row => isBuilt(row) && !row.unbound && (hasOrders || !row.code.startsWith('CRM_ORDER_')))
    .flatMap(({ code }) => code.includes('XXX') ? data.types.map(({ entityTypeId }) => code.replace('XXX', String(entityTypeId))) : [code])
    .sort()
}
