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

  /** Of entries on other subjects than the page's. */
  const queries = new Map<string | null, string>()
  const keeper = draftKeeper({
    store: (draft, leaving) => send(`/api/draft${queries.get(draft.noteId) ?? ''}`, {
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

  /** The draft of an entry, once: one that moves to another list does not open its editor again. */
  function take(noteId: string) {
    const draft = left.get(noteId)
    left.delete(noteId)
    return draft
  }

  /**
   * The server takes as much as a note can hold; of more, the beginning is kept, and the page says so.
   * @param entry which it is a change of, if it is none of something new
   */
  function keep(draft: Draft, entry?: Entry) {
    if (entry) queries.set(entry.id, subjectQuery(entry))
    keeper.keep({ ...draft, text: draft.text.slice(0, noteLimit) })
  }

  const drafts = { keep, take }
  provide(key, drafts)
  return drafts
}

export function useDrafts(): Drafts {
  const drafts = useDraftsIfAny()
  if (!drafts) throw new Error('useDrafts needs provideDrafts above it')
  return drafts
}

/** For what also stands on pages that keep no drafts. */
export function useDraftsIfAny(): Drafts | null {
  return inject(key, null)
}
