import type { IncomingMessage } from 'node:http'
import { movedBy, updateTask } from '../../portal/tasks.ts'
import { InterfaceError, readForm, redirect, type Answer } from '../answer.ts'
import type { Visit } from '../visit.ts'
import { backTo } from './person.ts'

/** Moves a task to another status as the button on its card says; applications hear of it as of any other change. */
export async function moveTask({ sandbox, portal, user }: Visit, request: IncomingMessage, id: number): Promise<Answer> {
  const form = await readForm(request)
  const task = portal.data.tasks.find(candidate => candidate.id === id)
  const status = task ? movedBy(form.get('move') ?? '', user, task) : null
  if (!task || status === null) throw new InterfaceError(403, 'You may not do this with the task.')

  updateTask({ clock: sandbox.clock, portal, userId: user.id, tell: fired => sandbox.fireDataEvent(portal.memberId, fired) }, task, { status })
  return redirect(backTo(form))
}

/** How the task card shows its widgets, for everybody on this portal. */
export async function chooseTaskCard({ portal }: Visit, request: IncomingMessage): Promise<Answer> {
  const form = await readForm(request)
  portal.taskCard = form.get('layout') === 'classic' ? 'classic' : undefined

  return redirect(backTo(form).replace(/([?&])card=\w+&?/, '$1').replace(/[?&]$/, ''))
}
