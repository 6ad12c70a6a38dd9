import { sql } from 'drizzle-orm'
import { foreignKey, index, integer, primaryKey, sqliteTable, text, unique, uniqueIndex } from 'drizzle-orm/sqlite-core'

/** Milliseconds since the epoch, UTC. */
const moment = (name: string) => integer(name, { mode: 'number' })
const flag = (name: string) => integer(name, { mode: 'boolean' })

/** The tenant: leads every key and every query. */
const portalId = () => integer('portal_id').notNull().references(() => portals.id, { onDelete: 'cascade' })

export const portals = sqliteTable('portals', {
  /** Never given twice: a session of an erased portal is nobody's. */
  id: integer('id').primaryKey({ autoIncrement: true }),
  /** Bitrix24's stable key of a portal; the domain can change. */
  memberId: text('member_id').notNull().unique(),
  /** `pending` until an installation has been finished, `uninstalled` when a removal was believed. */
  state: text('state', { enum: ['pending', 'installed', 'uninstalled'] }).notNull(),
  /** Raised by every removal and by every installation that was not preceded by a known one; sessions of an older one are over. */
  generation: integer('generation').notNull(),
  /** REST of the portal and of its OAuth server, both ending in `/rest/`; from a verdict, never from a form. */
  clientEndpoint: text('client_endpoint').notNull(),
  serverEndpoint: text('server_endpoint').notNull(),
  /** SHA-256 of application_token. The previous one counts for a day after an update: what was sent before it is still under way. */
  applicationToken: text('application_token'),
  applicationTokenSince: moment('application_token_since'),
  previousApplicationToken: text('previous_application_token'),
  /** Rises with every change on this portal; clients ask "since seq". */
  seq: integer('seq').notNull().default(0),
  createdAt: moment('created_at').notNull(),
  installedAt: moment('installed_at'),
  uninstalledAt: moment('uninstalled_at'),
  /** When everything of this portal is erased, unless it is installed again before. */
  eraseAt: moment('erase_at'),
  /** When what is registered there was last compared with what should be. */
  reconciledAt: moment('reconciled_at'),
})

/** People of a portal, as their own verified openings introduced them. */
export const users = sqliteTable('users', {
  portalId: portalId(),
  /** Bitrix24's id. */
  userId: integer('user_id').notNull(),
  name: text('name').notNull(),
  isAdmin: flag('is_admin').notNull(),
  timeZone: text('time_zone').notNull(),
  /** Of a recent opening, not to the minute: whose rights background work tries first. */
  seenAt: moment('seen_at').notNull(),
}, table => [primaryKey({ columns: [table.portalId, table.userId] })])

/** What the portal calls people who were given something to do, or are named otherwise; whether they ever open Sidenote or not. */
export const colleagues = sqliteTable('colleagues', {
  portalId: portalId(),
  userId: integer('user_id').notNull(),
  name: text('name').notNull(),
}, table => [primaryKey({ columns: [table.portalId, table.userId] })])

/** One pair of tokens per person: everything is asked of Bitrix24 with the rights of the one who asks. */
export const tokens = sqliteTable('tokens', {
  portalId: portalId(),
  userId: integer('user_id').notNull(),
  /** Both tokens, sealed (server/seal.ts). */
  sealed: text('sealed').notNull(),
  keyId: text('key_id').notNull(),
  expiresAt: moment('expires_at').notNull(),
  /** Raised by every write: the swap of a refresh only replaces the pair it started from. */
  generation: integer('generation').notNull(),
  /** `held`: refused for a reason outside the pair (not paid, not installed), asked again later. `dead`: only the person's next opening brings another. */
  state: text('state', { enum: ['good', 'held', 'dead'] }).notNull(),
  /** Why it is not good, the OAuth server's code, and since when. */
  refusal: text('refusal'),
  refusedAt: moment('refused_at'),
  /** By an opening or a refresh: a refresh token dies after 180 days. */
  renewedAt: moment('renewed_at').notNull(),
  /** Held by the process that refreshes the pair, until it is done or until this moment. */
  leaseId: text('lease_id'),
  leaseUntil: moment('lease_until'),
}, table => [primaryKey({ columns: [table.portalId, table.userId] })])

/** Bitrix24 objects that something was written on, or that link two such. */
export const subjects = sqliteTable('subjects', {
  id: integer('id').primaryKey(),
  portalId: portalId(),
  kind: text('kind', { enum: ['crm-item', 'activity', 'task', 'workgroup', 'user', 'chat', 'phone'] }).notNull(),
  /** 0 for kinds without one. */
  entityTypeId: integer('entity_type_id').notNull(),
  externalId: text('external_id').notNull(),
  /** As the portal called it when it was last asked: for lists, and only for who may read it. */
  title: text('title'),
}, table => [
  unique().on(table.portalId, table.kind, table.entityTypeId, table.externalId),
  // What others refer to: a row of one portal can never belong to a subject of another.
  unique().on(table.portalId, table.id),
])

/** A deal's contact, company …: remembered with a note, refreshed by each opening of a subject that has a row. */
export const subjectLinks = sqliteTable('subject_links', {
  portalId: portalId(),
  fromId: integer('from_id').notNull(),
  toId: integer('to_id').notNull(),
}, table => [
  foreignKey({ columns: [table.portalId, table.fromId], foreignColumns: [subjects.portalId, subjects.id] }).onDelete('cascade'),
  foreignKey({ columns: [table.portalId, table.toId], foreignColumns: [subjects.portalId, subjects.id] }).onDelete('cascade'),
  primaryKey({ columns: [table.portalId, table.fromId, table.toId] }),
  index('subject_links_back').on(table.portalId, table.toId),
])

/**
 * Which subjects a person may read, as the portal answered lately: lists and search join it, so that neither a page nor a count says anything
 * of what somebody may not see. Nobody's thread is opened on its word.
 */
export const access = sqliteTable('access', {
  portalId: portalId(),
  userId: integer('user_id').notNull(),
  subjectId: integer('subject_id').notNull(),
  isReadable: flag('is_readable').notNull(),
  checkedAt: moment('checked_at').notNull(),
}, table => [
  primaryKey({ columns: [table.portalId, table.userId, table.subjectId] }),
  foreignKey({ columns: [table.portalId, table.subjectId], foreignColumns: [subjects.portalId, subjects.id] }).onDelete('cascade'),
])

const authored = {
  portalId: portalId(),
  subjectId: integer('subject_id').notNull(),
  authorId: integer('author_id').notNull(),
  text: text('text').notNull(),
  /** Starts at 1; a change names the version it was made from. */
  version: integer('version').notNull().default(1),
  createdAt: moment('created_at').notNull(),
  editedAt: moment('edited_at'),
  editedBy: integer('edited_by'),
  /** Soft: what was deleted can be restored until it is purged. */
  deletedAt: moment('deleted_at'),
  deletedBy: integer('deleted_by'),
  /** What the page it was written on had been opened on, if not the subject itself (shared/thread.ts, sourceSchema). */
  source: text('source', { mode: 'json' }).$type<unknown>(),
  /** The portal's `seq` of the last change. */
  seq: integer('seq').notNull(),
}

export const notes = sqliteTable('notes', {
  /** Order of arrival: the newest has the greatest. */
  rowId: integer('row_id').primaryKey({ autoIncrement: true }),
  /** UUIDv7 made by the client. */
  id: text('id').notNull(),
  ...authored,
  pinned: flag('pinned').notNull().default(false),
}, table => [
  unique().on(table.portalId, table.id),
  foreignKey({ columns: [table.portalId, table.subjectId], foreignColumns: [subjects.portalId, subjects.id] }),
  index('notes_of_subject').on(table.portalId, table.subjectId, table.createdAt, table.rowId),
  index('notes_by_author').on(table.portalId, table.subjectId, table.authorId, table.createdAt, table.rowId),
  index('notes_pinned').on(table.portalId, table.subjectId).where(sql`${table.pinned} = 1`),
  index('notes_with_source').on(table.portalId, table.createdAt).where(sql`${table.source} is not null`),
  index('notes_changed').on(table.portalId, table.subjectId, table.seq),
  index('notes_lately').on(table.portalId, table.seq),
  index('notes_of_author').on(table.portalId, table.authorId, table.seq),
])

/** Append-only: every text that a note ever had, the present one too. */
export const noteVersions = sqliteTable('note_versions', {
  portalId: portalId(),
  noteId: text('note_id').notNull(),
  version: integer('version').notNull(),
  text: text('text').notNull(),
  userId: integer('user_id').notNull(),
  at: moment('at').notNull(),
}, table => [
  primaryKey({ columns: [table.portalId, table.noteId, table.version] }),
  foreignKey({ columns: [table.portalId, table.noteId], foreignColumns: [notes.portalId, notes.id] }).onDelete('cascade'),
])

/** A promise: what, by when, who. */
export const followUps = sqliteTable('follow_ups', {
  rowId: integer('row_id').primaryKey({ autoIncrement: true }),
  id: text('id').notNull(),
  ...authored,
  assigneeId: integer('assignee_id').notNull(),
  state: text('state', { enum: ['open', 'done', 'cancelled'] }).notNull().default('open'),
  /** YYYY-MM-DD, HH:MM and the IANA zone they are meant in; `due_at` is derived from the three. */
  dueOn: text('due_on').notNull(),
  dueTime: text('due_time'),
  zone: text('zone').notNull(),
  dueAt: moment('due_at').notNull(),
  /** Who finished or cancelled it, and when; empty while it is open. */
  closedAt: moment('closed_at'),
  closedBy: integer('closed_by'),
  /** Recurrence rule (RFC 5545), if it repeats. */
  recurrence: text('recurrence'),
}, table => [
  unique().on(table.portalId, table.id),
  foreignKey({ columns: [table.portalId, table.subjectId], foreignColumns: [subjects.portalId, subjects.id] }),
  index('follow_ups_open').on(table.portalId, table.subjectId, table.dueAt).where(sql`${table.state} = 'open'`),
  index('follow_ups_closed').on(table.portalId, table.subjectId, table.closedAt, table.rowId),
  index('follow_ups_closed_since').on(table.portalId, table.state, table.closedAt).where(sql`${table.closedAt} is not null`),
  index('follow_ups_by_author').on(table.portalId, table.subjectId, table.authorId, table.closedAt, table.rowId),
  index('follow_ups_changed').on(table.portalId, table.subjectId, table.seq),
  index('follow_ups_due').on(table.portalId, table.state, table.dueAt, table.rowId),
  index('follow_ups_lately').on(table.portalId, table.seq),
  index('follow_ups_of_author').on(table.portalId, table.authorId, table.seq),
  index('follow_ups_of_person').on(table.portalId, table.assigneeId, table.state, table.dueAt, table.rowId),
])

/** Append-only: every state that a follow-up ever was in, the present one too. */
export const followUpVersions = sqliteTable('follow_up_versions', {
  portalId: portalId(),
  followUpId: text('follow_up_id').notNull(),
  version: integer('version').notNull(),
  text: text('text').notNull(),
  assigneeId: integer('assignee_id').notNull(),
  state: text('state', { enum: ['open', 'done', 'cancelled'] }).notNull(),
  dueOn: text('due_on').notNull(),
  dueTime: text('due_time'),
  userId: integer('user_id').notNull(),
  at: moment('at').notNull(),
}, table => [
  primaryKey({ columns: [table.portalId, table.followUpId, table.version] }),
  foreignKey({ columns: [table.portalId, table.followUpId], foreignColumns: [followUps.portalId, followUps.id] }).onDelete('cascade'),
])

/**
 * What can be found by search: a row per note and follow-up. Their words are in the FTS5 table `search_index` (the migration `search`) under the
 * same row id; a trigger takes them out with the row.
 */
export const searchEntries = sqliteTable('search_entries', {
  /** Portal and order of writing in one number (server/threads/search-index.ts): those of a portal stand side by side, the newest last. */
  rowId: integer('row_id').primaryKey(),
  portalId: portalId(),
  /** As in the note or follow-up, which see to it that it is one of the same portal. */
  subjectId: integer('subject_id').notNull(),
  kind: text('kind', { enum: ['note', 'follow-up'] }).notNull(),
  /** `row_id` of the note or follow-up. */
  entryId: integer('entry_id').notNull(),
  /** False: it is older than the index, and waits for the job that fills it. */
  isIndexed: flag('is_indexed').notNull(),
}, table => [
  unique().on(table.portalId, table.kind, table.entryId),
  index('search_entries_waiting').on(table.portalId, table.rowId).where(sql`${table.isIndexed} = 0`),
])

/** What is being typed: browser storage is denied in a frame. `note_id` is empty for a new note. */
export const drafts = sqliteTable('drafts', {
  portalId: portalId(),
  userId: integer('user_id').notNull(),
  subjectId: integer('subject_id').notNull(),
  noteId: text('note_id').notNull(),
  text: text('text').notNull(),
  baseVersion: integer('base_version'),
  /** Of a follow-up: by when, and who (shared/follow-up.ts, followUpTerms). */
  terms: text('terms', { mode: 'json' }).$type<unknown>(),
  updatedAt: moment('updated_at').notNull(),
}, table => [
  primaryKey({ columns: [table.portalId, table.userId, table.subjectId, table.noteId] }),
  foreignKey({ columns: [table.portalId, table.subjectId], foreignColumns: [subjects.portalId, subjects.id] }).onDelete('cascade'),
])

/** Texts that somebody writes again and again, into chats: for oneself, or for everybody on the portal. */
export const snippets = sqliteTable('snippets', {
  portalId: portalId(),
  /** UUIDv7 made by the client. */
  id: text('id').notNull(),
  ownerId: integer('owner_id').notNull(),
  isShared: flag('is_shared').notNull(),
  title: text('title').notNull(),
  text: text('text').notNull(),
  changedAt: moment('changed_at').notNull(),
}, table => [
  primaryKey({ columns: [table.portalId, table.id] }),
  index('snippets_of_person').on(table.portalId, table.ownerId, table.title),
  index('snippets_shared').on(table.portalId, table.isShared, table.title),
])

export const settings = sqliteTable('settings', {
  portalId: portalId(),
  key: text('key').notNull(),
  value: text('value', { mode: 'json' }).notNull(),
}, table => [primaryKey({ columns: [table.portalId, table.key] })])

/** Events of Bitrix24 that carried the portal's application_token, once each; the newest of each portal. */
export const eventsInbox = sqliteTable('events_inbox', {
  id: integer('id').primaryKey({ autoIncrement: true }),
  portalId: portalId(),
  /** Derived from the event's content: the queue may deliver twice. */
  key: text('key').notNull(),
  event: text('event').notNull(),
  /** The `data` of the event; its `auth` is not kept. */
  data: text('data', { mode: 'json' }).notNull(),
  /** False: it carried only the portal's token, which every employee can read in a widget's form. Not to be acted on before the portal was asked. */
  verified: flag('verified').notNull(),
  generation: integer('generation').notNull(),
  receivedAt: moment('received_at').notNull(),
}, table => [unique().on(table.portalId, table.key)])

/** Sealed callbacks that were redeemed: each counts once, across processes. */
export const redeemedCallbacks = sqliteTable('redeemed_callbacks', {
  id: text('id').primaryKey(),
  expiresAt: moment('expires_at').notNull(),
})

/** Background work, of one portal or of none; what is done is not kept. */
export const jobs = sqliteTable('jobs', {
  id: integer('id').primaryKey({ autoIncrement: true }),
  portalId: integer('portal_id').references(() => portals.id, { onDelete: 'cascade' }),
  kind: text('kind').notNull(),
  /** What makes two tasks of a kind the same one. */
  key: text('key').notNull(),
  payload: text('payload', { mode: 'json' }),
  state: text('state', { enum: ['waiting', 'running', 'failed'] }).notNull(),
  attempts: integer('attempts').notNull().default(0),
  runAt: moment('run_at').notNull(),
  claimedBy: text('claimed_by'),
  leaseUntil: moment('lease_until'),
  /** Code of the last failure. */
  failure: text('failure'),
  createdAt: moment('created_at').notNull(),
}, table => [
  uniqueIndex('jobs_waiting').on(table.kind, table.key).where(sql`${table.state} = 'waiting'`),
  index('jobs_due').on(table.state, table.runAt),
])

/** What was erased of a portal that removed the application: the receipt, with no word of what it was. */
export const erasures = sqliteTable('erasures', {
  id: integer('id').primaryKey({ autoIncrement: true }),
  memberId: text('member_id').notNull(),
  /** Rows by table. */
  counts: text('counts', { mode: 'json' }).$type<Record<string, number>>().notNull(),
  erasedAt: moment('erased_at').notNull(),
})
