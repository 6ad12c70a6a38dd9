import DeleteIcon from '@bitrix24/b24icons-vue/outline/TrashcanIcon'
import EditIcon from '@bitrix24/b24icons-vue/outline/EditLIcon'
import PinIcon from '@bitrix24/b24icons-vue/outline/PinIcon'
import UnpinIcon from '@bitrix24/b24icons-vue/outline/UnpinIcon'
import type { Component } from 'vue'
import type { Note } from '#shared/thread'

export interface NoteAction {
  name: 'edit' | 'pin' | 'delete'
  label: string
  icon: Component
  run: () => void
}

/** What the viewer may do with one note, and what each of it says and does afterwards. */
export function useNoteActions(note: () => Note, editing: NoteEditing) {
  const { $t } = useNuxtApp()
  const thread = useThread()
  const { polite } = useAnnouncer()
  const { offerUndo, sayFailure } = useNotices()

  async function setPinned(pinned: boolean) {
    const { id } = note()
    try {
      await thread.setPinned(note(), pinned)
      polite($t(pinned ? 'note.pinned' : 'note.unpinned'))
    }
    catch (error) {
      sayFailure($t('note.notSaved'), codeOf(error))
    }
    // The note has moved to another list: the focus moves with it.
    await nextTick()
    focusNote(id, 'pin')
  }

  async function remove() {
    const removed = note()
    const top = placeOf(removed.id)
    focusNeighbour(removed.id)
    const removal = thread.remove(removed)
    offerUndo($t('note.deleted'), $t('note.undo'), top, async () => {
      await removal
      await thread.restore(removed.id)
      await nextTick()
      focusNote(removed.id)
    })
    await removal.catch(error => sayFailure($t('note.notDeleted'), codeOf(error)))
  }

  return computed<NoteAction[]>(() => {
    const { pinned, editable } = note()
    const pin: NoteAction = {
      name: 'pin',
      label: $t(pinned ? 'note.unpin' : 'note.pin'),
      icon: pinned ? UnpinIcon : PinIcon,
      run: () => setPinned(!pinned),
    }
    if (!editable) return [pin]
    return [
      { name: 'edit', label: $t('note.edit'), icon: EditIcon, run: () => editing.open() },
      pin,
      { name: 'delete', label: $t('note.delete'), icon: DeleteIcon, run: remove },
    ]
  })
}
