/**
 * Tells when a person has turned away from a part of the page: neither the pointer nor a visible focus is in it any more.
 * @param then what waited for that
 * @returns listeners for that part (`v-on`)
 */
export function useTurningAway(part: Readonly<Ref<HTMLElement | null>>, then: () => void) {
  async function look() {
    await nextTick()
    const isUsed = part.value?.matches(':hover') || part.value?.querySelector(':focus-visible')
    if (!isUsed) then()
  }

  return { pointerleave: look, focusout: look }
}
