import type { Command } from '../bitrix24/rest.ts'
import type { Answers } from './kinds/kind.ts'

/** Commands with a name in front of their own, also where they refer to one another: several such sets have room in one batch. */
export function underName(name: string, commands: Record<string, Command>): Record<string, Command> {
  const refer = (value: unknown): unknown => {
    if (typeof value === 'string') return value.replace(/\$result\[(\w+)\]/g, (reference, key: string) => key in commands ? `$result[${name}_${key}]` : reference)
    if (Array.isArray(value)) return value.map(refer)
    return typeof value === 'object' && value !== null ? referAll(value) : value
  }
  const referAll = (values: object) => Object.fromEntries(Object.entries(values).map(([key, value]) => [key, refer(value)]))

  return Object.fromEntries(Object.entries(commands).map(([key, [method, params = {}]]): [string, Command] => [`${name}_${key}`, [method, referAll(params)]]))
}

/** The answers to such commands, each under the command's own name. */
export function answersUnder(name: string, answers: Answers): Answers {
  const prefix = `${name}_`
  return Object.fromEntries(Object.entries(answers).flatMap(([key, answer]) => key.startsWith(prefix) ? [[key.slice(prefix.length), answer]] : []))
}
