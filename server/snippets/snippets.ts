import { and, asc, count, eq, or, sql } from 'drizzle-orm'
import { write, type Database, type Transaction } from '../../db/database.ts'
import { snippets } from '../../db/schema.ts'
import type { NewSnippet, Snippet, SnippetChange } from '../../shared/snippet.ts'
import { Failure } from '../failure.ts'

/** Who asks: one's own snippets are nobody else's business, not even an administrator's. */
export interface Owner { portalId: number, userId: number, isAdmin: boolean }

export interface Snippets {
  /** One's own and everybody's, by title. */
  of(owner: Owner): Promise<Snippet[]>
  /**
   * Keeps a snippet, once: an id that this person already used gives back the one that stands.
   * @throws Failure `not-found` when the id is somebody else's, `too-many-snippets` when the person has 200.
   */
  add(owner: Owner, snippet: NewSnippet): Promise<{ snippet: Snippet, isNew: boolean }>
  /** @throws Failure `not-found`, `not-allowed` for somebody else's shared one. */
  change(owner: Owner, id: string, change: SnippetChange): Promise<Snippet>
  /** Repeatable. @throws Failure `not-allowed`. */
  remove(owner: Owner, id: string): Promise<void>
}

type Row = typeof snippets.$inferSelect

/** All of them come with every opening; of what others share, so many at most. */
const mostOwn = 200
const mostShown = 500

/** The snippets in the database. @param clock milliseconds since the epoch. */
export function createSnippets(database: Database, clock: () => number): Snippets {
  const visible = database.select().from(snippets)
    .where(and(eq(snippets.portalId, sql.placeholder('portalId')), or(eq(snippets.ownerId, sql.placeholder('userId')), eq(snippets.isShared, sql`1`))))
    .orderBy(asc(snippets.title), asc(snippets.id)).limit(mostShown).prepare()

  /** A snippet that this person may see. */
  function get(transaction: Transaction, { portalId, userId }: Owner, id: string): Row | undefined {
    const row = transaction.select().from(snippets).where(and(eq(snippets.portalId, portalId), eq(snippets.id, id))).get()
    return row && (row.isShared || row.ownerId === userId) ? row : undefined
  }

  return {
    async of(owner) {
      return visible.all({ portalId: owner.portalId, userId: owner.userId }).map(row => present(owner, row))
    },

    async add(owner, { id, ...values }) {
      const { portalId, userId } = owner
      return write(database, (transaction) => {
        const known = transaction.select().from(snippets).where(and(eq(snippets.portalId, portalId), eq(snippets.id, id))).get()
        if (known) {
          if (known.ownerId !== userId) throw new Failure('not-found')
          return { snippet: present(owner, known), isNew: false }
        }

        const own = transaction.select({ number: count() }).from(snippets).where(and(eq(snippets.portalId, portalId), eq(snippets.ownerId, userId))).get()
        if ((own?.number ?? 0) >= mostOwn) throw new Failure('too-many-snippets')
        const row = transaction.insert(snippets).values({ portalId, id, ownerId: userId, ...values, changedAt: clock() }).returning().get()
        return { snippet: present(owner, row), isNew: true }
      })
    },

    async change(owner, id, change) {
      return write(database, (transaction) => {
        const row = get(transaction, owner, id)
        if (!row) throw new Failure('not-found')
        if (!mayChange(owner, row)) throw new Failure('not-allowed')
        return present(owner, transaction.update(snippets).set({ ...change, changedAt: clock() })
          .where(and(eq(snippets.portalId, owner.portalId), eq(snippets.id, id))).returning().get())
      })
    },

    async remove(owner, id) {
      await write(database, (transaction) => {
        const row = get(transaction, owner, id)
        if (!row) return
        if (!mayChange(owner, row)) throw new Failure('not-allowed')
        transaction.delete(snippets).where(and(eq(snippets.portalId, owner.portalId), eq(snippets.id, id))).run()
      })
    },
  }
}

function mayChange({ userId, isAdmin }: Owner, { ownerId, isShared }: Row): boolean {
  return ownerId === userId || (isShared && isAdmin)
}

function present(owner: Owner, row: Row): Snippet {
  const { id, title, text, isShared } = row
  return { id, title, text, isShared, editable: mayChange(owner, row) }
}
