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
