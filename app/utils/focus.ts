/** The composer's field, which is on every thread page. */
export const composerId = 'new-note'

/** The field in the page; null on the server and where there is none. */
export function composerField(): HTMLTextAreaElement | null {
  return import.meta.client ? document.querySelector<HTMLTextAreaElement>(`textarea#${composerId}`) : null
}

export function focusComposer() {
  composerField()?.focus()
}

export const noteElementId = (id: string) => `note-${id}`

/** Where a note stands on the screen, pixels from the top of the frame. */
export function placeOf(id: string): number {
  return document.getElementById(noteElementId(id))?.getBoundingClientRect().top ?? 0
}

/**
 * Focuses a note, or one of its actions.
 * @param how `stay` when the page must not scroll there: who used a pointer is looking at another place
 */
export function focusNote(id: string, { action, stay = false }: { action?: string, stay?: boolean } = {}) {
  const note = document.getElementById(noteElementId(id))
  const target = action ? note?.querySelector<HTMLElement>(`[data-action="${action}"]`) : note
  target?.focus({ preventScroll: stay })
}

/** Before a note goes: the focus stays in the list, on the next one, and on the composer when there is none. */
export function focusNeighbour(id: string) {
  const notes = [...document.querySelectorAll<HTMLElement>(`li[id^="${noteElementId('')}"]`)]
  const index = notes.findIndex(note => note.id === noteElementId(id))
  const neighbour = notes[index + 1] ?? notes[index - 1]
  if (neighbour) neighbour.focus({ preventScroll: true })
  else focusComposer()
}
