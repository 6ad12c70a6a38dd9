import { computed, reactive, ref, shallowRef } from 'vue'
import { codeOf, type CallFailure } from './apiFailure.ts'
import { newerThan, rolledBack, withNotes, withoutNote } from './notes.ts'
import type { Note, Person, Thread, ThreadPage } from '#shared/thread'

/** What is true about a note that the server does not have yet as shown. Absent: it is saved. */
export type SaveState = 'saving' | CallFailure

type Call = (path: string, options?: { method?: 'GET' | 'POST' | 'PATCH' | 'DELETE', body?: object }) => Promise<unknown>

interface Collaborators {
  thread: Thread
  viewer: Person
  /** The server's time as it goes on, ISO 8601. */
  now: () => string
  /** A new UUIDv7. */
  newId: () => string
  /** Calls the server for a JSON value; throws ApiFailure. */
  call: <Answer>(...call: Parameters<Call>) => Promise<Answer>
  /** The same, for an answer without one. */
  send: Call
}

/** The notes of one thread and everything that can be done to them. Writes show at once and are taken back when they are refused. */
export function threadNotes({ thread, viewer, now, newId, call, send }: Collaborators) {
  const notes = shallowRef<Note[]>(thread.notes)
  const older = ref(thread.older)
  const saveStates = reactive(new Map<string, SaveState>())
  /** Written by others meanwhile: shown when the person asks, so that the list does not jump. */
  const waiting = shallowRef<Note[]>([])
  /** The new note's text, before it is added. */
  const composing = ref(thread.drafts.find(draft => draft.noteId === null)?.text ?? '')
  const unsaved = computed(() => notes.value.filter(note => saveStates.has(note.id)).map(note => note.text).join('\n\n'))
  const pinned = computed(() => notes.value.filter(note => note.pinned))
  const unpinned = computed(() => notes.value.filter(note => !note.pinned))
  /** Notes whose editors are open: one that somebody else deletes meanwhile stays until its text is saved or dropped. */
  const edited = new Set<string>()
  let seq = thread.seq

  const show = (...changed: Note[]) => void (notes.value = withNotes(notes.value, changed))
  /** An answer about a note that was deleted meanwhile does not bring it back. */
  const update = (changed: Note) => void (find(changed.id) && show(changed))
  const find = (id: string) => notes.value.find(note => note.id === id)

  /** Shows a new note at once and saves it. @throws ApiFailure; the note stays, marked, for `retry` or `takeBack`. */
  async function add(text: string) {
    const id = newId()
    show({ id, text, html: '', version: 0, author: viewer, createdAt: now(), edited: null, pinned: false, on: null, source: null, editable: true })
    await save(id, text)
  }

  /** Sends an unsaved note once more under the same id: however often, it becomes one note. @throws ApiFailure */
  async function retry(id: string) {
    const note = find(id)
    if (note) await save(id, note.text)
  }

  async function save(id: string, text: string) {
    saveStates.set(id, 'saving')
    try {
      show(await call<Note>('/api/notes', { method: 'POST', body: { id, text } }))
      saveStates.delete(id)
    }
    catch (error) {
      saveStates.set(id, codeOf(error))
      throw error
    }
  }

  /** Puts the text of a note that could not be saved back before what is being typed. */
  function takeBack({ id, text }: Note) {
    notes.value = withoutNote(notes.value, id)
    saveStates.delete(id)
    composing.value = [text, composing.value].filter(Boolean).join('\n\n')
  }

  /** @returns what is stored now. @throws ApiFailure; `note-conflict` carries that too. */
  async function change(id: string, version: number, text: string): Promise<Note> {
    const changed = await call<Note>(`/api/notes/${id}`, { method: 'PATCH', body: { version, text } })
    update(changed)
    return changed
  }

  /** Takes a note out of the list that the server no longer has. */
  function forget(id: string) {
    notes.value = withoutNote(notes.value, id)
  }

  /** @throws ApiFailure */
  async function setPinned(note: Note, pinned: boolean) {
    const optimistic = { ...note, pinned }
    show(optimistic)
    try {
      update(await call<Note>(`/api/notes/${note.id}`, { method: 'PATCH', body: { pinned } }))
    }
    catch (error) {
      notes.value = rolledBack(notes.value, optimistic, note)
      throw error
    }
  }

  /** Removes at once. @throws ApiFailure; the note is there again. */
  async function remove(note: Note) {
    notes.value = withoutNote(notes.value, note.id)
    try {
      await send(`/api/notes/${note.id}`, { method: 'DELETE' })
    }
    catch (error) {
      show(note)
      throw error
    }
  }

  /** @throws ApiFailure */
  async function restore(id: string) {
    show(await call<Note>(`/api/notes/${id}/restore`, { method: 'POST' }))
  }

  /** @throws ApiFailure */
  async function loadOlder() {
    if (!older.value) return
    const page = await call<ThreadPage>(`/api/thread?before=${encodeURIComponent(older.value)}`)
    show(...newerThan(notes.value, page.notes))
    older.value = page.older
  }

  /** What others did meanwhile: known notes change or go in their place, new ones wait behind `waiting`. @throws ApiFailure */
  async function refresh() {
    const page = await call<ThreadPage>(`/api/thread?since=${seq}`)
    seq = page.seq
    notes.value = page.deleted.filter(id => !edited.has(id)).reduce(withoutNote, notes.value)
    const newer = newerThan(notes.value, page.notes)
    show(...newer.filter(note => find(note.id)))
    waiting.value = withNotes(page.deleted.reduce(withoutNote, waiting.value), newer.filter(note => !find(note.id)))
  }

  function showWaiting() {
    show(...newerThan(notes.value, waiting.value))
    waiting.value = []
  }

  return {
    notes, pinned, unpinned, older, saveStates, waiting, composing, unsaved, edited, show,
    add, retry, takeBack, change, forget, setPinned, remove, restore, loadOlder, refresh, showWaiting,
  }
}
