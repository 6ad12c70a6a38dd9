/** What the answers said: `unknown` when none came, or one that does not tell whether it was done. */
export type Outcome = 'done' | 'refused' | 'unknown'

/** A text that was sent to be stored, once or several times. */
export interface Attempt {
  note: LedgerNote
  userId: number
  text: string
  /** The version that the text is to become. */
  version: number
  outcome: Outcome
}

/** A note as its writers know it. */
export interface LedgerNote {
  id: string
  portal: number
  deal: number
  authorId: number
  /** The newest acknowledged version and its text; 0 when it is not known to stand. */
  version: number
  text: string
  /** What it may be, after answers that did not come: one value is certain. */
  deleted: Set<boolean>
  pinned: Set<boolean>
  /** Who deleted it, as far as acknowledged. */
  deletedBy: number | null
  attempts: Attempt[]
  /** Somebody works on it: what the answers say is only certain one by one. */
  isBusy: boolean
}

/** A follow-up as its writers know it; what it may be after answers that did not come: one value is certain. */
export interface LedgerFollowUp {
  id: string
  portal: number
  deal: number
  authorId: number
  text: string
  /** Both until it was acknowledged. */
  stands: Set<boolean>
  state: Set<string>
  /** Somebody works on it: what the answers say is only certain one by one. */
  isBusy: boolean
}

/** The last texts that one person was typing on one deal; the last acknowledged one and all those after it may stand. */
export interface LedgerDraft { portal: number, deal: number, userId: number, mayStand: string[] }

/** All that was sent, with what became of it. */
export interface Ledger {
  notes: LedgerNote[]
  followUps: LedgerFollowUp[]
  /** The notes of a thread, oldest first. */
  thread(place: Pick<LedgerNote, 'portal' | 'deal'>): LedgerNote[]
  /** By text: each is unique. */
  attempts: Map<string, Attempt>
  drafts: Map<string, LedgerDraft>
  /** A note that is about to be written. */
  begin(note: Pick<LedgerNote, 'id' | 'portal' | 'deal' | 'authorId'>): LedgerNote
  /** A text that is about to be sent: refused, as long as nobody has answered otherwise. */
  attempt(note: LedgerNote, userId: number, text: string, version: number): Attempt
  /** A follow-up that is about to be written. */
  promise(followUp: Pick<LedgerFollowUp, 'id' | 'portal' | 'deal' | 'authorId' | 'text'>): LedgerFollowUp
  draft(place: Omit<LedgerDraft, 'mayStand'>): LedgerDraft
}

export function createLedger(): Ledger {
  const [notes, followUps, attempts, drafts]: [LedgerNote[], LedgerFollowUp[], Ledger['attempts'], Ledger['drafts']] = [[], [], new Map(), new Map()]
  const threads = new Map<string, LedgerNote[]>()

  function thread({ portal, deal }: Pick<LedgerNote, 'portal' | 'deal'>) {
    const key = `${portal}-${deal}`
    const known = threads.get(key) ?? []
    threads.set(key, known)
    return known
  }

  return {
    notes,
    followUps,
    thread,
    attempts,
    drafts,
    begin(note) {
      const begun: LedgerNote = { ...note, version: 0, text: '', deleted: new Set([false]), pinned: new Set([false]), deletedBy: null, attempts: [], isBusy: false }
      notes.push(begun)
      thread(note).push(begun)
      return begun
    },
    attempt(note, userId, text, version) {
      const attempt: Attempt = { note, userId, text, version, outcome: 'refused' }
      attempts.set(text, attempt)
      note.attempts.push(attempt)
      return attempt
    },
    promise(followUp) {
      const begun: LedgerFollowUp = { ...followUp, stands: new Set([false]), state: new Set(['open']), isBusy: true }
      followUps.push(begun)
      return begun
    },
    draft(place) {
      const key = `${place.portal}-${place.deal}-${place.userId}`
      const draft = drafts.get(key) ?? { ...place, mayStand: [''] }
      drafts.set(key, draft)
      return draft
    },
  }
}

/** One more answer to the same text: what is done stays done, and what may be done stays so. */
export function record(attempt: Attempt, outcome: Outcome) {
  if (attempt.outcome === 'done' || outcome === 'refused') return
  attempt.outcome = outcome
}

/** What a switch may be after it was to become `wanted`. */
export function settle<T>(state: Set<T>, wanted: T, outcome: Outcome) {
  if (outcome === 'done') state.clear()
  if (outcome !== 'refused') state.add(wanted)
}
