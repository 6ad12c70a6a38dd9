import { v7 as uuidv7 } from 'uuid'

export interface ComposingOptions {
  /** Key of the subject to write on; undefined: that of the page. */
  subject: () => string | undefined
  /** What the field begins with, by what is written, as long as nobody has typed. */
  begin: Record<EntryKind, string>
  /** What was typed earlier and comes first; empty: nothing. */
  typed: string
  kind: EntryKind
  /** Told of what was saved, on a page that does not show it by itself. */
  added: (entry: Entry) => void
}

/** What somebody is writing, and how it is saved. `round` counts what was added: fields that are keyed by it begin anew. */
export function useComposing(options: ComposingOptions) {
  const thread = useThreadIfAny()
  return thread ? inThread(thread) : alone(options)
}

/** What is added stands in the thread at once, and so does whatever becomes of it. */
function inThread({ composing: { text, kind, terms }, unsaved, addNote, followUps }: ReturnType<typeof useThread>) {
  const { outcomeOf } = useSaveAnnouncement()
  const chosen = useTerms(terms)
  const round = ref(0)

  // What shows that something is not saved must be here when the connection goes.
  onNuxtReady(() => void import('~/components/UnsavedEntry.vue'))
  watch(kind, chosen => chosen === 'follow-up' && import('~/components/FollowUpItem.vue'))

  async function submit() {
    const [typed, agreed] = [text.value.trim(), chosen.value]
    text.value = ''
    focusComposer()
    if (!typed) return
    terms.value = null
    round.value++
    await outcomeOf(kind.value, kind.value === 'note' ? addNote(typed) : followUps.addNew(typed, agreed))
  }

  return { text, kind, terms: chosen, unsaved, round, isSaving: ref(false), failure: ref<CallFailure | null>(null), submit }
}

/** The text stays in its field until the server has it. */
function alone({ subject, begin, typed: earlier, kind: first, added }: ComposingOptions) {
  const { call } = useApi()
  const announce = useSaveAnnouncement()
  const text = ref(earlier || begin[first])
  const kind = ref(first)
  watch(kind, (chosen, before) => {
    if (text.value === begin[before]) text.value = begin[chosen]
  })
  const terms = shallowRef<FollowUpTerms | null>(null)
  const chosen = useTerms(terms)
  const isSaving = ref(false)
  const failure = ref<CallFailure | null>(null)
  const round = ref(0)
  const save = savingOnce({ newId: uuidv7, call })

  async function submit() {
    const typed = text.value.trim()
    if (isSaving.value || !typed) return
    isSaving.value = true
    failure.value = null
    try {
      const entry = await save({ kind: kind.value, text: typed, terms: chosen.value, subject: subject() })
      text.value = ''
      terms.value = null
      round.value++
      announce.saved(kind.value)
      added(entry)
    }
    catch (error) {
      failure.value = codeOf(error)
      announce.failed(failure.value)
    }
    isSaving.value = false
  }

  return { text, kind, terms: chosen, unsaved: ref(''), round, isSaving, failure, submit }
}

/** Until somebody has chosen: tomorrow, and oneself. */
function useTerms(terms: Ref<FollowUpTerms | null>) {
  const { id, name } = useViewer()
  const { words, now } = useTime()
  return computed({
    get: () => terms.value ?? { due: { dueOn: addDays(words.dayOf(now.value), 1), dueTime: null }, assignee: { id, name } },
    set: chosen => void (terms.value = chosen),
  })
}
