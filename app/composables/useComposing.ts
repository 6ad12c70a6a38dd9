import { v7 as uuidv7 } from 'uuid'
import { addDays } from '#shared/calendar'
import type { FollowUpTerms } from '#shared/follow-up'
import type { Draft } from '#shared/thread'

/** What is kept of something new until it is saved; `terms` of a follow-up. */
export type NewDraft = Pick<Draft, 'text' | 'terms'>

export interface ComposingOptions {
  /** Key of the subject to write on; undefined: that of the page. */
  subject: () => string | undefined
  /** What the field begins with, by what is written, as long as nobody has typed. */
  begin: Record<EntryKind, string>
  /** What was typed earlier and comes first. */
  draft: NewDraft | undefined
  kind: EntryKind
  /** Told of what was saved, on a page that does not show it by itself. */
  added: (entry: Entry) => void
}

/**
 * What somebody is writing, how it is saved, and what is kept of it until then (`draft`). `round` counts what was added: fields that are keyed
 * by it begin anew.
 */
export function useComposing(options: ComposingOptions) {
  const thread = useThreadIfAny()
  return thread ? inThread(thread) : alone(options)
}

/** What is added stands in the thread at once, and so does whatever becomes of it. */
function inThread({ composing: { text, kind, terms }, unsaved, addNote, followUps }: ReturnType<typeof useThread>) {
  const { outcomeOf } = useSaveAnnouncement()
  const chosen = useTerms(terms)
  const round = ref(0)
  const typed = computed(() => draftOf(kind.value, text.value, chosen.value))
  // What is not saved yet is still something typed; what is being typed now says what the whole will be.
  const draft = computed<NewDraft>(() => text.value ? { ...typed.value, text: together(text.value, unsaved.value.text) } : unsaved.value)

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

  return { text, kind, terms: chosen, draft, round, isSaving: ref(false), failure: ref<CallFailure | null>(null), submit }
}

/** The text stays in its field until the server has it. */
function alone({ subject, begin, draft: earlier, kind: first, added }: ComposingOptions) {
  const { call } = useApi()
  const announce = useSaveAnnouncement()
  const text = ref(earlier?.text || begin[first])
  const kind = ref(earlier?.terms ? 'follow-up' : first)
  watch(kind, (chosen, before) => {
    if (text.value === begin[before]) text.value = begin[chosen]
  })
  const terms = shallowRef<FollowUpTerms | null>(earlier?.terms ?? null)
  const chosen = useTerms(terms)
  const draft = computed(() => draftOf(kind.value, text.value === begin[kind.value] ? '' : text.value, chosen.value))
  const isSaving = ref(false)
  const failure = ref<CallFailure | null>(null)
  const round = ref(0)
  const save = savingOnce({ newId: uuidv7, call })
  onNuxtReady(() => void import('~/components/SaveFailure.vue'))

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

  return { text, kind, terms: chosen, draft, round, isSaving, failure, submit }
}

function draftOf(kind: EntryKind, text: string, terms: FollowUpTerms): NewDraft {
  return kind === 'note' ? { text } : { text, terms }
}

function together(...texts: string[]): string {
  return texts.filter(Boolean).join('\n\n')
}

/** Until somebody has chosen: tomorrow, and oneself. */
function useTerms(terms: Ref<FollowUpTerms | null>) {
  const { id, name } = useViewer()
  const { words, now } = useTime()
  // A value of its own, so that not every tick of the clock looks like a choice.
  const tomorrow = computed(() => addDays(words.dayOf(now.value), 1))
  return computed({
    get: () => terms.value ?? { due: { dueOn: tomorrow.value, dueTime: null }, assignee: { id, name } },
    set: chosen => void (terms.value = chosen),
  })
}
