/** The composer's field, which is on every thread page. */
export const composerId = 'new-entry'

/** The field in the page; null on the server and where there is none. */
export function composerField(): HTMLTextAreaElement | null {
  return import.meta.client ? document.querySelector<HTMLTextAreaElement>(`textarea#${composerId}`) : null
}

/** At the end of what stands in it. */
export function focusComposer(options?: FocusOptions) {
  const field = composerField()
  field?.focus(options)
  field?.setSelectionRange(field.value.length, field.value.length)
}

export const entryElementId = (id: string) => `entry-${id}`

/** Where an entry stands on the screen, pixels from the top of the frame. */
export function placeOf(id: string): number {
  return document.getElementById(entryElementId(id))?.getBoundingClientRect().top ?? 0
}

/** Where somebody has pressed, pixels from the top of the frame. */
export function placeOfEvent({ currentTarget }: Event): number {
  return currentTarget instanceof Element ? currentTarget.getBoundingClientRect().top : 0
}

/** The items of the lists and tables in a part of the page. */
export function itemsIn(part: ParentNode): HTMLElement[] {
  return [...part.querySelectorAll<HTMLElement>('li, tbody tr')]
}

/** Focuses an item of a list, or what can be done with it, where the page stands. */
export function focusItem(item: HTMLElement | undefined) {
  const target = item?.hasAttribute('tabindex') ? item : item?.querySelector<HTMLElement>('button, input')
  target?.focus({ preventScroll: true })
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
