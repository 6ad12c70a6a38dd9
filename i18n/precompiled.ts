import { readFileSync } from 'node:fs'
import { baseCompile } from '@intlify/message-compiler'
import { partOf } from './parts.ts'

const address = /virtual:messages\/(\w+)\/(every|views)$/

/**
 * The messages of `i18n/locales` as modules, `virtual:messages/<language>/<part>`: compiled at build time, so that the page carries no compiler
 * (6 KB gzip) and the server parses nothing, and in parts, so that a thread's page carries little that it does not show. Goes together with
 * `__INTLIFY_DROP_MESSAGE_COMPILER__`.
 */
export function precompiledMessages() {
  return {
    name: 'sidenote:precompiled-messages',
    resolveId: { filter: { id: address }, handler: (id: string) => `\0${id}` },
    load: {
      filter: { id: address },
      handler(id: string) {
        const [, language, part] = address.exec(id) ?? []
        const messages: Record<string, string> = JSON.parse(readFileSync(new URL(`./locales/${language}.json`, import.meta.url), 'utf8'))
        const wanted = Object.entries(messages).filter(([key]) => partOf(key) === part).map(([key, message]) => [key, compiled(message)])
        return { code: `export default ${JSON.stringify(Object.fromEntries(wanted))}`, map: null }
      },
    },
  }
}

function compiled(message: string) {
  return baseCompile(message, { jit: true, minify: true, location: false }).ast
}
