import type { Draft } from '#shared/thread'

interface Collaborators {
  /** Stores one draft; an empty text forgets it. `leaving` when the page is about to go. */
  store: (draft: Draft, leaving: boolean) => Promise<unknown>
  /** Runs `task` after the pause in typing; returns what calls it off. */
  later: (task: () => void) => () => void
}

/**
 * Keeps what is being typed, note by note: the last text wins, after a pause in typing or when the page goes. A text that could not be
 * stored is tried again with the next change or the next flush; the screen still has it meanwhile.
 */
export function draftKeeper({ store, later }: Collaborators) {
  const unsaved = new Map<string | null, Draft>()
  const timers = new Map<string | null, () => void>()
  let line: Promise<unknown> = Promise.resolve()

  function keep(draft: Draft) {
    unsaved.set(draft.noteId, draft)
    timers.get(draft.noteId)?.()
    timers.set(draft.noteId, later(() => {
      // One after the other: an older text must never arrive after a newer one.
      line = line.then(() => write(draft.noteId, false))
    }))
  }

  async function write(noteId: string | null, leaving: boolean) {
    const draft = unsaved.get(noteId)
    if (!draft) return
    unsaved.delete(noteId)
    try {
      await store(draft, leaving)
    }
    catch {
      if (!unsaved.has(noteId)) unsaved.set(noteId, draft)
    }
  }

  /** Everything at once, without waiting for a pause. */
  function flush() {
    for (const [noteId, callOff] of timers) {
      callOff()
      void write(noteId, true)
    }
    timers.clear()
  }

  return { keep, flush }
}
