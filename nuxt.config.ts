import { cp } from 'node:fs/promises'
import { join } from 'node:path'

export default defineNuxtConfig({
  modules: ['@nuxt/eslint', '@nuxt/test-utils/module', '@bitrix24/b24ui-nuxt'],

  devtools: { enabled: false },

  app: {
    head: {
      viewport: 'width=device-width, initial-scale=1',
      meta: [{ name: 'referrer', content: 'no-referrer' }],
    },
  },

  css: ['~/assets/css/main.css'],
  features: { inlineStyles: false },
  experimental: { payloadExtraction: false, appManifest: false },
  compatibilityDate: '2026-10-01',

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

  nitro: {
    compressPublicAssets: { gzip: true, brotli: true },
  },

  telemetry: { enabled: false },

  b24ui: { prose: false, mdc: false, content: false, experimental: { componentDetection: true } },

  eslint: { config: { stylistic: true } },
})
