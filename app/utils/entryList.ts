import { computed, reactive, shallowRef } from 'vue'
import { codeOf, type CallFailure } from './apiFailure.ts'
import { newerThan, rolledBack, subjectQuery, withEntries, withoutEntry, type Entry } from './entries.ts'

/** What is true about an entry that the server does not have yet as shown. Absent: it is saved. */
export type SaveState = 'saving' | CallFailure

type Call = (path: string, options?: { method?: 'GET' | 'POST' | 'PATCH' | 'DELETE', body?: object }) => Promise<unknown>

export interface Server {
  /** Calls the server for a JSON value; throws ApiFailure. */
  call: <Answer>(...call: Parameters<Call>) => Promise<Answer>
  /** The same, for an answer without one. */
  send: Call
}

interface Collaborators<E extends Entry> extends Server {
  /** Where this kind of entry is called. */
  path: '/api/notes' | '/api/follow-ups'
  entries: readonly E[]
  /** What is posted of a new one. */
  bodyOf: (entry: E) => object
}

/** Entries of one kind, and what can be done to each of them alike. Writes show at once and are taken back when they are refused. */
export function entryList<E extends Entry>({ path, entries, bodyOf, call, send }: Collaborators<E>) {
  const items = shallowRef<readonly E[]>(entries)
  const saveStates = reactive(new Map<string, SaveState>())
  /** Those that are not on the server. */
  const unsaved = computed(() => items.value.filter(entry => saveStates.has(entry.id)))
  /** Entries whose editors are open: one that somebody else deletes meanwhile stays until its text is saved or dropped. */
  const edited = new Set<string>()

  const find = (id: string) => items.value.find(entry => entry.id === id)
  const addressOf = (entry: E, of = '') => `${path}/${entry.id}${of}${subjectQuery(entry)}`
  const show = (...changed: readonly E[]) => void (items.value = withEntries(items.value, changed))
  /** Shows what the server has now. It was asked at the entry's own subject and does not say how that stands to this page's. */
  const accept = (stored: E) => show({ ...stored, on: find(stored.id)?.on ?? stored.on })
  /** An answer about an entry that was deleted meanwhile does not bring it back. */
  const update = (changed: E) => void (find(changed.id) && accept(changed))

  /** Shows a new entry at once and saves it. @throws ApiFailure; the entry stays, marked, for `retry` or `takeBack`. */
  async function add(entry: E) {
    show(entry)
    await save(entry)
  }

  /** Sends an unsaved entry once more under the same id: however often, it becomes one. @throws ApiFailure */
  async function retry(id: string) {
    const entry = find(id)
    if (entry) await save(entry)
  }

  async function save(entry: E) {
    saveStates.set(entry.id, 'saving')
    try {
      accept(await call<E>(`${path}${subjectQuery(entry)}`, { method: 'POST', body: bodyOf(entry) }))
      saveStates.delete(entry.id)
    }
    catch (error) {
      saveStates.set(entry.id, codeOf(error))
      throw error
    }
  }

  /** Takes an entry out that the server does not have: not yet, or no longer. */
  function forget(id: string) {
    items.value = withoutEntry(items.value, id)
    saveStates.delete(id)
  }

  /** @returns what is stored now. @throws ApiFailure; `note-conflict` carries that too. */
  async function change(entry: E, change: object): Promise<E> {
    const changed = await call<E>(addressOf(entry), { method: 'PATCH', body: change })
    update(changed)
    return changed
  }

  /** Shows a change at once that needs no version, since the last word counts. @throws ApiFailure; it is taken back. */
  async function changeAtOnce(entry: E, optimistic: E, body: object) {
    show(optimistic)
    try {
      await change(entry, body)
    }
    catch (error) {
      items.value = rolledBack(items.value, optimistic, entry)
      throw error
    }
  }

  /** Removes at once. @throws ApiFailure; the entry is there again. */
  async function remove(entry: E) {
    items.value = withoutEntry(items.value, entry.id)
    try {
      await send(addressOf(entry), { method: 'DELETE' })
    }
    catch (error) {
      show(entry)
      throw error
    }
  }

  /** @throws ApiFailure */
  async function restore(entry: E) {
    const restored = await call<E>(addressOf(entry, '/restore'), { method: 'POST' })
    show({ ...restored, on: entry.on })
  }

  /** Takes in what the server has, where that is newer than what is shown. */
  function takeIn(arrived: readonly E[]) {
    show(...newerThan(items.value, arrived))
  }

  /** Takes out what others deleted. */
  function takeOut(deleted: readonly string[]) {
    items.value = deleted.filter(id => !edited.has(id)).reduce<readonly E[]>(withoutEntry, items.value)
  }

  return { items, saveStates, unsaved, edited, find, accept, add, retry, forget, change, changeAtOnce, remove, restore, takeIn, takeOut }
}

export type EntryList<E extends Entry> = ReturnType<typeof entryList<E>>
