import type { CrmItem, Portal } from '../types.ts'
import { ItemBuilder } from './builder.ts'

const blank = {
  id: 0, by: 0, age: 0, due: 7, title: '', stage: '', amount: 0, category: 0, source: '', name: '', lastName: '', post: '', email: '', phone: '', web: '',
  industry: '', kind: '', revenue: 0, number: '',
}

/** An item of that type with all of its keys and nothing in them: what there is to fill in, and the fields that a type has. */
export function itemTemplate(portal: Portal, entityTypeId: number, now = 0): CrmItem {
  const { statuses, currencies } = portal.data
  const currency = currencies.find(({ BASE }) => BASE === 'Y')?.CURRENCY ?? 'EUR'
  const builder = new ItemBuilder({ now, utcOffset: portal.utcOffset, statuses, currency })
  const made = make(builder, entityTypeId)

  return { ...made, ...Object.fromEntries(['sourceId', 'typeId', 'industry', 'post'].filter(key => made[key] === '').map(key => [key, null])) }
}

function make(builder: ItemBuilder, entityTypeId: number): CrmItem {
  const makers: Record<number, () => CrmItem> = {
    1: () => builder.lead(blank),
    2: () => builder.deal(blank),
    3: () => builder.contact(blank),
    4: () => builder.company(blank),
    7: () => builder.quote(blank),
    31: () => builder.invoice(blank, 0),
  }

  return makers[entityTypeId]?.() ?? builder.dynamic(blank, entityTypeId, 0)
}
