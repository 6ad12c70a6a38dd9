import type { Viewer } from '../../shared/opening.ts'
import type { SubjectCard } from '../../shared/subject.ts'
import type { Command } from '../bitrix24/rest.ts'
import type { Portal } from '../portals/portals.ts'
import type { Access } from './access.ts'
import { answersUnder, underName } from './batch-names.ts'
import type { Stages } from './stages.ts'
import { kindOf } from './kinds/index.ts'
import type { Answers, Found } from './kinds/kind.ts'
import { labelOf, pathOf } from './labels.ts'
import { checksOf, inBatch, noRow, type SubjectRow } from './list-check.ts'
import type { Readable } from './readable.ts'
import { subjectKey, type LinkedSubject, type PortalObject, type Subject } from './subject.ts'
import type { Subjects } from './subjects.ts'
import { dayIn } from './today.ts'

/** An object, as its viewer may see it now. */
export interface OpenedSubject {
  subject: Subject
  card: SubjectCard
  /** The subjects that it points to. */
  links: Subject[]
  /** What is rolled up into its thread. */
  linked: LinkedSubject[]
}

/** What an opening asks of the portal about one object, within its one batch, and what is made of the answers. */
export interface OpeningOf<Opened = OpenedSubject> {
  commands: Record<string, Command>
  /** @throws Failure `not-available`, `missing-scope` or `portal-unreachable`. */
  show(asked: { viewer: Viewer, answers: Answers }): Promise<Opened>
}

/**
 * The header of an object, and what is linked to it.
 * @param found the object is one that an earlier command of the batch finds, and its id a reference to that answer, `$result[found][CONTACT][0]`:
 * `as` leads the names of its commands, so that there is room for several; `last` is what it was the last time, whose surroundings are asked
 * about; null when nobody knows. Only CRM items can be asked for so, since their own answer says which they are.
 */
export type OpenSubject = (portal: Portal, object: PortalObject, found?: { as: string, last: Subject | null }) => OpeningOf

/** Of the batch's 50 commands. */
const mostChecks = 30

/** @param clock milliseconds since the epoch. */
export function createOpenSubject({ access, subjects, readable, stages, clock }: {
  access: Access
  subjects: Subjects
  readable: Readable
  stages: Stages
  clock: () => number
}): OpenSubject {
  return (portal, object, found) => {
    const kind = kindOf(object)
    const needs = kind.needs?.(object) ?? {}
    const present = found ? found.last : object
    const links = present ? subjects.lastLinks(portal.id, present) : []
    const around = present ? subjects.around(portal.id, present, links) : []
    // Asked for as all that is around is, so that "denied" and "absent" are the same for it, too.
    const named = withoutRow(kind.named?.(links), around)
    const checks = inBatch(checksOf([...named, ...around], null).checks, mostChecks)
    const own = { ...kind.decide(object), ...kind.surround?.(object), ...checks.commands }

    return {
      // What is asked about the portal is the same for all objects.
      commands: { ...(found ? underName(found.as, own) : own), ...stages.ask(portal.id, needs) },

      async show(asked) {
        const { viewer } = asked
        const answers = found ? answersUnder(found.as, asked.answers) : asked.answers
        const read = kind.read(object, answers, viewer.id)
        const { subject } = read
        access.granted(portal, viewer.id, subject, read.links)
        stages.learn(portal.id, needs, asked.answers)
        await subjects.remember(portal.id, subject, read.links, sharedTitle(read, viewer, object))
        const checked = checks.read(answers)
        await readable.record(portal.id, viewer.id, checked)
        const linked = await readable.linked(portal, viewer.id, subject, read.links)
        const titles = new Map([
          ...named.map(row => [keyOf(row), checked.get(noRow)?.title ?? null] as const),
          ...linked.map(({ label }) => [subjectKey(label), label.title] as const),
        ])
        return { subject, card: cardOf(read, { viewer, portal, answers, titles }), links: read.links, linked }
      },
    }
  }

  function cardOf(found: Found, { viewer, portal, answers, titles }: { viewer: Viewer, portal: Portal, answers: Answers, titles: Map<string, string | null> }): SubjectCard {
    const { subject, title, path } = found
    const now = clock()
    const facts = found.facts({
      answers,
      names: stages.names(portal.id),
      titleOf: subject => titles.get(subjectKey(subject)) ?? null,
      look: { now, today: dayIn(viewer.timeZone, now) },
    })
    return { ...labelOf(subject, title, viewer.id), path: path === undefined ? pathOf(subject, viewer.id) : path, facts }
  }
}

function keyOf({ kind, entityTypeId, externalId }: SubjectRow): string {
  return subjectKey({ kind, entityTypeId, id: externalId })
}

/** A subject as if it were stored, unless it is among those that are. */
function withoutRow(subject: Subject | undefined, stored: SubjectRow[]): SubjectRow[] {
  if (!subject || stored.some(row => keyOf(row) === subjectKey(subject))) return []
  return [{ id: noRow, kind: subject.kind, entityTypeId: subject.entityTypeId, externalId: subject.id, title: null }]
}

/** A private dialog is called by the other one's name: to both, and in lists, it is both names, in the order of the pair. */
function sharedTitle({ title, isTitlePersonal }: Found, { id, name }: Viewer, object: PortalObject): string | null {
  if (!isTitlePersonal || title === null) return title
  return (id < Number(object.id) ? [name, title] : [title, name]).join(', ')
}
