import type { FollowUp } from '../../../shared/follow-up.ts'
import type { SubjectLabel } from '../../../shared/subject.ts'
import type { Note } from '../../../shared/thread.ts'

export function aNote(changed: Partial<Note> = {}): Note {
  return {
    id: '019386c0-0000-7000-8000-000000000001',
    version: 1,
    text: 'A note',
    html: '<p>A note</p>',
    author: { id: 1, name: 'Anna Weber' },
    createdAt: '2026-11-20T13:00:00.000Z',
    edited: null,
    pinned: false,
    on: null,
    source: null,
    editable: true,
    ...changed,
  }
}

export function aFollowUp(changed: Partial<FollowUp> = {}): FollowUp {
  return {
    id: '019386c0-0000-7000-8000-0000000000f1',
    version: 1,
    text: 'Call the hotel',
    author: { id: 1, name: 'Anna Weber' },
    assignee: { id: 2, name: 'Marcus Reed' },
    state: 'open',
    dueOn: '2026-11-23',
    dueTime: null,
    zone: 'Europe/Berlin',
    dueAt: '2026-11-23T17:00:00.000Z',
    createdAt: '2026-11-20T12:00:00.000Z',
    edited: null,
    closed: null,
    on: null,
    source: null,
    editable: true,
    ...changed,
  }
}

/** A contact that the thread's deal points to. */
export const aContact: SubjectLabel = { kind: 'crm-item', entityTypeId: 3, id: '7', type: 'contact', title: 'Mina Marsh', path: '/crm/contact/details/7/' }
