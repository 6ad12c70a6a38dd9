import type { Drafts } from '../../threads/drafts.ts'
import { Failure } from '../../failure.ts'
import type { LookUp } from '../../subjects/look-up.ts'
import type { OpenSubject } from '../../subjects/open-subject.ts'
import { captureOfItem } from '../captures/item.ts'
import { captureOfMessage } from '../captures/message.ts'
import type { ViewPage } from '../view.ts'

/** One small form for a note or a follow-up, begun from what it was opened on. */
export function capturePage({ openSubject, lookUp, drafts }: { openSubject: OpenSubject, lookUp: LookUp, drafts: Drafts }): ViewPage {
  return (visit) => {
    const { commands, read } = visit.placement.subject === 'message' ? captureOfMessage(visit, { openSubject, lookUp }) : captureOfItem(visit, openSubject)
    return {
      commands,
      async show(asked) {
        const captured = await read(asked)
        const [main] = captured.targets
        if (!main) throw new Failure('not-available')
        const { kind, entityTypeId, id } = main
        const subject = { kind, entityTypeId, id }
        return {
          content: { view: 'capture', ...captured, drafts: await drafts.of(visit.portal.id, asked.viewer.id, subject) },
          subject,
          source: captured.source,
        }
      },
    }
  }
}
