import { ref, shallowRef, watch } from 'vue'
import { codeOf, type CallFailure } from './apiFailure.ts'
import { currentOf, subjectQuery } from './entries.ts'
import type { CalendarOwner, CalendarPage, CalendarPeople, Days } from '#shared/calendar'
import type { FollowUp, FollowUpState } from '#shared/follow-up'

interface Collaborators {
  page: CalendarPage
  people: CalendarPeople
  owner: CalendarOwner
  /** Calls the server for a JSON value; throws ApiFailure. */
  call: <Answer>(path: string, options?: { method?: 'GET' | 'PATCH', body?: object }) => Promise<Answer>
}

/** The days that are shown, what is due on them, and what can be done to it. What is shown stays until something else has come. */
export function calendarState({ page: first, people: initial, owner, call }: Collaborators) {
  const page = shallowRef(first)
  const people = ref(initial)
  const isLoading = ref(false)
  const failure = ref<CallFailure | null>(null)
  /** What was asked for last: answers to anything before come too late. */
  let wanted = first.days
  let request = 0
  watch(people, () => load())

  /** Never throws: `failure` says why nothing has come. */
  async function load(days: Days = wanted) {
    wanted = days
    const mine = ++request
    isLoading.value = true
    failure.value = null
    try {
      const answer = await call<CalendarPage>(`/api/calendar?${new URLSearchParams({ ...days, owner: `${owner.of}:${owner.id}`, people: String(people.value) })}`)
      if (mine === request) page.value = answer
    }
    catch (error) {
      if (mine === request) failure.value = codeOf(error)
    }
    finally {
      if (mine === request) isLoading.value = false
    }
  }

  const show = (followUp: FollowUp) => void (page.value = { ...page.value, followUps: page.value.followUps.map(known => known.id === followUp.id ? followUp : known) })

  /** The answer is that of a thread, where what it is on goes without saying. */
  async function change(followUp: FollowUp, body: object): Promise<FollowUp> {
    return { ...await call<FollowUp>(`/api/follow-ups/${followUp.id}${subjectQuery(followUp)}`, { method: 'PATCH', body }), on: followUp.on }
  }

  /** Puts a follow-up on another day, at once. @returns what stands then. @throws ApiFailure; it is back, or shows what somebody else has made of it. */
  async function move(followUp: FollowUp, dueOn: string): Promise<FollowUp> {
    const { dueAt } = followUp
    const optimistic = { ...followUp, dueOn, dueAt: new Date(Date.parse(dueAt) + Date.parse(dueOn) - Date.parse(followUp.dueOn)).toISOString() }
    show(optimistic)
    try {
      const saved = await change(followUp, { version: followUp.version, dueOn })
      show(saved)
      return saved
    }
    catch (error) {
      const current = currentOf<FollowUp>(error)
      show(current ? { ...current, on: followUp.on } : followUp)
      throw error
    }
  }

  /** Finishes it, or opens it again. @throws ApiFailure; then it is as it was. */
  async function setState(followUp: FollowUp, state: FollowUpState): Promise<void> {
    const before = page.value.followUps
    const others = before.filter(({ id }) => id !== followUp.id)
    page.value = { ...page.value, followUps: others }
    try {
      const saved = await change(followUp, { state })
      if (saved.state === 'open') page.value = { ...page.value, followUps: [...others, saved] }
    }
    catch (error) {
      if (page.value.followUps === others) page.value = { ...page.value, followUps: before }
      throw error
    }
  }

  return { page, people, isLoading, failure, load, move, setState }
}
