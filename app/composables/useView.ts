import type { Opening } from '#shared/opening'

type Opened = Extract<Opening, { session: string }>

/** What every view begins with: its opening, and times as the viewer reads them (for the components in it: `useTime`). */
export function useView<View extends Opened['view']>(view: View) {
  const opening = useOpeningOf<View>(view)
  const { viewer, now } = opening as Opened
  return { opening, ...provideTime(viewer.timeZone, now) }
}
