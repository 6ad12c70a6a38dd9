import { computed, reactive, ref, shallowRef } from 'vue'
import { codeOf, type CallFailure } from './apiFailure.ts'
import { openByDue, queryOf, type DueRange, type QueueFilter } from './queueFilter.ts'
import type { Due } from './unsavedEntry.ts'
import type { FollowUp, FollowUpState } from '#shared/follow-up'
import type { ChangeResult, FollowUpList, FollowUpRowChange, ListScope } from '#shared/lists'
import type { Person } from '#shared/thread'

/** What can be done to many follow-ups at once. */
export type QueueChange = { state: FollowUpState } | { assignee: Person } | { due: Due }

/** What came of it. */
export interface QueueOutcome {
  done: number
  /** Somebody else has changed these meanwhile, or they are not there any more. */
  refused: number
  /** Takes back what was done. @throws ApiFailure */
  undo: () => Promise<QueueOutcome>
}

interface Collaborators {
  scope: ListScope | null
  list: FollowUpList
  /** Calls the server for a JSON value; throws ApiFailure. */
  call: <Answer>(path: string, options?: { method?: 'POST', body?: object }) => Promise<Answer>
  /** The moments that the filter means now. */
  rangeOf: (filter: QueueFilter) => Promise<DueRange>
  /** When it is due, in the viewer's zone: a time that is sent is meant in that one. */
  dueOf: (followUp: FollowUp) => Due
}

/** What a change can be taken back to. */
type Before = Pick<FollowUp, 'state' | 'assignee'> & { due: Due }

/** What is sent of a follow-up, as it was before, and where it stood in the list. */
interface Change { before: Before, sent: FollowUpRowChange, place: number }

/** What the server takes at once. */
const AT_ONCE = 100

/** A list of follow-ups on many objects: what of it is shown and selected, and everything that can be done with it. */
export function queueState({ scope, list, call, rangeOf, dueOf }: Collaborators) {
  const rows = shallowRef<FollowUp[]>(list.followUps)
  const next = ref(list.next)
  const total = ref(list.total)
  const filter = shallowRef<QueueFilter>(openByDue)
  const selected = reactive(new Set<string>())
  /** Those whose change is under way. */
  const busy = reactive(new Set<string>())
  const loading = ref<'list' | 'more' | null>(null)
  const failure = ref<CallFailure | null>(null)
  const chosen = computed(() => rows.value.filter(({ id }) => selected.has(id)))
  let range: DueRange = {}
  let asked = 0

  /** Another choice: the list begins anew. What an earlier one still brings is not shown any more. */
  async function show(changes: Partial<QueueFilter>) {
    filter.value = { ...filter.value, ...changes }
    await load()
  }

  async function load() {
    const turn = ++asked
    loading.value = 'list'
    failure.value = null
    try {
      range = await rangeOf(filter.value)
      const page = await call<FollowUpList>(`/api/follow-ups?${queryOf(scope, filter.value, range, null)}`)
      if (turn !== asked) return
      rows.value = page.followUps
      next.value = page.next
      total.value = page.total
      selected.clear()
    }
    catch (error) {
      if (turn === asked) failure.value = codeOf(error)
    }
    finally {
      if (turn === asked) loading.value = null
    }
  }

  /** What may have changed elsewhere: a list that is shown as a whole is loaded again, a longer one would be cut. */
  async function refresh() {
    if (next.value === null && !loading.value && !selected.size) await load()
  }

  /** The next page. @throws ApiFailure */
  async function more() {
    if (next.value === null || loading.value) return
    const turn = asked
    loading.value = 'more'
    try {
      const page = await call<FollowUpList>(`/api/follow-ups?${queryOf(scope, filter.value, range, next.value)}`)
      if (turn !== asked) return
      const shown = new Set(rows.value.map(({ id }) => id))
      rows.value = [...rows.value, ...page.followUps.filter(({ id }) => !shown.has(id))]
      next.value = page.next
    }
    finally {
      if (turn === asked) loading.value = null
    }
  }

  /** @throws ApiFailure; what was done before is shown as it is. */
  async function change(followUps: FollowUp[], to: QueueChange): Promise<QueueOutcome> {
    const places = new Map(rows.value.map(({ id }, place) => [id, place]))
    return send(followUps.map(followUp => ({ before: beforeOf(followUp), sent: changeOf(followUp, to), place: places.get(followUp.id) ?? 0 })))
  }

  const beforeOf = (followUp: FollowUp): Before => ({ state: followUp.state, assignee: followUp.assignee, due: dueOf(followUp) })

  async function send(changes: Change[]): Promise<QueueOutcome> {
    const inverse: Change[] = []
    let refused = 0
    changes.forEach(({ sent }) => busy.add(sent.id))
    try {
      for (let from = 0; from < changes.length; from += AT_ONCE) {
        const some = changes.slice(from, from + AT_ONCE)
        const results = await call<ChangeResult[]>('/api/follow-ups/changes', { method: 'POST', body: { changes: some.map(({ sent }) => sent) } })
        for (const { before, sent, place } of some) {
          const result = results.find(({ id }) => id === sent.id)
          if (result) take(result, place)
          if (result?.outcome === 'done') inverse.push({ before: beforeOf(result.followUp), sent: inverseOf(before, sent, result.followUp.version), place })
          else refused++
        }
      }
    }
    finally {
      changes.forEach(({ sent }) => busy.delete(sent.id))
    }
    return { done: inverse.length, refused, undo: () => send(inverse.toSorted((a, b) => a.place - b.place)) }
  }

  /** Shows what came of one change. What does not belong into the list any more leaves it, and comes back to its place; what only sorts otherwise stays where the person sees it. */
  function take(result: ChangeResult, place: number) {
    if (result.outcome === 'not-available' || result.followUp.state !== filter.value.state) return drop(result.id)
    selected.delete(result.id)
    if (isShown(result.id)) rows.value = rows.value.map(row => row.id === result.id ? result.followUp : row)
    else insert(result.followUp, place)
  }

  const isShown = (id: string) => rows.value.some(row => row.id === id)

  function insert(followUp: FollowUp, place: number) {
    rows.value = rows.value.toSpliced(place, 0, followUp)
    if (total.value !== null) total.value++
  }

  function drop(id: string) {
    if (isShown(id) && total.value !== null) total.value--
    rows.value = rows.value.filter(row => row.id !== id)
    selected.delete(id)
  }

  function select(ids: string[], isSelected: boolean) {
    for (const id of ids) {
      if (isSelected) selected.add(id)
      else selected.delete(id)
    }
  }

  return { rows, next, total, filter, selected, chosen, busy, loading, failure, show, load, refresh, more, change, select }
}

export type QueueState = ReturnType<typeof queueState>

function changeOf(followUp: FollowUp, to: QueueChange): FollowUpRowChange {
  const { id, version, on } = followUp
  if (!on) throw new Error('a row of a list names its object')
  const named = { id, subject: { kind: on.kind, entityTypeId: on.entityTypeId, id: on.id } }
  if ('state' in to) return { ...named, to }
  return { ...named, to: 'assignee' in to ? { version, assigneeId: to.assignee.id } : { version, ...to.due } }
}

/** What takes a change back, as long as nothing else has come after it. */
function inverseOf({ state, assignee, due }: Before, { id, subject, to }: FollowUpRowChange, version: number): FollowUpRowChange {
  if ('state' in to) return { id, subject, to: { state } }
  return { id, subject, to: 'assigneeId' in to ? { version, assigneeId: assignee.id } : { version, ...due } }
}
