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
  const state = threadNotes({ thread, viewer, now: () => now.value, newId: uuidv7, call, send })

  /** False at first: what only a pointer or a key can reach joins when the page is alive and has a moment. */
  const isInteractive = ref(false)
  onNuxtReady(() => void (isInteractive.value = true))
  onReturn(AWAY, state.refresh)

  const provided = { ...state, isInteractive }
  provide(key, provided)
  return provided
}

export function useThread(): ThreadState {
  const thread = inject(key)
  if (!thread) throw new Error('useThread needs provideThread above it')
  return thread
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
