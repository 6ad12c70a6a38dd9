/** Marks an entry in its list while its editor is open: it stays there, also when somebody else deletes it. */
export function useEditingIn<Editing extends Pick<EntryEditing, 'isOpen'>>({ edited }: { edited: Set<string> }, entry: () => Entry, editing: Editing): Editing {
  watch(editing.isOpen, isOpen => isOpen ? edited.add(entry().id) : edited.delete(entry().id), { immediate: true })
  return editing
}
