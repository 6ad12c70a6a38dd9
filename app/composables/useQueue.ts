import type { InjectionKey } from 'vue'
import type { QueueOpening } from '#shared/opening'
import type { TimeWords } from '~/utils/time'

type Queue = ReturnType<typeof provideQueue>
const key: InjectionKey<Queue> = Symbol('queue')

/** The list of this page, for its components. */
export function provideQueue({ scope, list, viewer }: Pick<QueueOpening, 'scope' | 'list' | 'viewer'>, words: TimeWords, now: Readonly<Ref<string>>) {
  const { call } = useApi()
  const { tag } = useNuxtApp().$language

  const queue = queueState({
    scope,
    list,
    call,
    // What only a choice needs is loaded with the first one.
    rangeOf: async ({ due }) => due === null ? {} : (await import('~/utils/dueRange')).dueRange(due, now.value, viewer.timeZone, tag),
    dueOf: followUp => followUpValue(followUp, words).due,
  })
  provide(key, queue)
  return queue
}

export function useQueue(): Queue {
  const queue = inject(key)
  if (!queue) throw new Error('useQueue needs provideQueue above it')
  return queue
}
