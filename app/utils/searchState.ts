import { computed, ref, shallowRef } from 'vue'
import { codeOf, type CallFailure } from './apiFailure.ts'
import type { SearchHit, SearchPage } from '#shared/search'

interface Collaborators {
  /** @throws ApiFailure */
  find: (text: string, before: string | null) => Promise<SearchPage>
  /** @returns takes the task back */
  later: (task: () => void) => () => void
}

/** A search as somebody types: what they have typed last is looked for when they pause, and no answer to anything earlier is shown. */
export function searchState({ find, later }: Collaborators) {
  const text = ref('')
  const hits = shallowRef<SearchHit[]>([])
  const older = ref<string | null>(null)
  /** What the hits are hits of. */
  const answered = ref('')
  const failure = ref<CallFailure | null>(null)
  const isOn = computed(() => text.value.trim() !== '')
  const isSearching = computed(() => isOn.value && failure.value === null && answered.value !== text.value.trim())
  let turn = 0
  let forget = () => {}

  function type(typed: string) {
    text.value = typed
    turn++
    failure.value = null
    forget()
    if (isOn.value) forget = later(() => void look())
  }

  /** Looks for what is typed, now. */
  async function look() {
    forget()
    const asked = ++turn
    const looked = text.value.trim()
    if (!looked) return
    failure.value = null
    try {
      const page = await find(looked, null)
      if (asked !== turn) return
      hits.value = page.hits
      older.value = page.older
      answered.value = looked
    }
    catch (error) {
      if (asked === turn) failure.value = codeOf(error)
    }
  }

  /** @throws ApiFailure */
  async function more() {
    if (older.value === null) return
    const asked = turn
    const page = await find(answered.value, older.value)
    if (asked !== turn) return
    hits.value = [...hits.value, ...page.hits]
    older.value = page.older
  }

  return { text, hits, older, answered, failure, isOn, isSearching, type, look, more }
}
