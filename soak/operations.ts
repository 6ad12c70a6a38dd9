import { closeFollowUp, writeFollowUp } from './follow-up-operations.ts'
import { deleteNote, editNote, editTogether, keepDraft, pinNote, readThread, restoreNote, touchForeignNote, writeNote } from './note-operations.ts'
import { forgeEvent, install, openDeal, reinstall, update } from './portal-operations.ts'
import { renew, type Stage } from './stage.ts'

/** What people, portals and attackers do, and how often in proportion to the rest. */
export const operations: { weight: number, run: (stage: Stage) => Promise<void> }[] = [
  { weight: 40, run: openDeal },
  { weight: 30, run: writeNote },
  { weight: 15, run: editNote },
  { weight: 6, run: editTogether },
  { weight: 8, run: pinNote },
  { weight: 6, run: deleteNote },
  { weight: 5, run: restoreNote },
  { weight: 12, run: writeFollowUp },
  { weight: 8, run: closeFollowUp },
  { weight: 12, run: keepDraft },
  { weight: 12, run: readThread },
  { weight: 6, run: touchForeignNote },
  { weight: 3, run: renewSome },
  { weight: 6, run: install },
  { weight: 1.2, run: reinstall },
  { weight: 1.2, run: update },
  { weight: 3, run: forgeEvent },
]

async function renewSome(stage: Stage) {
  if (stage.pages.length) await renew(stage, stage.random.pick(stage.pages))
}
