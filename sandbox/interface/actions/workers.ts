import { reportWorkerLoad } from '../../apps/background-worker.ts'
import { nothing, type Answer } from '../answer.ts'
import type { Visit } from '../visit.ts'

/** The page says that a background worker has loaded, or is late. */
export function workerAction({ sandbox, portal, user }: Visit, sid: string): Answer {
  const frame = portal.frames.get(sid)
  if (frame?.userId === user.id) reportWorkerLoad(sandbox, portal, frame)

  return nothing()
}
