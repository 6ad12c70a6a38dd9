/** Follow-ups by their state. */
export interface FollowUpCounts {
  /** Neither done nor cancelled, the overdue ones among them. */
  open: number
  /** Those of `open` whose time is over. */
  overdue: number
  /** Done within the weeks that are shown. */
  done: number
}

/** How many of the promises whose time came were kept: due within a time, and done by then. Never more `kept` than `due`. */
export interface Kept { due: number, kept: number }

/** The follow-ups of one person, one stage or one kind of object; `due` and `kept` of all the weeks together. */
export interface InsightGroup extends FollowUpCounts, Kept {
  /** Tells it from the others of its list, whose names may be the same. */
  key: string
  /** As people of the portal call it. */
  label: string
}

export interface InsightWeek extends Kept {
  /** Its first day in the viewer's calendar, `YYYY-MM-DD`. */
  start: string
  /** Notes that were written on calls. */
  callNotes: number
}

/** What the view "insights" shows: open and overdue of now, everything else of the weeks. Only what the viewer may read is counted. */
export interface Insights {
  total: FollowUpCounts
  /** Oldest first, without gaps, the present one last; at least two. */
  weeks: InsightWeek[]
  /** In any order. */
  people: InsightGroup[]
  /** In the order of the pipeline; empty where the place has no stages. */
  stages: InsightGroup[]
  /** In any order. */
  kinds: InsightGroup[]
}

/** Days that a person can look back; the weeks that they fall into are shown whole. */
export const insightPeriods = [30, 90, 365] as const
export type InsightPeriod = typeof insightPeriods[number]

/** The figures, and whether they leave something out: of 2,500 items at most the portal is asked whether the viewer may read them. */
export interface Figures { insights: Insights, isPartial: boolean }
