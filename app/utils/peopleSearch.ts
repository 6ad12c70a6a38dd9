import { ref, shallowRef } from 'vue'
import { codeOf, type CallFailure } from './apiFailure.ts'
import type { Person } from '#shared/thread'

interface Collaborators {
  /** Asks the server; an empty query answers who comes to mind first. Throws ApiFailure. */
  find: (query: string) => Promise<Person[]>
  /** Runs `task` after the pause in typing; returns what calls it off. */
  later: (task: () => void) => () => void
}

/**
 * Searches people while somebody types: after a pause, and the answer to an older question never takes the place of a newer one's. Until an
 * answer comes, those are left who were shown and whose names fit, so that nobody picks who was there before.
 */
export function peopleSearch({ find, later }: Collaborators) {
  const people = shallowRef<Person[]>([])
  const state = ref<'searching' | 'found' | CallFailure>('searching')
  let callOff = () => {}
  let asked = 0

  function search(query: string) {
    callOff()
    const number = ++asked
    people.value = people.value.filter(({ name }) => fits(name, query))
    state.value = 'searching'
    if (query) callOff = later(() => void ask(query, number))
    else void ask(query, number)
  }

  async function ask(query: string, number: number) {
    try {
      const found = await find(query)
      if (number !== asked) return
      people.value = found
      state.value = 'found'
    }
    catch (error) {
      if (number === asked) state.value = codeOf(error)
    }
  }

  return { people, state, search }
}

function fits(name: string, query: string): boolean {
  const words = query.toLocaleLowerCase().split(/\s+/)
  return words.every(word => name.toLocaleLowerCase().includes(word))
}
