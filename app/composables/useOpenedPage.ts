import type { OpeningFrame } from '#shared/opening'

/** What every page has that was opened for somebody. @throws Error on one that was opened for nobody: a failure, or a page that waits for its portal */
export function useOpenedPage(): OpeningFrame {
  const opening = useOpening().value
  if (!('viewer' in opening)) throw new Error('This page was opened for nobody')
  return opening
}
