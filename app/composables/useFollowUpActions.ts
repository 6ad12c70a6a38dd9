import CancelIcon from '@bitrix24/b24icons-vue/outline/CircleCrossIcon'
import DeleteIcon from '@bitrix24/b24icons-vue/outline/TrashcanIcon'
import EditIcon from '@bitrix24/b24icons-vue/outline/EditLIcon'
import ReassignIcon from '@bitrix24/b24icons-vue/outline/DelegateIcon'
import ReopenIcon from '@bitrix24/b24icons-vue/outline/UndoIcon'
import type { FollowUp } from '#shared/follow-up'

/** What the viewer may do with one follow-up beside finishing it. Text and existence are the author's, the rest everybody's who sees it. */
export function useFollowUpActions(followUp: () => FollowUp, edit: (part: FollowUpPart) => void) {
  const { $t } = useNuxtApp()
  const setState = useFollowUpState(followUp)
  const remove = useRemoval(useFollowUps())

  return computed<EntryAction[]>(() => {
    const { state, editable } = followUp()
    const actions: EntryAction[] = state === 'open'
      ? [
          { name: 'edit', label: $t('note.edit'), icon: EditIcon, run: () => edit(editable ? 'text' : 'due') },
          { name: 'reassign', label: $t('followUp.reassign'), icon: ReassignIcon, run: () => edit('assignee') },
          { name: 'cancel', label: $t('followUp.cancel'), icon: CancelIcon, run: () => setState('cancelled') },
        ]
      : [{ name: 'reopen', label: $t('followUp.reopen'), icon: ReopenIcon, run: () => setState('open') }]
    if (!editable) return actions
    return [...actions, { name: 'delete', label: $t('note.delete'), icon: DeleteIcon, run: () => remove(followUp(), $t('followUp.deleted')) }]
  })
}
