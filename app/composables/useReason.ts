/** What happened and what to do, in words. Nothing for a session that is over: the page says that once, at its top. */
export function useReason() {
  const { $t } = useNuxtApp()
  return (code: CallFailure) => code === 'session-over' ? '' : `${$t(`failure.${code}.what`)} ${$t(`failure.${code}.do`)}`
}
