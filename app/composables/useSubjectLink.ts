import type { SubjectLabel } from '#shared/subject'

/** Opens a subject on the portal, its card or its chat; null where Bitrix24 does not let an application do that. */
export function useSubjectLink(subject: () => SubjectLabel | null) {
  const viewer = useViewer()
  const { openPath, openMessenger } = useB24Frame()

  return computed(() => {
    const named = subject()
    if (named?.kind === 'chat') return () => openMessenger(dialogIdOf(named.id, viewer.id))
    const path = named?.path ?? null
    return path === null ? null : () => openPath(path)
  })
}
