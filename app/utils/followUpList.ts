import { computed, reactive } from 'vue'
import { entryList, type Server } from './entryList.ts'
import { unsavedFollowUp } from './unsavedEntry.ts'
import type { FollowUp, FollowUpState, FollowUpTerms } from '#shared/follow-up'
import type { Viewer } from '#shared/opening'
import type { SubjectLabel } from '#shared/subject'
import type { Person } from '#shared/thread'

interface Collaborators extends Server {
  followUps: readonly FollowUp[]
  viewer: Pick<Viewer, 'id' | 'name' | 'timeZone'>
  /** The server's time as it goes on, ISO 8601. */
  now: () => string
  /** A new UUIDv7. */
  newId: () => string
}

/** Follow-ups, of one thread or of many: `on` says where a call about one goes. */
export function followUpList({ followUps, viewer: { id: viewerId, name, timeZone }, now, newId, ...server }: Collaborators) {
  const viewer: Person = { id: viewerId, name }
  const list = entryList<FollowUp>({
    ...server,
    path: '/api/follow-ups',
    entries: followUps,
    bodyOf: ({ id, text, dueOn, dueTime, assignee }) => ({ id, text, dueOn, dueTime, assigneeId: assignee.id }),
  })

  /** Closed by the viewer among the open ones: they stay in their place, to be opened again, until the person has turned away. */
  const settling = reactive(new Set<string>())
  /** Overdue first. */
  const open = computed(() => list.items.value.filter(({ id, state }) => state === 'open' || settling.has(id)).sort(soonestFirst))
  const closed = computed(() => list.items.value.filter(({ id, state }) => state !== 'open' && !settling.has(id)))

  /** Shows a new one at once and saves it. @param on its subject, where that is not the page's. @throws ApiFailure; it stays, marked. */
  async function addNew(text: string, terms: FollowUpTerms, on: SubjectLabel | null = null) {
    await list.add({ ...unsavedFollowUp({ id: newId(), text, author: viewer, createdAt: now() }, terms, timeZone), on })
  }

  /** Anybody who sees a follow-up may finish, cancel and reopen it; the last word counts. @throws ApiFailure */
  async function setState(followUp: FollowUp, state: FollowUpState) {
    if (followUp.state === 'open') settling.add(followUp.id)
    const closing = state === 'open' ? null : { by: viewer, at: now() }
    await list.changeAtOnce(followUp, { ...followUp, state, closed: closing }, { state })
  }

  /** What was closed goes where it belongs. */
  function settle() {
    settling.clear()
  }

  return { ...list, open, closed, addNew, setState, settle }
}

export type FollowUpList = ReturnType<typeof followUpList>

function soonestFirst(a: FollowUp, b: FollowUp): number {
  return a.dueAt.localeCompare(b.dueAt) || a.id.localeCompare(b.id)
}
