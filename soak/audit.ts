import type { Ledger } from './ledger.ts'

/** What the database holds; portals by their number in the run. */
export interface Stored {
  portals: { portal: number, state: string }[]
  notes: { portal: number, deal: number, id: string, authorId: number, text: string, version: number, isDeleted: boolean, isPinned: boolean }[]
  versions: { portal: number, noteId: string, version: number, text: string, userId: number }[]
  /** `lastState` and `versions`: of their history. */
  followUps: { portal: number, deal: number, id: string, authorId: number, text: string, state: string, lastState: string, version: number, versions: number }[]
  drafts: { portal: number, deal: number, userId: number, text: string }[]
}

/** One thing that is not as it has to be: which, and where. */
export interface Finding { what: 'lost' | 'duplicated' | 'changed' | 'stranger' | 'portal' | 'process' | 'answer', where: string }

/**
 * Compares what was acknowledged with what is stored.
 * @param installed the portals that have the application.
 */
export function audit(ledger: Ledger, stored: Stored, installed: number[]): Finding[] {
  return [...lost(ledger, stored), ...unasked(ledger, stored), ...inconsistent(stored), ...switched(ledger, stored), ...promised(ledger, stored), ...drafted(ledger, stored), ...removed(stored, installed)]
}

const key = (...parts: (string | number)[]) => parts.join(' ')

/** What was acknowledged has to stand: as that version of that note, by that person, on that deal of that portal. */
function lost({ attempts }: Ledger, { notes, versions }: Stored): Finding[] {
  const texts = new Map(versions.map(row => [key(row.portal, row.noteId, row.version), row]))
  const rows = new Map(notes.map(row => [key(row.portal, row.id), row]))
  return [...attempts.values()].filter(({ outcome }) => outcome === 'done').flatMap(({ note, userId, text, version }): Finding[] => {
    const where = `${text.split(' ')[0]}, version ${version} of note ${note.id}`
    const row = rows.get(key(note.portal, note.id))
    if (!row) return [{ what: 'lost', where: `${where}: there is no such note` }]
    if (row.deal !== note.deal || row.authorId !== note.authorId) return [{ what: 'changed', where: `${where}: it is on deal ${row.deal}, by ${row.authorId}` }]
    const stands = texts.get(key(note.portal, note.id, version))
    if (stands?.text !== text) return [{ what: 'lost', where: `${where}: there is ${stands?.text ?? 'nothing'}` }]
    if (stands.userId !== userId) return [{ what: 'changed', where: `${where}: it is by ${stands.userId}, not ${userId}` }]
    return []
  })
}

/** What stands has to have been sent, for this note, once, and not refused. */
function unasked({ attempts }: Ledger, { versions }: Stored): Finding[] {
  const seen = new Set<string>()
  return versions.flatMap(({ portal, noteId, version, text, userId }): Finding[] => {
    const where = `${text.split(' ')[0]}, version ${version} of note ${noteId} on portal ${portal}`
    const attempt = attempts.get(text)
    if (!attempt) return [{ what: 'changed', where: `${where}: nobody wrote it` }]
    if (seen.has(text)) return [{ what: 'duplicated', where }]
    seen.add(text)
    const { note, outcome } = attempt
    if (note.portal !== portal || note.id !== noteId || attempt.version !== version || attempt.userId !== userId) return [{ what: 'changed', where: `${where}: it was not written there` }]
    if (outcome === 'refused') return [{ what: 'changed', where: `${where}: its writer was told that it is not stored` }]
    return []
  })
}

/** A note is its newest version, and none between is missing. */
function inconsistent({ notes, versions }: Stored): Finding[] {
  const of = Map.groupBy(versions, row => key(row.portal, row.noteId))
  return notes.flatMap((note): Finding[] => {
    const rows = (of.get(key(note.portal, note.id)) ?? []).toSorted((a, b) => a.version - b.version)
    const isWhole = rows.every(({ version }, index) => version === index + 1) && rows.length === note.version && rows.at(-1)?.text === note.text
    return isWhole ? [] : [{ what: 'changed', where: `note ${note.id} on portal ${note.portal} is version ${note.version}, its history has ${rows.map(({ version }) => version).join(', ') || 'none'}` }]
  })
}

/** Deleted and pinned as acknowledged. */
function switched({ notes }: Ledger, stored: Stored): Finding[] {
  const rows = new Map(stored.notes.map(row => [key(row.portal, row.id), row]))
  return notes.flatMap(({ portal, id, deleted, pinned }): Finding[] => {
    const row = rows.get(key(portal, id))
    if (!row) return []
    return [
      ...(deleted.has(row.isDeleted) ? [] : [{ what: 'changed' as const, where: `note ${id} on portal ${portal} is ${row.isDeleted ? '' : 'not '}deleted` }]),
      ...(pinned.has(row.isPinned) ? [] : [{ what: 'changed' as const, where: `note ${id} on portal ${portal} is ${row.isPinned ? '' : 'not '}pinned` }]),
    ]
  })
}

/** An acknowledged follow-up stands, once, as it was left; what stands was sent and not refused, and its history is whole. */
function promised({ followUps }: Ledger, stored: Stored): Finding[] {
  const rows = Map.groupBy(stored.followUps, ({ text }) => text)
  const sent = new Set(followUps.map(({ text }) => text))
  return [
    ...followUps.flatMap(({ id, portal, deal, authorId, text, stands, state }): Finding[] => {
      const where = `follow-up ${id} on portal ${portal}`
      const [row, ...twins] = rows.get(text) ?? []
      if (twins.length) return [{ what: 'duplicated', where }]
      if (!stands.has(row !== undefined)) return [{ what: row ? 'changed' : 'lost', where: `${where} ${row ? 'is there, though it was refused' : 'is not there'}` }]
      if (!row) return []
      if (row.id !== id || row.portal !== portal || row.deal !== deal || row.authorId !== authorId) return [{ what: 'changed', where: `${where} is ${row.id} on deal ${row.deal} of portal ${row.portal}, by ${row.authorId}` }]
      if (!state.has(row.state) || row.lastState !== row.state || row.versions !== row.version) return [{ what: 'changed', where: `${where} is ${row.state}, version ${row.version} of ${row.versions}, its history ends with ${row.lastState}` }]
      return []
    }),
    ...stored.followUps.filter(({ text }) => !sent.has(text)).map(({ id, portal }): Finding => ({ what: 'changed', where: `nobody wrote follow-up ${id} on portal ${portal}` })),
  ]
}

/** Of what somebody is typing, the last that was acknowledged, or one sent after it. */
function drafted({ drafts }: Ledger, stored: Stored): Finding[] {
  const rows = new Map(stored.drafts.map(row => [key(row.portal, row.deal, row.userId), row.text]))
  return [...drafts.values()].flatMap(({ portal, deal, userId, mayStand }): Finding[] => {
    const text = rows.get(key(portal, deal, userId)) ?? ''
    return mayStand.includes(text) ? [] : [{ what: 'lost', where: `the draft of ${userId} on deal ${deal} of portal ${portal} is "${text}", not "${mayStand[0]}"` }]
  })
}

/** No event but a true one removes the application. */
function removed({ portals }: Stored, installed: number[]): Finding[] {
  const states = new Map(portals.map(({ portal, state }) => [portal, state]))
  return installed.filter(portal => states.get(portal) !== 'installed').map(portal => ({ what: 'portal', where: `portal ${portal} is ${states.get(portal) ?? 'unknown'}, though it has the application` }))
}
