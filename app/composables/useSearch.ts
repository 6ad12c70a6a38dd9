import type { InjectionKey } from 'vue'
import type { SearchPage } from '#shared/search'

type Search = ReturnType<typeof provideSearch>
const key: InjectionKey<Search> = Symbol('search')

const PAUSE = 250

/** What is looked for on this page, and what was found. */
export function provideSearch() {
  const { call } = useApi()
  let timer: ReturnType<typeof setTimeout>

  const search = searchState({
    find: (text, before) => call<SearchPage>(`/api/search?${new URLSearchParams({ q: text, ...(before ? { before } : {}) })}`),
    later: (task) => {
      timer = setTimeout(task, PAUSE)
      return () => clearTimeout(timer)
    },
  })
  onBeforeUnmount(() => clearTimeout(timer))
  provide(key, search)
  return search
}

export function useSearch(): Search {
  const search = inject(key)
  if (!search) throw new Error('useSearch needs provideSearch above it')
  return search
}
