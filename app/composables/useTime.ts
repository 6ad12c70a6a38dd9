import type { InjectionKey, Ref } from 'vue'

const key: InjectionKey<{ words: TimeWords, now: Ref<string> }> = Symbol('time')
const TICK = 30_000

/**
 * Times as the viewer reads them. Starts at the server's now, so that both renders agree, and goes on from there: the clock of the
 * person's machine may be wrong.
 */
export function provideTime(timeZone: string, serverNow: string) {
  const now = ref(serverNow)
  const time = { words: timeWords(useNuxtApp().$language.tag, timeZone), now }
  provide(key, time)

  let timer: ReturnType<typeof setInterval>
  onMounted(() => {
    const behind = Date.parse(serverNow) - performance.now()
    timer = setInterval(() => void (now.value = new Date(behind + performance.now()).toISOString()), TICK)
  })
  onBeforeUnmount(() => clearInterval(timer))

  return time
}

export function useTime() {
  const time = inject(key)
  if (!time) throw new Error('useTime needs provideTime above it')
  return time
}
