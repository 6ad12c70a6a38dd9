import type { InjectionKey } from 'vue'

type DigestState = ReturnType<typeof provideDigest>
const key: InjectionKey<DigestState> = Symbol('digest')

/**
 * What goes into the summary of this page, and the summary.
 * @param timeZone IANA zone of the viewer
 * @param now when the page was opened, ISO 8601: a document does not change while it is read
 */
export function provideDigest(source: DigestSource, timeZone: string, now: string) {
  const { $t, $language: { tag } } = useNuxtApp()
  const sizes = sizesOf(source)
  const parts = ref<DigestPart[]>(digestParts.filter(part => sizes[part]))
  const days = ref<number | null>(null)
  const everybody = peopleOf(source, tag)
  const people = ref(everybody.map(({ person }) => person.id))

  const digest = computed(() => digestOf(source, { parts: parts.value, days: days.value, people: people.value }, { $t, tag, timeZone, now }))

  const provided = { sizes, everybody, parts, days, people, digest }
  provide(key, provided)
  return provided
}

export function useDigest(): DigestState {
  const digest = inject(key)
  if (!digest) throw new Error('useDigest needs provideDigest above it')
  return digest
}
