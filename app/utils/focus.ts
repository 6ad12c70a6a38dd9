/** The composer's field, which is on every thread page. */
export const composerId = 'new-entry'

/** The field in the page; null on the server and where there is none. */
export function composerField(): HTMLTextAreaElement | null {
  return import.meta.client ? document.querySelector<HTMLTextAreaElement>(`textarea#${composerId}`) : null
}

export function focusComposer() {
  composerField()?.focus()
}

export const entryElementId = (id: string) => `entry-${id}`

/** Where an entry stands on the screen, pixels from the top of the frame. */
export function placeOf(id: string): number {
  return document.getElementById(entryElementId(id))?.getBoundingClientRect().top ?? 0
}

/**
 * Focuses an entry, or one of its actions.
 * @param how `stay` when the page must not scroll there: who used a pointer is looking at another place
 */
export function focusEntry(id: string, { action, stay = false }: { action?: string, stay?: boolean } = {}) {
  const entry = document.getElementById(entryElementId(id))
  const target = action ? entry?.querySelector<HTMLElement>(`[data-action="${action}"]`) ?? entry : entry
  target?.focus({ preventScroll: stay })
}

/** Before an entry goes: the focus stays in the list, on the next one, and on the composer when there is none. */
export function focusNeighbour(id: string) {
  const entries = [...document.querySelectorAll<HTMLElement>(`li[id^="${entryElementId('')}"]`)]
  const index = entries.findIndex(entry => entry.id === entryElementId(id))
  const neighbour = entries[index + 1] ?? entries[index - 1]
  if (neighbour) neighbour.focus({ preventScroll: true })
  else focusComposer()
}
