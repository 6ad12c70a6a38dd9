import type { InjectionKey } from 'vue'
import type { Draft } from '#shared/thread'

type Drafts = ReturnType<typeof provideDrafts>
const key: InjectionKey<Drafts> = Symbol('drafts')

const PAUSE = 600
/** What browsers let a page send while it goes, for all its calls together. */
const KEEPALIVE_BYTES = 60_000

/**
 * What was being typed, kept on the server: browser storage is denied in a cross-site frame.
 * @param restored drafts that came with the page
 */
export function provideDrafts(restored: readonly Draft[]) {
  const { send } = useApi()

  const keeper = draftKeeper({
    store: (draft, leaving) => send('/api/draft', {
      method: 'PUT',
      body: draft,
      keepalive: leaving && new TextEncoder().encode(draft.text).length < KEEPALIVE_BYTES,
    }),
    later: (task) => {
      const timer = setTimeout(task, PAUSE)
      return () => clearTimeout(timer)
    },
  })

  function flushWhenHidden() {
    if (document.visibilityState === 'hidden') keeper.flush()
  }

  onMounted(() => {
    addEventListener('pagehide', keeper.flush)
    document.addEventListener('visibilitychange', flushWhenHidden)
  })
  onBeforeUnmount(() => {
    removeEventListener('pagehide', keeper.flush)
    document.removeEventListener('visibilitychange', flushWhenHidden)
    keeper.flush()
  })

  const left = new Map(restored.map(draft => [draft.noteId, draft]))

  /** The draft of a note, once: a note that moves to another list does not open its editor again. */
  function take(noteId: string) {
    const draft = left.get(noteId)
    left.delete(noteId)
    return draft
  }

  /** The server takes as much as a note can hold; of more, the beginning is kept, and the page says so. */
  function keep(draft: Draft) {
    keeper.keep({ ...draft, text: draft.text.slice(0, noteLimit) })
  }

  const drafts = { keep, take }
  provide(key, drafts)
  return drafts
}

export function useDrafts(): Drafts {
  const drafts = inject(key)
  if (!drafts) throw new Error('useDrafts needs provideDrafts above it')
  return drafts
}
