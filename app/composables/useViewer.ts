import type { Viewer } from '#shared/opening'

/** Who the page was opened for. @throws Error on a page that was opened for nobody: a failure, or one that waits for its portal */
export function useViewer(): Viewer {
  const opening = useOpening().value
  if (!('viewer' in opening)) throw new Error('useViewer needs a page that was opened for somebody')
  return opening.viewer
}
