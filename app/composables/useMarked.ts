import type { InjectionKey } from 'vue'

const key: InjectionKey<string | null> = Symbol('marked')

/** The entry that the page was opened for stands out among the others. @param id null: none does */
export function provideMarked(id: string | null) {
  provide(key, id)
}

/** Is this the entry that the page was opened for? */
export function useIsMarked(id: () => string) {
  const marked = inject(key, null)
  return computed(() => marked === id())
}
