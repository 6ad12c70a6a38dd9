/** What takes less than this is over before it has to be told of. */
const PATIENCE = 150

/** True while something has been going on for longer than a person takes for "at once". */
export function useSlowness(isGoingOn: Readonly<Ref<boolean>>): Readonly<Ref<boolean>> {
  const isSlow = ref(false)
  let timer: ReturnType<typeof setTimeout>

  watch(isGoingOn, (goesOn) => {
    clearTimeout(timer)
    if (goesOn) timer = setTimeout(() => void (isSlow.value = true), PATIENCE)
    else isSlow.value = false
  }, { immediate: import.meta.client })
  onBeforeUnmount(() => clearTimeout(timer))

  return isSlow
}
