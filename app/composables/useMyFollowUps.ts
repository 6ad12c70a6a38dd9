import { v7 as uuidv7 } from 'uuid'
import type { InjectionKey } from 'vue'
import type { FollowUp } from '#shared/follow-up'
import type { FollowUpList as ListPage } from '#shared/lists'
import type { HomeOpening } from '#shared/opening'
import type { TimeWords } from '~/utils/time'

type MyFollowUps = ReturnType<typeof provideMyFollowUps>
const key: InjectionKey<MyFollowUps> = Symbol('my follow-ups')

/** What the viewer has to do, for the components of this page. */
export function provideMyFollowUps({ mine, counts, viewer }: Pick<HomeOpening, 'mine' | 'counts' | 'viewer'>, words: TimeWords, now: Readonly<Ref<string>>) {
  const { call, send } = useApi()
  const list = followUpList({ followUps: mine.followUps, viewer, now: () => now.value, newId: uuidv7, call, send })
  const next = ref(mine.next)
  provideFollowUps(list)

  const inGroup = (followUps: readonly FollowUp[], group: DueGroup) => followUps.filter(followUp => dueGroupOf(followUp, now.value, words.dayOf) === group)
  const isLeft = ({ state, assignee }: FollowUp) => state === 'open' && assignee.id === viewer.id
  const groups = computed(() => dueGroups.map(group => ({ group, followUps: inGroup(list.open.value, group) })))

  /** The further pages count as loaded then; what is done since then is what the counts follow. */
  const loaded = shallowRef(mine.followUps)
  const sizes = (followUps: readonly FollowUp[]) => Object.fromEntries(dueGroups.map(group => [group, inGroup(followUps, group).length])) as Record<DueGroup, number>
  const totals = computed(() => dueCounts(counts, sizes(loaded.value), sizes(list.items.value.filter(isLeft))))

  /** @throws ApiFailure */
  async function more() {
    if (next.value === null) return
    const page = await call<ListPage>(`/api/follow-ups?${new URLSearchParams({ assignee: 'me', after: next.value })}`)
    loaded.value = [...loaded.value, ...page.followUps]
    list.takeIn(page.followUps)
    next.value = page.next
  }

  const provided = { groups, totals, next, more, settle: list.settle }
  provide(key, provided)
  return provided
}

export function useMyFollowUps(): MyFollowUps {
  const mine = inject(key)
  if (!mine) throw new Error('useMyFollowUps needs provideMyFollowUps above it')
  return mine
}
