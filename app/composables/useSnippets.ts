import { v7 as uuidv7 } from 'uuid'
import type { Snippet } from '#shared/snippet'

/** What a person writes of a snippet. */
export type SnippetContent = Pick<Snippet, 'title' | 'text' | 'isShared'>

/** The snippets of this page. What is changed is shown when the server has it; a failure is thrown to whoever asked. */
export function useSnippets(stored: Snippet[]) {
  const { call, send } = useApi()
  const { tag } = useNuxtApp().$language
  const items = shallowRef(stored)

  function show(snippet: Snippet) {
    items.value = [...items.value.filter(({ id }) => id !== snippet.id), snippet].sort((a, b) => a.title.localeCompare(b.title, tag))
  }

  /** @param id a new one; the same again when its saving is repeated @throws ApiFailure */
  async function add(id: string, written: SnippetContent) {
    show(await call<Snippet>('/api/snippets', { method: 'POST', body: { id, ...written } }))
  }

  /** @throws ApiFailure */
  async function change(id: string, { title, text, isShared }: SnippetContent) {
    show(await call<Snippet>(`/api/snippets/${id}`, { method: 'PATCH', body: { title, text, isShared } }))
  }

  /** @throws ApiFailure; then it is there again */
  async function remove(snippet: Snippet) {
    items.value = items.value.filter(({ id }) => id !== snippet.id)
    try {
      await send(`/api/snippets/${snippet.id}`, { method: 'DELETE' })
    }
    catch (error) {
      show(snippet)
      throw error
    }
  }

  return { items, newId: uuidv7, add, change, remove }
}
