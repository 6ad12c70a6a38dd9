import DeleteIcon from '@bitrix24/b24icons-vue/outline/TrashcanIcon'
import EditIcon from '@bitrix24/b24icons-vue/outline/EditLIcon'
import LinkIcon from '@bitrix24/b24icons-vue/outline/LinkIcon'
import PinIcon from '@bitrix24/b24icons-vue/outline/PinIcon'
import UnpinIcon from '@bitrix24/b24icons-vue/outline/UnpinIcon'
import type { Note } from '#shared/thread'

/** What the viewer may do with one note, and what each of it says and does afterwards. */
export function useNoteActions(note: () => Note, editing: NoteEditing) {
  const { $t } = useNuxtApp()
  const { notes } = useThread()
  const { polite } = useAnnouncer()
  const { sayFailure } = useNotices()
  const remove = useRemoval(notes)
  const copyLink = useCopyLink()

  async function setPinned(pinned: boolean, pointed: boolean) {
    const { id } = note()
    const place = placeOf(id)
    try {
      await notes.setPinned(note(), pinned)
      polite($t(pinned ? 'note.pinned' : 'note.unpinned'))
    }
    catch (error) {
      sayFailure($t('note.notSaved'), codeOf(error), place)
    }
    // The note has moved to another list: the focus moves with it.
    await nextTick()
    focusEntry(id, { action: 'pin', stay: pointed })
  }

  return computed<EntryAction[]>(() => {
    const { pinned, editable } = note()
    const pin: EntryAction = {
      name: 'pin',
      label: $t(pinned ? 'note.unpin' : 'note.pin'),
      icon: pinned ? UnpinIcon : PinIcon,
      run: pointed => setPinned(!pinned, pointed),
    }
    const link: EntryAction = { name: 'link', label: $t('note.copyLink'), icon: LinkIcon, run: () => copyLink(note()) }
    if (!editable) return [pin, link]
    return [
      { name: 'edit', label: $t('note.edit'), icon: EditIcon, run: () => editing.open() },
      pin,
      link,
      { name: 'delete', label: $t('note.delete'), icon: DeleteIcon, run: () => remove(note(), $t('note.deleted')) },
    ]
  })
}
