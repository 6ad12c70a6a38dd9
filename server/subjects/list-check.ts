import type { SubjectKind } from '../../shared/subject.ts'
import type { Answer, Command } from '../bitrix24/rest.ts'
import { asFailure } from '../failure.ts'
import { kindOf, objectOf } from './kinds/index.ts'
import type { Answers } from './kinds/kind.ts'
import type { PortalObject } from './subject.ts'

/** A subject as it is stored. */
export interface SubjectRow { id: number, kind: SubjectKind, entityTypeId: number, externalId: string, title: string | null }

/** The id of one that is asked about though nothing was written on it: it has no row in which an answer could be taken down. */
export const noRow = 0

/** By row id: may the person read it, and what does the portal call it? (null: nothing, or not the same to everybody) */
export type Checked = Map<number, { isReadable: boolean, title: string | null }>

/** One command of a batch, about one page of one type. */
export interface Check {
  command: Command
  /** @throws Failure `portal-unreachable` for anything that is no answer. */
  read(answer: Answer): Checked
}

interface Asked { row: SubjectRow, object: PortalObject }

/**
 * The commands that say which of these subjects a person may read.
 * @param userId null while nobody knows who asks: what is named differently to each is left out then.
 * @returns the commands, and what is clear without one.
 */
export function checksOf(rows: SubjectRow[], userId: number | null): { checks: Check[], clear: Checked } {
  const clear: Checked = new Map()
  const asked: Asked[] = []
  for (const row of rows) {
    const subject = { kind: row.kind, entityTypeId: row.entityTypeId, id: row.externalId }
    if (userId === null && isPersonal(subject)) continue
    const object = objectOf(subject, userId ?? 0)
    if (object && kindOf(object).list) asked.push({ row, object })
    else clear.set(row.id, { isReadable: object !== null, title: null })
  }
  const byType = Map.groupBy(asked, ({ object }) => `${object.kind}:${object.entityTypeId}`)
  return { checks: [...byType.values()].flatMap(checksOfType), clear }
}

/**
 * The first of these checks as commands of the one batch of an opening, and what its answers say. What is left out, or has no answer, is asked
 * for later, where the access table does not know it either.
 */
export function inBatch(checks: Check[], most: number): { commands: Record<string, Command>, read(answers: Answers): Checked } {
  const named = checks.slice(0, most).map((check, index) => ({ ...check, name: `check${index}` }))
  return {
    commands: Object.fromEntries(named.map(({ name, command }): [string, Command] => [name, command])),
    read: answers => new Map(named.flatMap(({ name, read }) => {
      const answer = answers[name]
      return answer ? answered(() => read(answer)) : []
    })),
  }
}

function answered(read: () => Checked) {
  try {
    return [...read()]
  }
  catch (error) {
    if (asFailure(error).code === 'portal-unreachable') return []
    throw error
  }
}

/** A phone number, and a private dialog. */
function isPersonal({ kind, id }: PortalObject): boolean {
  return kind === 'phone' || (kind === 'chat' && /^\d/.test(id))
}

function checksOfType(asked: Asked[]): Check[] {
  const list = asked[0] && kindOf(asked[0].object).list
  if (!list) return []
  return Array.from({ length: Math.ceil(asked.length / list.size) }, (_, index) => {
    const page = asked.slice(index * list.size, (index + 1) * list.size)
    const objects = page.map(({ object }) => object)
    return {
      command: list.command(objects),
      read(answer) {
        const readable = list.read(answer, objects)
        return new Map(page.map(({ row, object }) => [row.id, { isReadable: readable.has(object.id), title: readable.get(object.id) ?? null }]))
      },
    }
  })
}
