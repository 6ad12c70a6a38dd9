import { cp } from 'node:fs/promises'
import { join } from 'node:path'
import { precompiledMessages } from './i18n/precompiled'

/**
 * The UI kit's dark mode is a class. It follows the system, since Bitrix24 does not tell its theme; before the first paint, and without
 * the storage that the kit's own colour mode would touch (denied in a cross-site frame).
 */
const followSystemTheme = `(m => {
  const follow = () => document.documentElement.classList.toggle('dark', m.matches)
  follow()
  m.addEventListener('change', follow)
})(matchMedia('(prefers-color-scheme: dark)'))`

export default defineNuxtConfig({
  modules: ['@nuxt/eslint', '@bitrix24/b24ui-nuxt'],

  // A frame shows one view and goes nowhere: app.vue chooses it by the opening, no router is needed (docs/decisions/0008-no-router.md).
  pages: false,
  devtools: { enabled: false },

  app: {
    head: {
      title: 'Sidenote',
      viewport: 'width=device-width, initial-scale=1',
      meta: [{ name: 'referrer', content: 'no-referrer' }],
      script: [{ innerHTML: followSystemTheme, tagPosition: 'head' }],
    },
  },

  css: ['~/assets/css/main.css'],
  // On every kind of answer, from whatever part of the server.
  routeRules: { '/**': { headers: { 'x-content-type-options': 'nosniff' } } },
  features: { inlineStyles: false },
  experimental: {
    payloadExtraction: false,
    appManifest: false,
    // One page per frame: nothing navigates, and a reload after a deployment would use the storage that the frame is denied.
    componentIslands: false,
    emitRouteChunkError: false,
    navigationRepaint: false,
  },
  compatibilityDate: '2026-10-01',

  nitro: {
    errorHandler: '~~/server/error-handler.ts',
    compressPublicAssets: { gzip: true, brotli: true },
  },

  vite: {
    plugins: [precompiledMessages()],
    build: { modulePreload: { polyfill: false } },
    define: {
      // Neither the UI kit nor we write components with options.
      __VUE_OPTIONS_API__: false,
      __INTLIFY_DROP_MESSAGE_COMPILER__: true,
      __INTLIFY_PROD_DEVTOOLS__: false,
    },
  },

  telemetry: { enabled: false },

  hooks: {
    // What a page may need later is fetched when it is needed: a prefetch would compete with what it needs now.
    'build:manifest': (manifest) => {
      for (const item of Object.values(manifest)) item.prefetch = false
    },
    // The build starts from .output alone, in an empty folder: the migrations travel beside its entry.
    'nitro:init': (nitro) => {
      nitro.hooks.hook('compiled', () => cp('db/migrations', join(nitro.options.output.serverDir, 'migrations'), { recursive: true }))
    },
  },

  b24ui: { colorMode: false, prose: false, mdc: false, content: false, experimental: { componentDetection: true } },

  eslint: { config: { stylistic: true } },
})
