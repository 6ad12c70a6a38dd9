import { OAUTH_ERRORS } from '../oauth/errors.ts'
import { SYSTEM_ERRORS } from '../rest/error.ts'

/** A page of the documentation, or the status and description of an error that a server answers. */
type Row = string | readonly [status: number, description: string]

/** What happens to a connection, whoever is asked: settings/oauth/auto-renewal.md wants callers to expect it. */
const connection = {
  /** The connection breaks before anything is answered. */
  down: 'settings/performance/limits.md',
  /** No answer, ever: the platform itself gives up after 60 seconds. */
  hang: 'settings/performance/limits.md',
  /** The answer comes `by` milliseconds late. */
  slow: 'settings/performance/limits.md',
  /** The connection breaks in the middle of the answer. */
  cut: 'settings/performance/limits.md',
  /** A proxy's 502 page instead of JSON, as when the server behind it is gone. */
  html: 'error-codes.md',
} satisfies Record<string, Row>

/** Errors of single methods; `method` says of which, `field` becomes the key `argument`. api-reference/widgets/placement-bind.md */
const methodErrors = {
  ERROR_PLACEMENT_NOT_FOUND: [400, 'Placement not found'],
  ERROR_PLACEMENT_MAX_COUNT: [400, 'Placement max count'],
  ERROR_ARGUMENT: [400, 'Argument is null or empty'],
  ERROR_CORE: [400, 'Unable to set event handler: Process of binding the handler has already started'],
} as const satisfies Record<string, Row>

/** All that can go wrong on purpose: by place and name, with the page that describes it. */
export const faultKinds = {
  /** The REST of the portals; `method` names one. */
  rest: { ...connection, ...SYSTEM_ERRORS, ...methodErrors },

  /** The authorization server; `method` is `oauth/token` or `app.info`. */
  oauth: {
    ...connection,
    ...OAUTH_ERRORS,
    /** `field` arrives empty, without it every field. */
    blank: 'settings/oauth/index.md',
    /** Its clock is `by` milliseconds ahead of the portal's (negative: behind). */
    skew: 'settings/oauth/auto-renewal.md',
  },

  /** The form that opens the application; `method` is the placement. */
  form: {
    /** As older portals: no SERVER_ENDPOINT, APPLICATION_TOKEN, APPLICATION_SCOPE. */
    'older': 'api-reference/widgets/_includes/widget_data.md',
    /** `field` does not arrive. */
    'missing': 'api-reference/widgets/_includes/widget_data.md',
    'wrong-application-token': 'settings/cloud-and-on-premise/security-recommendations.md',
    'foreign-member-id': 'settings/cloud-and-on-premise/security-recommendations.md',
    /** taskId instead of TASK_ID, or the other way round; one placement has had both. */
    'task-id': 'api-reference/widgets/task/index.md',
    /** ENTITY_ID instead of ID, or the other way round. */
    'entity-id': 'api-reference/widgets/crm/index.md',
    /** messageId as a JSON number. */
    'message-number': 'api-reference/widgets/im/index.md',
    'no-uri': 'api-reference/widgets/_includes/widget_data.md',
    'options-empty': 'api-reference/widgets/index.md',
    'options-undefined': 'api-reference/widgets/index.md',
    'options-list': 'api-reference/widgets/index.md',
  },

  /** The bridge between frame and portal page; `method` is the command. */
  bridge: {
    /** No answer, ever. */
    silent: 'sdk/bx24-js-sdk/index.md',
    /** The portal's own server fails at it, and the page says so. */
    fails: 'sdk/bx24-js-sdk/index.md',
  },

  /** The event queue; `method` is the event's code. */
  events: {
    'drop': 'api-reference/events/index.md',
    'duplicate': 'api-reference/events/index.md',
    /** Sent `by` milliseconds later, by the sandbox's clock. */
    'delay': 'api-reference/events/index.md',
    /** Sent after the event that follows. */
    'reorder': 'api-reference/events/index.md',
    /** Kept until released. */
    'hold': 'api-reference/events/index.md',
    'wrong-application-token': 'settings/cloud-and-on-premise/security-recommendations.md',
    'foreign-member-id': 'settings/cloud-and-on-premise/security-recommendations.md',
  },
} satisfies Record<string, Record<string, Row>>

export type FaultPlace = keyof typeof faultKinds
export type FaultKind<At extends FaultPlace = FaultPlace> = { [Place in At]: keyof (typeof faultKinds)[Place] }[At]

export interface FaultLimits {
  /** Only for this one: REST method, placement, bridge command or event, in any case. */
  method?: string
  /** Only on this portal. */
  memberId?: string
  /** Only the next n times; default until removed. */
  times?: number
  /** Only this share (0 to 1) of the cases, by the seeded randomness of the faults. */
  share?: number
  /** Milliseconds, for `slow`, `skew` and `delay`. */
  by?: number
  /** A field's name, for `blank`, `missing` and ERROR_ARGUMENT. */
  field?: string
}

/** One thing that goes wrong: where, what, and when. */
export type Fault = { [At in FaultPlace]: { at: At, kind: FaultKind<At> } & FaultLimits }[FaultPlace]

export function isFaultPlace(at: string): at is FaultPlace {
  return Object.hasOwn(faultKinds, at)
}

export function isFaultKind<At extends FaultPlace>(at: At, kind: string): kind is FaultKind<At> & string {
  return Object.hasOwn(faultKinds[at], kind)
}

/** Status and description of a kind that is an error answer; `null` for all others. */
export function refusalOf({ at, kind }: Fault): { status: number, description: string } | null {
  const row: Row | undefined = Object.entries<Row>(faultKinds[at]).find(([name]) => name === kind)?.[1]

  return typeof row === 'object' ? { status: row[0], description: row[1] } : null
}
