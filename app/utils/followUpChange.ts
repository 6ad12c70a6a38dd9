import type { FollowUp, FollowUpChange, FollowUpTerms } from '#shared/follow-up'
import type { TimeWords } from './time.ts'

/** A follow-up as its editor shows it. */
export interface FollowUpValue extends FollowUpTerms { text: string }

/** What of it an editor is opened for: there the focus goes. */
export type FollowUpPart = 'text' | 'due' | 'assignee'

/** In the viewer's zone: a time is one moment everywhere, a day without one is the day that was promised. */
export function followUpValue({ text, dueOn, dueTime, dueAt, assignee }: FollowUp, { dayOf, timeOf }: Pick<TimeWords, 'dayOf' | 'timeOf'>): FollowUpValue {
  const due = dueTime === null ? { dueOn, dueTime } : { dueOn: dayOf(dueAt), dueTime: timeOf(dueAt) }
  return { text, due, assignee }
}

/** What is sent of a change: no more than is different. A day goes with its time, which is meant in the zone of who sends it. */
export function followUpChange(version: number, { text, due, assignee }: FollowUpValue, stood: FollowUpValue): FollowUpChange {
  const isMoved = due.dueOn !== stood.due.dueOn || due.dueTime !== stood.due.dueTime
  return {
    version,
    ...(text === stood.text ? {} : { text }),
    ...(isMoved ? due : {}),
    ...(assignee.id === stood.assignee.id ? {} : { assigneeId: assignee.id }),
  }
}
