import { baseCompile } from '@intlify/message-compiler'

/**
 * Compiles the messages of `i18n/locales` at build time, so that the page carries no compiler (6 KB gzip) and the server parses nothing.
 * Goes together with `__INTLIFY_DROP_MESSAGE_COMPILER__`.
 */
export function precompiledMessages() {
  return {
    name: 'sidenote:precompiled-messages',
    enforce: 'pre' as const,
    transform: {
      filter: { id: /\/i18n\/locales\/\w+\.json$/ },
      handler: (source: string) => ({ code: JSON.stringify(compiled(JSON.parse(source))), map: null }),
    },
  }
}

function compiled(messages: Record<string, string>) {
  const syntaxTrees = Object.entries(messages).map(([key, message]) => [key, baseCompile(message, { jit: true, minify: true, location: false }).ast])
  return Object.fromEntries(syntaxTrees)
}
