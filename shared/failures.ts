/**
 * Everything that can go wrong for a person, by stable code. The sentence for each stands in `i18n/locales` under
 * `failure.<code>`; the HTTP status is what the server answers with it.
 */
export const failures = {
  /** The address was opened in a browser, not by Bitrix24. */
  'outside': 405,
  /** A callback that is not one: no token, no portal, wrong form. */
  'malformed': 400,
  'too-large': 413,
  /** The portal is unknown, or its installation was never finished. */
  'not-installed': 403,
  /** The token is not alive, not ours, or not of that portal and user. */
  'token-refused': 403,
  /** The subject does not exist, or this person may not read it: on purpose one answer for both. */
  'not-available': 404,
  /** This person has no access to the application on the portal. */
  'no-app-access': 403,
  'not-administrator': 403,
  /** Of background work: no administrator who has opened Sidenote lends it the rights any more. */
  'no-administrator': 503,
  /** The placement is understood, but its view is not part of this version. */
  'not-built': 404,
  'portal-unreachable': 503,
  /** The portal does not give the application a permission, or has not the method, that this needs; the answer names it. */
  'missing-scope': 403,
  'oauth-unreachable': 503,
  /** The page's session is over or its portal was installed anew: open the widget again. */
  'session-over': 401,
  /** More of the same within a minute than people do; the answer says in `retry-after` when it is worth trying again. */
  'too-many-requests': 429,
  'invalid-input': 400,
  /** Somebody saved the note meanwhile; the answer carries the current one. */
  'note-conflict': 409,
  /** All pinned notes are shown first: there is room for 20 on a subject. */
  'too-many-pins': 409,
  /** All of them come with every opening: there is room for 200 of a person. */
  'too-many-snippets': 409,
  /** Not the author and not an administrator. */
  'not-allowed': 403,
  'not-found': 404,
  /** The database does not answer, or is damaged. */
  'storage': 503,
  /** Another process keeps the database to itself for longer than a person can wait. */
  'storage-busy': 503,
  /** There is no room left for what was to be stored. */
  'storage-full': 503,
  'unexpected': 500,
} as const

export type FailureCode = keyof typeof failures

/** Bitrix24's permissions that something here cannot do without; their names stand under `scope.<name>` in `i18n/locales`. */
export const scopes = ['crm', 'task', 'sonet_group', 'user', 'im', 'sale', 'calendar', 'telephony'] as const
export type PortalScope = typeof scopes[number]

/** The JSON answer of every refused API call. */
export interface FailureAnswer {
  code: FailureCode
  /** For the person's report and our log. */
  requestId: string
  /** With `note-conflict`: what is stored now. */
  current?: unknown
  /** With `missing-scope`. */
  scope?: PortalScope
}
