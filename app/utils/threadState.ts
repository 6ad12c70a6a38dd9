import { computed, reactive, ref, shallowRef } from 'vue'
import { codeOf, type CallFailure } from './apiFailure.ts'
import { isFollowUp, isNote, momentOf, newerThan, newestFirst, withEntries, withoutEntry, type Entry } from './entries.ts'
import type { Server } from './entryList.ts'
import { followUpList } from './followUpList.ts'
import { everything, isShownBy, kindOf, pageQuery, type ThreadFilter } from './threadFilter.ts'
import { threadNotes } from './threadNotes.ts'
import { unsavedNote, type EntryKind } from './unsavedEntry.ts'
import type { FollowUp, FollowUpTerms } from '#shared/follow-up'
import type { Viewer } from '#shared/opening'
import type { Thread, ThreadPage } from '#shared/thread'

interface Collaborators extends Server {
  thread: Thread
  viewer: Pick<Viewer, 'id' | 'name' | 'timeZone'>
  /** The server's time as it goes on, ISO 8601. */
  now: () => string
  /** A new UUIDv7. */
  newId: () => string
}

/** How far back the entries of a filter are loaded. */
interface Reach {
  /** Cursor of what comes before; null when there is no more. */
  older: string | null
  /** The oldest moment that is loaded without a gap, ISO 8601; empty when all of it is. */
  until: string
}

/** One thread: its notes and follow-ups, which of them are shown, and what is being written. */
export function threadState({ thread, viewer, now, newId, call, send }: Collaborators) {
  const { id, name } = viewer
  const notes = threadNotes({ notes: thread.notes, call, send })
  const followUps = followUpList({ followUps: thread.followUps, viewer, now, newId, call, send })
  /** Written by others meanwhile: shown when the person asks, so that the list does not jump. */
  const waiting = shallowRef<readonly Entry[]>([])
  let seq = thread.seq

  const filter = shallowRef(everything)
  const isFiltered = computed(() => filter.value.kind !== null || filter.value.authorId !== null)
  const reaches = reactive(new Map<string, Reach>([[pageQuery(everything), reachOf(thread)]]))
  /** Of the first page under a filter. */
  const isLoading = ref(false)
  const failure = ref<CallFailure | null>(null)

  /** A thread that is all here needs nobody to look through it. */
  const reach = computed(() => {
    const whole = reaches.get(pageQuery(everything))
    return whole?.older === null ? whole : reaches.get(pageQuery(filter.value))
  })
  const older = computed(() => reach.value?.older ?? null)
  /** What stands in the thread, newest first: not what is pinned or open, which has places of its own. */
  const listed = computed(() => {
    if (!reach.value) return []
    const { until } = reach.value
    return [...notes.unpinned.value, ...followUps.closed.value]
      .filter(entry => isShownBy(filter.value, entry) && (momentOf(entry) >= until || notes.unpinnedHere.has(entry.id)))
      .sort(newestFirst)
  })
  const entries = computed<readonly Entry[]>(() => [...notes.items.value, ...followUps.items.value])
  /** Who has written in it, by name: also what is not loaded. */
  const authors = computed(() => {
    const byId = new Map([...thread.authors, ...entries.value.map(({ author }) => author)].map(author => [author.id, author]))
    return [...byId.values()].sort((a, b) => a.name.localeCompare(b.name))
  })

  /** Is there something to choose between? What is not loaded may be of the other kind. */
  const hasKinds = computed(() => reaches.get(pageQuery(everything))?.older !== null || new Set(entries.value.map(kindOf)).size > 1)
  const hasAuthors = computed(() => authors.value.length > 1)

  /** The new entry, before it is added. */
  const draft = thread.drafts.find(({ noteId }) => noteId === null)
  const composing = {
    text: ref(draft?.text ?? ''),
    kind: ref<EntryKind>(draft?.terms ? 'follow-up' : 'note'),
    /** Null until somebody has chosen. */
    terms: shallowRef<FollowUpTerms | null>(draft?.terms ?? null),
  }
  /** What could not be saved yet, as one draft. */
  const unsaved = computed(() => {
    const [promise] = followUps.unsaved.value
    return { text: [...notes.unsaved.value, ...followUps.unsaved.value].map(({ text }) => text).join('\n\n'), terms: promise && termsOf(promise) }
  })

  /** Shows a new note at once and saves it. @throws ApiFailure; it stays, marked. */
  async function addNote(text: string) {
    const note = unsavedNote({ id: newId(), text, author: { id, name }, createdAt: now() })
    if (!isShownBy(filter.value, note)) filter.value = everything
    await notes.add(note)
  }

  /** Puts the text of an entry that could not be saved back before what is being typed. */
  function takeBack(entry: Entry) {
    const { text, kind, terms } = composing
    if (isFollowUp(entry)) {
      followUps.forget(entry.id)
      terms.value = termsOf(entry)
    }
    else notes.forget(entry.id)
    kind.value = kindOf(entry)
    text.value = [entry.text, text.value].filter(Boolean).join('\n\n')
  }

  /** Shows only some entries; what is missing of them is fetched. A failure stands in `failure`, for `reload`. */
  async function setFilter(wanted: ThreadFilter) {
    filter.value = wanted
    await reload()
  }

  async function reload() {
    failure.value = null
    isLoading.value = !reach.value
    if (reach.value) return

    const wanted = filter.value
    try {
      await loadPage(wanted)
    }
    catch (error) {
      if (filter.value === wanted) failure.value = codeOf(error)
    }
    if (filter.value === wanted) isLoading.value = false
  }

  /** @throws ApiFailure */
  async function loadOlder() {
    if (older.value) await loadPage(filter.value, older.value)
  }

  async function loadPage(wanted: ThreadFilter, before?: string) {
    const page = await call<ThreadPage>(`/api/thread${pageQuery(wanted, before)}`)
    notes.takeIn(page.notes)
    followUps.takeIn(page.followUps)
    reaches.set(pageQuery(wanted), reachOf(page))
  }

  /** What others did meanwhile: known entries change or go in their place, new ones wait behind `waiting`. @throws ApiFailure */
  async function refresh() {
    const page = await call<ThreadPage>(`/api/thread?since=${seq}`)
    seq = page.seq
    notes.takeOut(page.deleted)
    followUps.takeOut(page.deleted)
    notes.takeIn(page.notes.filter(note => notes.find(note.id)))
    followUps.takeIn(page.followUps.filter(followUp => followUps.find(followUp.id)))

    const fresh = [...page.notes, ...page.followUps].filter(entry => !notes.find(entry.id) && !followUps.find(entry.id))
    waiting.value = withEntries(page.deleted.reduce<readonly Entry[]>(withoutEntry, waiting.value), newerThan(waiting.value, fresh))
  }

  function showWaiting() {
    if (!waiting.value.every(entry => isShownBy(filter.value, entry))) filter.value = everything
    notes.takeIn(waiting.value.filter(isNote))
    followUps.takeIn(waiting.value.filter(isFollowUp))
    waiting.value = []
  }

  return {
    notes, followUps, entries, listed, authors, hasKinds, hasAuthors, waiting, composing, unsaved, filter, isFiltered, isLoading, failure, older,
    addNote, takeBack, setFilter, reload, loadOlder, refresh, showWaiting,
  }
}

/** Pinned notes come from anywhere in the thread, and open follow-ups stand nowhere in it: neither says how far a page goes. */
function reachOf({ notes, followUps, older }: ThreadPage): Reach {
  const moments = [...notes.filter(note => !note.pinned), ...followUps.filter(({ state }) => state !== 'open')].map(momentOf)
  return { older, until: older === null ? '' : moments.sort()[0] ?? '' }
}

function termsOf({ dueOn, dueTime, assignee }: FollowUp): FollowUpTerms {
  return { due: { dueOn, dueTime }, assignee }
}
