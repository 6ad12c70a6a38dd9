import type { ShallowRef } from 'vue'

const PAUSE = 100
/** Smaller differences are the browser's rounding: following them would play ping-pong with the portal. */
const NOTICEABLE = 4

/** Lets a frame that has no scrollbar of its own (a tab) be as high as its content. */
export function useFrameHeight(content: Readonly<ShallowRef<HTMLElement | null>>) {
  const { resize } = useB24Frame()
  let observer: ResizeObserver | undefined
  let timer: ReturnType<typeof setTimeout>
  let asked = 0

  function follow() {
    clearTimeout(timer)
    timer = setTimeout(() => {
      const height = Math.ceil(content.value?.getBoundingClientRect().height ?? 0)
      if (height === 0 || Math.abs(height - asked) <= NOTICEABLE) return
      asked = height
      resize(height)
    }, PAUSE)
  }

  onNuxtReady(() => {
    if (!content.value) return
    observer = new ResizeObserver(follow)
    observer.observe(content.value)
  })
  onBeforeUnmount(() => {
    observer?.disconnect()
    clearTimeout(timer)
  })
}
