import { checkHandler } from '../apps/handler-url.ts'
import type { Params } from '../http.ts'
import { needsScope, offeredPlacements, type BindOption, type PlacementRow } from '../apps/placements.ts'
import type { Binding, Portal } from '../types.ts'
import { appOf } from '../world.ts'
import { missingArgument, RestError } from './error.ts'
import type { Call } from './method.ts'
import { integer, list, map, required, text } from './params.ts'

/**
 * placement.bind with all its refusals, in the order of its page: empty fields, address, placement, user, number, options.
 * Source: api-reference/widgets/placement-bind.md
 */
export function bindPlacement(call: Call, params: Params): void {
  const { world, portal, installation } = call
  const placement = required(params, 'PLACEMENT').toUpperCase()
  const handler = required(params, 'HANDLER')
  checkHandler(handler)
  const row = rowFor(call, placement)
  const userId = integer(params.USER_ID)
  if (userId && !row.perUser) throw new RestError('ERROR_PLACEMENT_USER_MODE', 'User mode is not available')

  const options = storedOptions(row, map(params.OPTIONS))
  checkRoom(row, installation.bindings.filter(binding => binding.placement === placement), { handler, userId })

  const icon = iconOf(params)
  const langAll = translations(portal, params, appOf(world, installation.clientId).title)
  const shown = langAll[portal.language] ?? Object.values(langAll)[0]
  installation.bindings.push({
    id: nextId(portal),
    placement,
    userId,
    handler,
    title: shown?.TITLE ?? '',
    description: shown?.DESCRIPTION ?? '',
    groupName: shown?.GROUP_NAME ?? '',
    options,
    langAll,
    ...icon && { icon },
  })
}

/** An unknown code and a missing scope of the tool are the same refusal. */
function rowFor({ portal, token }: Call, placement: string): PlacementRow {
  const row = offeredPlacements(portal).get(placement)
  const scope = row && needsScope(row)
  if (!row || (scope && !token.scope.includes(scope))) throw new RestError('ERROR_PLACEMENT_NOT_FOUND', 'Placement not found')

  return row
}

/** Registering twice is an error, not an update (message as in api-reference/widgets/user-field/userfieldtype-add.md). */
function checkRoom(row: PlacementRow, bound: Binding[], { handler, userId }: { handler: string, userId: number }): void {
  if (row.maxHandlers && bound.filter(binding => binding.userId === userId).length >= row.maxHandlers) {
    throw new RestError('ERROR_PLACEMENT_MAX_COUNT', 'Placement max count')
  }
  if (bound.some(binding => binding.handler === handler && binding.userId === userId)) {
    throw new RestError('ERROR_CORE', 'Unable to set placement handler: Handler already binded')
  }
}

function storedOptions(row: PlacementRow, given: Params): Record<string, string> {
  const stored: Record<string, string> = {}
  for (const option of row.options ?? []) {
    const value = text(given[option.name]) || option.default
    if (value === undefined) {
      if (option.required) throw refusal(option)
      continue
    }
    if (!isAllowed(option, value)) throw refusal(option)
    stored[option.name] = value
  }

  return stored
}

function isAllowed({ values, many, pattern }: BindOption, value: string): boolean {
  if (pattern) return pattern.test(value)
  if (!values) return true

  return (many ? value.split(';') : [value]).every(part => values.includes(part))
}

function refusal({ name, error }: BindOption): RestError {
  if (!error) return missingArgument(name)
  // EMPTY_ERROR_HANDLER_URL is the one refusal of placement.bind with HTTP 200.
  return new RestError(error, `Wrong value of option ${name}`, { status: error === 'EMPTY_ERROR_HANDLER_URL' ? 200 : 400 })
}

/** LANG_ALL wins over the top level, which else is the text for the portal's own language. */
function translations(portal: Portal, params: Params, appTitle: Record<string, string>): Binding['langAll'] {
  const fallback = text(params.TITLE) || appTitle[portal.language] || appTitle.en || ''
  const given = Object.entries(map(params.LANG_ALL))
  if (!given.length) return { [portal.language]: texts(params, fallback) }

  return Object.fromEntries(given.map(([language, value]) => [language, texts(map(value), fallback)]))
}

function texts(values: Params, title: string) {
  return { TITLE: text(values.TITLE) || title, DESCRIPTION: text(values.DESCRIPTION), GROUP_NAME: text(values.GROUP_NAME) }
}

/** `ICON: { fileData: [name, base64] }` of the newest page; what is not of that form is dropped. */
function iconOf(params: Params): Binding['icon'] {
  const [name, base64] = list(map(params.ICON).fileData).map(text)

  return name && base64 ? { name, base64 } : undefined
}

/** Registration ids are the portal's, not the application's. */
function nextId(portal: Portal): number {
  const ids = [...portal.installations.values()].flatMap(({ bindings }) => bindings.map(({ id }) => id))

  return Math.max(0, ...ids) + 1
}
