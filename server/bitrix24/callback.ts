import { z } from 'zod'
import { knownLanguage } from '../../shared/languages.ts'
import { Failure } from '../failure.ts'
import { Secret } from '../secret.ts'

/**
 * What Bitrix24 posts when somebody opens a widget, as far as it may be used before it is verified: nothing in here is believed, since it
 * comes out of a browser. DOMAIN is left out on purpose: it is never trusted nor contacted (invariant 2).
 */
export interface Callback {
  placement: string
  /** PLACEMENT_OPTIONS, scalars as strings. */
  options: Record<string, unknown>
  accessToken: Secret
  refreshToken: Secret | null
  memberId: string
  /** As posted; only its origin is used, and only if it is on the allow-list. */
  serverEndpoint: string | null
  applicationToken: Secret | null
  /** Interface language of the person, Bitrix24's code. */
  lang: string
}

const token = z.string().regex(/^[\x21-\x7e]{8,512}$/).transform(value => new Secret(value))

/** Fields come in the query, in the body or in both; older portals send fewer of them. The rest of the form is nobody's business. */
const form = z.object({
  AUTH_ID: token,
  REFRESH_ID: token.nullish().catch(null),
  member_id: z.string().regex(/^[\w-]{1,64}$/),
  SERVER_ENDPOINT: z.string().nullish(),
  APPLICATION_TOKEN: token.nullish().catch(null),
  // The application's own page is DEFAULT; portals post codes in upper case, whatever case they were bound in.
  PLACEMENT: z.string().max(100).default('DEFAULT').transform(code => code.toUpperCase() || 'DEFAULT'),
  PLACEMENT_OPTIONS: z.string().nullish(),
  LANG: z.string().nullish().transform(knownLanguage),
})

/**
 * PLACEMENT_OPTIONS as an object: it is a JSON string, but an empty string, PHP's empty array `[]` and the word `undefined` occur too.
 * @see https://apidocs.bitrix24.com/api-reference/widgets/index.html
 */
export function parseOptions(json: string | null | undefined): Record<string, unknown> {
  if (!json || json === 'undefined') return {}
  try {
    const options: unknown = JSON.parse(json)
    return typeof options === 'object' && options !== null && !Array.isArray(options) ? { ...options } : {}
  }
  catch {
    return {}
  }
}

/**
 * Reads a callback out of the query and the form-encoded body of a request (the body wins where both have a field).
 * @throws Failure `malformed` without AUTH_ID or member_id.
 */
export function parseCallback(query: URLSearchParams, body: URLSearchParams): Callback {
  const read = form.safeParse({ ...Object.fromEntries(query), ...Object.fromEntries(body) })
  if (!read.success) throw new Failure('malformed', { cause: read.error })

  const fields = read.data
  return {
    placement: fields.PLACEMENT,
    options: parseOptions(fields.PLACEMENT_OPTIONS),
    accessToken: fields.AUTH_ID,
    refreshToken: fields.REFRESH_ID ?? null,
    memberId: fields.member_id,
    serverEndpoint: fields.SERVER_ENDPOINT || null,
    applicationToken: fields.APPLICATION_TOKEN ?? null,
    lang: fields.LANG,
  }
}

/** A callback as plain JSON, to be sealed for the client, and back (invariant 3). */
export function packCallback(callback: Callback) {
  return {
    ...callback,
    accessToken: callback.accessToken.reveal(),
    refreshToken: callback.refreshToken?.reveal() ?? null,
    applicationToken: callback.applicationToken?.reveal() ?? null,
  }
}

const packed = z.object({
  placement: z.string(),
  options: z.record(z.string(), z.unknown()),
  accessToken: token,
  refreshToken: token.nullable(),
  memberId: z.string(),
  serverEndpoint: z.string().nullable(),
  applicationToken: token.nullable(),
  lang: z.string(),
})

/** @throws ZodError when the JSON is not of `packCallback`. */
export function unpackCallback(json: unknown): Callback {
  return packed.parse(json)
}
