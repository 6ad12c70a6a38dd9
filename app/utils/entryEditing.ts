import { computed, ref, shallowRef } from 'vue'
import { codeOf, type CallFailure } from './apiFailure.ts'
import { currentOf, type Entry } from './entries.ts'
import { isTooLong } from './textLength.ts'
import type { Draft } from '#shared/thread'

/** What of an entry can be changed in its editor: its text, and whatever else that kind has. */
interface Editable { text: string }

interface Collaborators<E extends Entry, Value extends Editable> {
  /** The entry as it is shown now. */
  entry: () => E
  /** What its editor shows of it. */
  valueOf: (entry: E) => Value
  /** Characters at most. */
  limit: number
  /** What its editor showed when the frame was closed on an unsaved change, and the version that this was a change of. */
  restored: { value: Value, baseVersion: number | null } | undefined
  /** Saves what `value` has different from `stood`, and answers what is stored then; throws ApiFailure. */
  change: (entry: E, version: number, value: Value, stood: Value) => Promise<E>
  /** Shows what somebody else saved meanwhile. */
  accept: (current: E) => void
  /** @param value what stands in the editor, of which a draft may keep more than the text */
  keepDraft: (draft: Draft, value: Value) => void
}

/**
 * Changing one entry in place. A change sends the version it started from. When somebody saved meanwhile, what only one of both has touched is
 * taken from that one; where both touched the same, both stand until the person has decided, and theirs is never sent away unseen.
 */
export function entryEditing<E extends Entry, Value extends Editable>({ entry, valueOf, limit, restored, change, accept, keepDraft }: Collaborators<E, Value>) {
  const left = restored && changedKeys(valueOf(entry()), restored.value).length ? restored : undefined
  const isOpen = ref(left !== undefined)
  const value = shallowRef<Value>(left?.value ?? valueOf(entry()))
  const text = computed(() => value.value.text)
  const isSaving = ref(false)
  const failure = ref<CallFailure | null>(null)
  /** The stored entry that ours is in conflict with. */
  const theirs = shallowRef<E | null>(null)
  const canSave = computed(() => text.value.trim() !== '' && !isTooLong(text.value, limit))
  let base = left?.baseVersion ?? entry().version
  /** What is different from this is a change. What a draft of an older version had begun from is not known any more: an entry's text is never empty. */
  let stood: Value = base === entry().version ? valueOf(entry()) : { ...valueOf(entry()), text: '' }
  let draftKept = left !== undefined

  function open() {
    base = entry().version
    stood = valueOf(entry())
    value.value = stood
    failure.value = null
    isOpen.value = true
  }

  /** Goes on with what was dropped. */
  function resume(dropped: Value) {
    open()
    set(dropped)
  }

  function type(typed: string) {
    set({ ...value.value, text: typed })
  }

  function set(changed: Value) {
    const isOther = changedKeys(value.value, changed).length > 0
    value.value = changed
    if (isOther) keep(changed.text)
  }

  /** Closes; what was changed is returned, for a person who wants it back, or null when nothing was. */
  function cancel(): Value | null {
    const dropped = isChanged() ? value.value : null
    close()
    return dropped
  }

  function isChanged(): boolean {
    return changedKeys(stood, trimmed(value.value)).length > 0
  }

  /** Saves and closes. An empty text is not saved: deleting is another action. @returns whether something was saved */
  async function save(): Promise<boolean> {
    if (isSaving.value || !canSave.value) return false
    if (!isChanged()) {
      close()
      return false
    }
    const sent = value.value
    isSaving.value = true
    failure.value = null
    try {
      const saved = await change(entry(), base, trimmed(sent), stood)
      if (changedKeys(sent, value.value).length === 0) close()
      else goOnFrom(saved)
      return true
    }
    catch (error) {
      const current = currentOf<E>(error)
      if (current) return await meet(current)
      failure.value = codeOf(error)
      return false
    }
    finally {
      isSaving.value = false
    }
  }

  /** Somebody else was faster. @returns whether ours could be saved beside theirs */
  async function meet(current: E): Promise<boolean> {
    const mine = changedKeys<Value>(stood, trimmed(value.value))
    const they = changedKeys<Value>(stood, valueOf(current))
    value.value = { ...valueOf(current), ...Object.fromEntries(mine.map(key => [key, value.value[key]])) }
    theirs.value = current
    accept(current)
    if (mine.some(key => they.includes(key))) return false

    isSaving.value = false
    return await keepMine()
  }

  /** The person went on while the save was under way: what was saved is what the rest is a change of. */
  function goOnFrom(saved: E) {
    base = saved.version
    stood = valueOf(saved)
    if (isOpen.value) keep(text.value)
  }

  /** Mine becomes the next version, now that theirs was seen. @returns whether it was saved */
  async function keepMine(): Promise<boolean> {
    settle()
    return await save()
  }

  /** Both texts in the field, theirs first, to be put together by hand; the rest stays mine. */
  function merge() {
    const both = [theirs.value?.text, text.value].join('\n\n')
    settle()
    type(both)
  }

  function settle() {
    if (!theirs.value) return
    base = theirs.value.version
    stood = valueOf(theirs.value)
    theirs.value = null
  }

  function close() {
    isOpen.value = false
    theirs.value = null
    failure.value = null
    if (draftKept) keep('')
    draftKept = false
  }

  function keep(typed: string) {
    draftKept = true
    keepDraft({ noteId: entry().id, text: typed, baseVersion: base }, value.value)
  }

  return { isOpen, value, text, isSaving, canSave, failure, theirs, open, resume, type, set, cancel, save, keepMine, merge }
}

export type EntryEditing<E extends Entry = Entry, Value extends Editable = Editable> = ReturnType<typeof entryEditing<E, Value>>

function trimmed<Value extends Editable>(value: Value): Value {
  return { ...value, text: value.text.trim() }
}

/** What two values of the same keys have different. */
function changedKeys<Value extends Editable>(before: Value, after: Value): (keyof Value)[] {
  return keysOf(after).filter(key => JSON.stringify(before[key]) !== JSON.stringify(after[key]))
}

function keysOf<Value extends Editable>(value: Value): (keyof Value)[] {
  const keys: (keyof Value)[] = []
  for (const key in value) keys.push(key)
  return keys
}
