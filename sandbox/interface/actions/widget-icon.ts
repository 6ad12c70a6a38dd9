import type { Answer } from '../answer.ts'
import { widgets } from '../placements.ts'
import type { Visit } from '../visit.ts'

const CONTENT_TYPES: Record<string, string> = {
  png: 'image/png', jpg: 'image/jpeg', jpeg: 'image/jpeg', gif: 'image/gif', webp: 'image/webp', svg: 'image/svg+xml',
}

/** The picture that an application gave with its binding, for those who see the widget; null for what is no picture. */
export function widgetIcon(visit: Visit, id: number): Answer | null {
  const icon = widgets(visit).find(({ binding }) => binding.id === id)?.binding.icon
  const type = CONTENT_TYPES[icon?.name.split('.').at(-1)?.toLowerCase() ?? '']

  return icon && type ? { status: 200, headers: { 'content-type': type }, body: Buffer.from(icon.base64, 'base64') } : null
}
