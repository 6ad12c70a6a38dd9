/** False at first: what only a pointer or a key can reach joins when the page is alive and has a moment. */
export function useInteractive() {
  const isInteractive = useState('interactive', () => false)
  onNuxtReady(() => void (isInteractive.value = true))
  return isInteractive
}
