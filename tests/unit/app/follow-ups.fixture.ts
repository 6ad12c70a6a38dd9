import type { FollowUp } from '../../../shared/follow-up.ts'

export function aFollowUp(changed: Partial<FollowUp> = {}): FollowUp {
  return {
    id: '019386c0-0000-7000-8000-00000000000f',
    version: 1,
    text: 'Send the offer',
    on: null,
    source: null,
    author: { id: 1, name: 'Anna Weber' },
    assignee: { id: 2, name: 'Boris Klein' },
    state: 'open',
    dueOn: '2026-11-23',
    dueTime: null,
    zone: 'Europe/Berlin',
    dueAt: '2026-11-23T17:00:00.000Z',
    createdAt: '2026-11-18T13:00:00.000Z',
    edited: null,
    closed: null,
    editable: true,
    ...changed,
  }
}
