import { v7 as uuidv7 } from 'uuid'
import type { InjectionKey, Ref } from 'vue'
import type { ThreadOpening } from '#shared/opening'

type ThreadState = ReturnType<typeof provideThread>
const key: InjectionKey<ThreadState> = Symbol('thread')

/** A person who looks away for less has not missed much. */
const AWAY = 30_000

/**
 * The thread of this page, for its components.
 * @param now the server's time as it goes on, ISO 8601
 */
export function provideThread({ thread, viewer }: Pick<ThreadOpening, 'thread' | 'viewer'>, now: Ref<string>) {
  const { call, send } = useApi()
  const state = threadState({ thread, viewer, now: () => now.value, newId: uuidv7, call, send })
  onReturn(AWAY, state.refresh)
  provideFollowUps(state.followUps)

  const provided = { ...state, isInteractive: useInteractive() }
  provide(key, provided)
  return provided
}

export function useThread(): ThreadState {
  const thread = useThreadIfAny()
  if (!thread) throw new Error('useThread needs provideThread above it')
  return thread
}

/** For what also stands on pages without a thread. */
export function useThreadIfAny(): ThreadState | null {
  return inject(key, null)
}

/** Catches up when the person comes back to the page. What cannot be fetched then waits for the next time: nobody has asked for it. */
function onReturn(away: number, catchUp: () => Promise<void>) {
  let leftAt = 0

  function onChange() {
    if (document.visibilityState === 'hidden') leftAt = performance.now()
    else if (performance.now() - leftAt > away) catchUp().catch(() => {})
  }

  onMounted(() => document.addEventListener('visibilitychange', onChange))
  onBeforeUnmount(() => document.removeEventListener('visibilitychange', onChange))
}
