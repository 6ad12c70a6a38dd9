import type { Subject } from './subject.ts'

/** A subject as one word: in addresses of our API, in links and as a key of caches. Apart from the schema, so that a page can have it without the validator. */
export function subjectKey({ kind, entityTypeId, id }: Subject): string {
  return `${kind}:${entityTypeId}:${id}`
}
