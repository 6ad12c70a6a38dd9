import type { InjectionKey } from 'vue'
import { lengthOf } from '#shared/calendar'
import type { CalendarOpening } from '#shared/opening'
import type { FollowUp } from '#shared/follow-up'

type Calendar = ReturnType<typeof provideCalendar>
const key: InjectionKey<Calendar> = Symbol('calendar')

/** The calendar of this page, with what is said of each change. */
export function provideCalendar(opening: CalendarOpening, words: TimeWords) {
  const { $t, $language: { tag } } = useNuxtApp()
  const { call } = useApi()
  const { offerUndo, sayFailure } = useNotices()
  const { openThread } = useB24Frame()
  const state = calendarState({ page: opening, people: opening.people, owner: opening.owner, call })

  const clock = new Intl.DateTimeFormat(tag, { timeZone: opening.viewer.timeZone, hour: 'numeric', minute: '2-digit' })

  /** The follow-up whose details are open, or were last. */
  const chosen = shallowRef<FollowUp | null>(null)
  const isChosen = ref(false)
  /** There is room for all of a day. */
  const isWeek = computed(() => lengthOf(state.page.value.days) <= 7)
  const items = computed(() => {
    const { days, followUps, calendar } = state.page.value
    return itemsByDay({ days, followUps, events: calendar.state === 'shown' ? calendar.events : [] }, words.dayOf)
  })

  function choose(followUp: FollowUp) {
    chosen.value = followUp
    isChosen.value = true
  }

  async function move(followUp: FollowUp, dueOn: string) {
    if (dueOn === followUp.dueOn) return
    const place = placeOfFollowUp(followUp.id)
    const moving = state.move(followUp, dueOn)
    await nextTick()
    focusFollowUp(followUp.id)
    try {
      const saved = await moving
      offerUndo($t('calendar.moved', { day: dayInWords(dueOn) }), $t('note.undo'), place, async () => void await state.move(saved, followUp.dueOn))
    }
    catch (error) {
      sayFailure($t('calendar.notMoved'), codeOf(error), place)
    }
    await nextTick()
    if (document.activeElement === document.body) focusFollowUp(followUp.id)
  }

  /** Where the focus goes when the follow-up that had it is gone. */
  let neighbour: HTMLElement | undefined

  async function finish(followUp: FollowUp) {
    const place = placeOfFollowUp(followUp.id)
    neighbour = neighbourOf(followUp.id)
    try {
      await state.setState(followUp, 'done')
      offerUndo($t('calendar.done'), $t('note.undo'), place, () => state.setState(followUp, 'open'))
    }
    catch (error) {
      sayFailure($t('calendar.notDone'), codeOf(error), place)
    }
  }

  /** The details have closed: the focus is on their follow-up again, if there still is one. */
  function onDetailsClosed() {
    if (document.activeElement === document.body) neighbour?.focus({ preventScroll: true })
  }

  /** In our slider; what is done there is here when it closes. */
  function openOf({ on }: FollowUp) {
    if (on) openThread(on, null, () => void state.load())
  }

  const dayInWords = (day: string) => words.dayTitle(day, opening.now)
  /** The time of day, for the viewer. */
  const timeOf = (iso: string) => clock.format(new Date(iso))

  const provided = { ...state, chosen, isChosen, choose, isWeek, items, move, finish, onDetailsClosed, openOf, dayInWords, timeOf, person: opening.person }
  provide(key, provided)
  return provided
}

export function useCalendar(): Calendar {
  const calendar = inject(key)
  if (!calendar) throw new Error('useCalendar needs provideCalendar above it')
  return calendar
}

const elementOf = (id: string) => document.querySelector<HTMLElement>(`[data-follow-up="${id}"]`)

function neighbourOf(id: string): HTMLElement | undefined {
  const all = [...document.querySelectorAll<HTMLElement>('[data-follow-up]')]
  const index = all.findIndex(({ dataset }) => dataset.followUp === id)
  return all[index + 1] ?? all[index - 1]
}

function placeOfFollowUp(id: string): number {
  return elementOf(id)?.getBoundingClientRect().top ?? 0
}

function focusFollowUp(id: string) {
  elementOf(id)?.focus({ preventScroll: true })
}
