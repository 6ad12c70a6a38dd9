import { ref, shallowRef } from 'vue'
import { codeOf, type CallFailure } from './apiFailure.ts'
import { isTooLong } from './noteLength.ts'
import { currentOf } from './notes.ts'
import type { Draft, Note } from '#shared/thread'

interface Collaborators {
  /** The note as it is shown now. */
  note: () => Note
  /** What was being typed into it when the frame was closed. */
  restored: Draft | undefined
  /** Saves and answers what is stored then; throws ApiFailure. */
  change: (id: string, version: number, text: string) => Promise<Note>
  /** Shows what somebody else saved meanwhile. */
  accept: (current: Note) => void
  keepDraft: (draft: Draft) => void
}

/**
 * Changing one note in place. A change sends the version it started from; when somebody saved meanwhile, both texts stand until the
 * person has decided, and theirs is never sent away unseen.
 */
export function noteEditing({ note, restored, change, accept, keepDraft }: Collaborators) {
  const left = restored && restored.text !== note().text ? restored : undefined
  const isOpen = ref(left !== undefined)
  const text = ref(left?.text ?? '')
  const isSaving = ref(false)
  const failure = ref<CallFailure | null>(null)
  /** The stored note that our text is in conflict with. */
  const theirs = shallowRef<Note | null>(null)
  let base = left?.baseVersion ?? note().version
  let draftKept = left !== undefined

  function open() {
    base = note().version
    text.value = note().text
    failure.value = null
    isOpen.value = true
  }

  /** Goes on with a text that was dropped. */
  function resume(dropped: string) {
    open()
    type(dropped)
  }

  function type(typed: string) {
    text.value = typed
    keep(typed)
  }

  /** Closes; what was typed is returned, for a person who wants it back, or null when nothing was. */
  function cancel(): string | null {
    const dropped = text.value.trim() === note().text ? null : text.value
    close()
    return dropped
  }

  /** Saves and closes. An empty text is not saved: deleting a note is another action. @returns whether something was saved */
  async function save(): Promise<boolean> {
    const sent = text.value
    if (isSaving.value || !sent.trim() || isTooLong(sent)) return false
    if (sent.trim() === note().text) {
      close()
      return false
    }
    isSaving.value = true
    failure.value = null
    try {
      const saved = await change(note().id, base, sent.trim())
      if (text.value === sent) close()
      else goOnFrom(saved)
      return true
    }
    catch (error) {
      theirs.value = currentOf(error)
      if (theirs.value) accept(theirs.value)
      else failure.value = codeOf(error)
      return false
    }
    finally {
      isSaving.value = false
    }
  }

  /** The person typed on while the save was under way: what was saved is what the rest is a change of. */
  function goOnFrom(saved: Note) {
    base = saved.version
    if (isOpen.value) keep(text.value)
  }

  /** Mine becomes the next version, now that theirs was seen. @returns whether it was saved */
  async function keepMine(): Promise<boolean> {
    settle()
    return await save()
  }

  /** Both texts in the field, theirs first, to be put together by hand. */
  function merge() {
    const both = [theirs.value?.text, text.value].join('\n\n')
    settle()
    type(both)
  }

  function settle() {
    base = theirs.value?.version ?? base
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
    keepDraft({ noteId: note().id, text: typed, baseVersion: base })
  }

  return { isOpen, text, isSaving, failure, theirs, open, resume, type, cancel, save, keepMine, merge }
}

export type NoteEditing = ReturnType<typeof noteEditing>
