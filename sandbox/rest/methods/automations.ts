import { checkHandler } from '../../apps/handler-url.ts'
import { isMap, type Params } from '../../http.ts'
import type { Automation } from '../../types.ts'
import { appOf } from '../../world.ts'
import { RestError } from '../error.ts'
import type { Call, Method } from '../method.ts'
import { integer, list, map, text, upperKeys } from '../params.ts'

type Kind = Automation['kind']

/** Robots and workflow actions of applications: api-reference/bizproc/bizproc-robot, bizproc-activity */
export const automations: Record<string, Method> = {
  ...methodsOf('robot'),
  ...methodsOf('activity'),

  'bizproc.event.send': {
    scope: ['bizproc'],
    rights: 'any',
    handle({ installation, params }) {
      const { EVENT_TOKEN, RETURN_VALUES, LOG_MESSAGE } = upperKeys(params)
      const run = installation.automations.map(({ runs }) => runs.get(text(EVENT_TOKEN))).find(Boolean)
      // A token serves once: "invalid or expired".
      if (!run || run.returnValues) throw new RestError('ACCESS_DENIED', 'Access denied!', { status: 403 })
      Object.assign(run, { returnValues: map(RETURN_VALUES), logMessage: text(LOG_MESSAGE) })
      return { result: true }
    },
  },
}

function methodsOf(kind: Kind): Record<string, Method> {
  return {
    [`bizproc.${kind}.add`]: { scope: ['bizproc'], rights: 'any', handle: call => ({ result: add(call, kind) }) },
    [`bizproc.${kind}.update`]: { scope: ['bizproc'], rights: 'any', handle: call => ({ result: update(call, kind) }) },
    [`bizproc.${kind}.delete`]: { scope: ['bizproc'], rights: 'any', handle: call => ({ result: remove(call, kind) }) },
    [`bizproc.${kind}.list`]: { scope: ['bizproc'], rights: 'any', handle: (call) => {
      refuseOthers(call)
      return { result: call.installation.automations.filter(known => known.kind === kind).map(({ code }) => code) }
    } },
  }
}

function add(call: Call, kind: Kind): true {
  refuseOthers(call)
  const given = upperKeys(call.params)
  if (!Object.keys(given).length) throw invalid('Empty data!')
  const code = codeOf(given)
  checkAddress(call, text(given.HANDLER))
  if (given.USE_PLACEMENT === 'Y') checkAddress(call, text(given.PLACEMENT_HANDLER))
  if (!isName(given.NAME)) throw invalid('Empty activity NAME!')
  checkRest(given)
  const mine = call.installation.automations
  if (mine.some(known => known.kind === kind && known.code === code)) {
    throw new RestError('ERROR_ACTIVITY_ALREADY_INSTALLED', 'Activity or Automation rule already installed!')
  }
  mine.push({
    kind, code, handler: '', authUserId: 0, useSubscription: '', name: '', description: '', properties: {}, returnProperties: {}, usePlacement: false,
    placementHandler: '', runs: new Map(), ...changes(given),
  })

  return true
}

function update(call: Call, kind: Kind): true {
  refuseOthers(call)
  const given = upperKeys(call.params)
  const known = existing(call, kind, codeOf(given))
  const fields = upperKeys(map(given.FIELDS))
  for (const name of ['HANDLER', 'PLACEMENT_HANDLER']) if (fields[name] !== undefined) checkAddress(call, text(fields[name]))
  checkRest(fields)
  const changed = changes(fields)
  if (!Object.keys(changed).length) throw invalid('No fields to update')
  Object.assign(known, changed)

  return true
}

function remove(call: Call, kind: Kind): true {
  refuseOthers(call)
  const known = existing(call, kind, codeOf(upperKeys(call.params)))
  call.installation.automations = call.installation.automations.filter(other => other !== known)

  return true
}

/** With status 400, as bizproc-robot-list.md shows it; two causes, two descriptions. */
function refuseOthers({ webhook, user }: Call): void {
  if (webhook) throw new RestError('ACCESS_DENIED', 'Application context required')
  if (user.role !== 'admin') throw new RestError('ACCESS_DENIED', 'Access denied!')
}

function codeOf({ CODE }: Params): string {
  const code = text(CODE)
  if (!code) throw invalid('Empty activity code!')
  if (!/^[A-Za-z0-9._-]+$/.test(code)) throw invalid('Wrong activity code!')

  return code
}

function existing({ installation }: Call, kind: Kind, code: string): Automation {
  const known = installation.automations.find(known => known.kind === kind && known.code === code)
  if (!known) throw new RestError('ERROR_ACTIVITY_NOT_FOUND', 'Activity or Robot not found!')

  return known
}

/** "The link must have the same domain where the application is installed." */
function checkAddress({ world, installation }: Call, address: string): void {
  checkHandler(address)
  if (URL.parse(address)?.hostname !== URL.parse(appOf(world, installation.clientId).url)?.hostname) {
    throw new RestError('ERROR_WRONG_HANDLER_URL', 'Wrong handler URL')
  }
}

function checkRest({ PROPERTIES, RETURN_PROPERTIES, FILTER, DOCUMENT_TYPE }: Params): void {
  for (const properties of [PROPERTIES, RETURN_PROPERTIES]) if (properties !== undefined) checkProperties(properties)
  if (FILTER !== undefined && !isFilter(FILTER)) throw invalid('Wrong activity FILTER!')
  if (DOCUMENT_TYPE !== undefined && !isDocumentType(DOCUMENT_TYPE)) throw invalid('Wrong activity DOCUMENT_TYPE!')
}

function checkProperties(properties: unknown): void {
  if (!isMap(properties) && !(Array.isArray(properties) && !properties.length)) throw invalid('Wrong properties array!')
  for (const [key, property] of Object.entries(map(properties))) {
    if (!/^[A-Za-z]\w*$/.test(key)) throw invalid(`Wrong property key ${key}!`)
    if (!isName(upperKeys(map(property)).NAME)) throw invalid(`Empty property NAME ${key}!`)
  }
}

/** A text, or one for each language. */
function isName(value: unknown): boolean {
  return Boolean(text(value)) || (isMap(value) && Object.values(value).some(text))
}

function isFilter(value: unknown): boolean {
  return isMap(value) && Object.entries(value).every(([key, rules]) => ['INCLUDE', 'EXCLUDE'].includes(key.toUpperCase()) && typeof rules === 'object')
}

function isDocumentType(value: unknown): boolean {
  const parts = list(value)

  return parts.length === 3 && parts.every(part => typeof part === 'string' && part)
}

/** Only what was given, so that an update leaves the rest. */
function changes(given: Params): Partial<Automation> {
  return {
    ...given.HANDLER !== undefined && { handler: text(given.HANDLER) },
    ...given.AUTH_USER_ID !== undefined && { authUserId: integer(given.AUTH_USER_ID) },
    ...given.USE_SUBSCRIPTION !== undefined && { useSubscription: text(given.USE_SUBSCRIPTION) },
    ...given.NAME !== undefined && { name: given.NAME },
    ...given.DESCRIPTION !== undefined && { description: given.DESCRIPTION },
    ...given.PROPERTIES !== undefined && { properties: map(given.PROPERTIES) },
    ...given.RETURN_PROPERTIES !== undefined && { returnProperties: map(given.RETURN_PROPERTIES) },
    ...given.USE_PLACEMENT !== undefined && { usePlacement: given.USE_PLACEMENT === 'Y' },
    ...given.PLACEMENT_HANDLER !== undefined && { placementHandler: text(given.PLACEMENT_HANDLER) },
  }
}

function invalid(description: string): RestError {
  return new RestError('ERROR_ACTIVITY_VALIDATION_FAILURE', description)
}
