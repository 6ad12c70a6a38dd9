import type { Component } from 'vue'

/** What the viewer may do with one entry: a button of `EntryActions`. */
export interface EntryAction {
  name: 'edit' | 'pin' | 'reassign' | 'cancel' | 'reopen' | 'link' | 'delete'
  label: string
  icon: Component
  /** @param pointed by a pointer, not by a key */
  run: (pointed: boolean) => void
}
