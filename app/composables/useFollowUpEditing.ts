import type { FollowUp } from '#shared/follow-up'

export type FollowUpEditing = EntryEditing<FollowUp, FollowUpValue>

/** `entryEditing` of a follow-up of this page: its text, when it is due and whose it is. */
export function useFollowUpEditing(followUp: () => FollowUp): FollowUpEditing {
  const followUps = useFollowUps()
  const drafts = useDraftsIfAny()
  const draft = drafts?.take(followUp().id)
  const { words } = useTime()
  const valueOf = (of: FollowUp) => followUpValue(of, words)

  return useEditingIn(followUps, followUp, entryEditing<FollowUp, FollowUpValue>({
    entry: followUp,
    valueOf,
    limit: followUpLimit,
    restored: draft && { value: { ...valueOf(followUp()), text: draft.text, ...draft.terms }, baseVersion: draft.baseVersion },
    change: (of, version, value, stood) => followUps.change(of, followUpChange(version, value, stood)),
    accept: followUps.accept,
    keepDraft: (kept, { due, assignee }) => drafts?.keep({ ...kept, terms: { due, assignee } }, followUp()),
  }))
}
