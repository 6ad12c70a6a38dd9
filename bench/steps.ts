import { open } from './app.ts'
import type { SandboxCommands } from './sandbox.ts'
import type { Opened, Stage } from './stage.ts'

type LoggedRequest = ReturnType<SandboxCommands['takeRequests']>[number]

export interface Steps {
  /** `app.info`, `batch(crm.item.get, …)` */
  calls: string[]
  /** Length of the longest chain of calls that waited for one another. */
  sequential: number
  /** Of the whole opening, while each answer takes `delay`. */
  milliseconds: number
}

/** Milliseconds that each answer is late here, so that calls at the same time and calls in turn cannot be confused. */
export const delay = 200

/** Which calls an opening costs, and how many of them follow one another. */
export async function measureSteps({ sandbox }: Stage, opened: Opened): Promise<Steps> {
  const [form] = await sandbox('forms', { ...opened, count: 1 })
  if (!form) throw new Error('no form')
  await sandbox('takeRequests')
  await sandbox('delayAnswers', delay)

  const started = performance.now()
  await open(form)
  const milliseconds = performance.now() - started

  await sandbox('delayAnswers', 0)
  const requests = await sandbox('takeRequests')
  return { calls: requests.map(nameOf), sequential: longestChain(requests), milliseconds }
}

function nameOf({ method, commands }: LoggedRequest) {
  return commands.length ? `${method}(${commands.join(', ')})` : method
}

/** Of intervals, the most that do not overlap: always the next one to end among those that began after the last one's end. */
function longestChain(requests: LoggedRequest[]): number {
  let [length, end] = [0, -Infinity]
  for (const request of requests.toSorted((a, b) => a.endedAt - b.endedAt)) {
    if (request.startedAt < end) continue
    length++
    end = request.endedAt
  }
  return length
}
