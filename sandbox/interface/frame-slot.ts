import type { Frame } from '../types.ts'
import { html, type Html } from './html.ts'

/** What a page asks for: the application's frame for one placement, opened by the page's script. */
export interface FrameRequest {
  clientId: string
  placement: string
  handler?: string
  options?: Record<string, unknown>
  mode: Frame['mode']
  title: string
  /** Where the application's own page is, for openApplication and for the reload after installFinish. */
  appPath: string
  /** The portal page that the widget was opened from, when that is not the page of the slot itself. */
  uri?: string
  /** Commands that the frame gets no answer to, and commands that the portal's server fails at. */
  silent?: string[]
  failing?: string[]
  /** A dialog closed without a selection answers null; on real portals it answers nothing. */
  answersCancel?: boolean
  /** The mobile app shows the frame; implied on pages below /mobile/. */
  mobile?: boolean
}

/** The place of an app frame. `open: 'now'` loads it with the page, `'on show'` when its tab is chosen first. */
export function frameSlot(request: FrameRequest, open: 'now' | 'on show' = 'now'): Html {
  return html`<div class="frame-slot frame-${request.mode}" data-frame="${JSON.stringify(request)}"${open === 'now' ? html` data-open` : ''}></div>`
}
