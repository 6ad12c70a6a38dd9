import { parsePhp, type Params } from '../http.ts'
import { startTime, type Time } from '../time.ts'
import { RestError, systemError } from './error.ts'
import type { Answer, Call, Method } from './method.ts'
import { flag, map, phpMap, text } from './params.ts'
import { operatingOf } from './operating.ts'

const LIMIT = 50

/** Up to 50 calls in one request, in order, each with the earlier results at hand: settings/how-to-call-rest-api/batch.md */
export const batch: Method = {
  scope: [],
  rights: 'any',
  handle(call) {
    const results: Record<string, unknown> = {}
    const errors: Record<string, Params> = {}
    const totals: Record<string, number> = {}
    const nexts: Record<string, number> = {}
    const times: Record<string, Time> = {}

    for (const [index, [key, command]] of Object.entries(map(call.params.cmd)).entries()) {
      const finish = startTime(call.world.clock, call.portal.utcOffset)
      const outcome = index < LIMIT ? run(call, text(command), results) : systemError('ERROR_BATCH_LENGTH_EXCEEDED')
      if (outcome instanceof RestError) {
        errors[key] = outcome.toBody()
        if (flag(call.params.halt)) break
        continue
      }
      results[key] = outcome.result
      if (outcome.total !== undefined) totals[key] = outcome.total
      if (outcome.next !== undefined) nexts[key] = outcome.next
      times[key] = finish(operatingOf(call.world, call, text(command).split('?')[0] ?? ''))
    }

    return { result: {
      result: phpMap(results),
      result_error: phpMap(errors),
      result_total: phpMap(totals),
      result_next: phpMap(nexts),
      result_time: phpMap(times),
    } }
  },
}

function run(call: Call, command: string, results: Record<string, unknown>): Answer | RestError {
  const [name = '', ...query] = command.split('?')
  try {
    if (name.toLowerCase() === 'batch') throw systemError('ERROR_BATCH_METHOD_NOT_ALLOWED')
    return call.perform(name, resolveAll(parsePhp(query.join('?')), results))
  }
  catch (error) {
    if (error instanceof RestError) return error
    throw error
  }
}

function resolveAll(params: Params, results: Record<string, unknown>): Params {
  return Object.fromEntries(Object.entries(params).map(([key, value]) => [key, resolve(value, results)]))
}

const REFERENCE = /\$result((?:\[[^\]]*\])+)/g

/** A value that is one reference takes the earlier value whole, a list too; inside a longer text it is written out. */
function resolve(value: unknown, results: Record<string, unknown>): unknown {
  if (Array.isArray(value)) return value.map(element => resolve(element, results))
  if (typeof value === 'object' && value !== null) return resolveAll(map(value), results)
  if (typeof value !== 'string' || !value.includes('$result[')) return value

  const whole = /^\$result((?:\[[^\]]*\])+)$/.exec(value)
  if (whole?.[1]) return lookUp(results, whole[1])

  return value.replace(REFERENCE, (_, path: string) => text(lookUp(results, path)))
}

/** Follows `[key][field][0]`; a path that leads nowhere is an empty string. */
function lookUp(results: unknown, path: string): unknown {
  let found = results
  for (const key of path.slice(1, -1).split('][')) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, key)) return ''
    found = Reflect.get(found, key)
  }

  return found ?? ''
}
