import { InterfaceError, page, type Answer } from '../../answer.ts'
import { frameSlot, type FrameRequest } from '../../frame-slot.ts'
import { document } from '../../shell.ts'
import type { Visit } from '../../visit.ts'

/** The request that the page below the slider made out of its own markup; the server checks it when the frame opens. */
function requestOf(url: URL): FrameRequest {
  try {
    const request: FrameRequest = JSON.parse(url.searchParams.get('request') ?? '')
    return request
  }
  catch {
    throw new InterfaceError(400, 'The widget to open is not named.')
  }
}

/** The content of the slider in which a menu entry or a button opens its widget. */
export function widgetPage(visit: Visit): Answer {
  const request = requestOf(visit.url)

  return page(document(visit, { title: request.title, content: frameSlot(request) }))
}
