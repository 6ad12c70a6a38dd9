import type { FollowUp } from '#shared/follow-up'

export type FollowUpEditing = EntryEditing<FollowUp, FollowUpValue>

/** `entryEditing` of a follow-up of this page: its text, when it is due and whose it is. */
export function useFollowUpEditing(followUp: () => FollowUp): FollowUpEditing {
  const followUps = useFollowUps()
  const drafts = useDraftsIfAny()
  const { words } = useTime()

  return useEditingIn(followUps, followUp, entryEditing<FollowUp, FollowUpValue>({
    entry: followUp,
    valueOf: of => followUpValue(of, words),
    limit: followUpLimit,
    restored: drafts?.take(followUp().id),
    change: (of, version, value, stood) => followUps.change(of, followUpChange(version, value, stood)),
    accept: followUps.accept,
    keepDraft: draft => drafts?.keep(draft, followUp()),
  }))
}
