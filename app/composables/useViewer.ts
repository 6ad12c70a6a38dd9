import type { Viewer } from '#shared/opening'

/** Who the page was opened for. @throws Error as `useOpenedPage` */
export function useViewer(): Viewer {
  return useOpenedPage().viewer
}
