import type { InjectionKey } from 'vue'

const key: InjectionKey<FollowUpList> = Symbol('follow-ups')

/** The follow-ups that `FollowUpItem` and what belongs to it work on: of a thread, or of a list across many. */
export function provideFollowUps(followUps: FollowUpList) {
  provide(key, followUps)
}

export function useFollowUps(): FollowUpList {
  const followUps = inject(key)
  if (!followUps) throw new Error('useFollowUps needs provideFollowUps above it')
  return followUps
}
