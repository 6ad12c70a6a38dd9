import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { fingerprint } from '../../../scripts/lib/build.mjs'

let folder = ''
const write = (name: string, text: string) => {
  mkdirSync(path.dirname(path.join(folder, name)), { recursive: true })
  writeFileSync(path.join(folder, name), text)
}

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'sidenote-build-'))
  write('app/pages/index.vue', '<template><p>Hello</p></template>')
  write('nuxt.config.ts', 'export default defineNuxtConfig({})')
})
afterEach(() => rmSync(folder, { recursive: true }))

describe('a build', () => {
  test('is good for as long as no source changes', () => {
    expect(fingerprint(folder)).toBe(fingerprint(folder))
  })

  test.each([
    ['a page changes', 'app/pages/index.vue'],
    ['the configuration changes', 'nuxt.config.ts'],
    ['a folder that we never heard of appears', 'layers/new/nuxt.config.ts'],
    ['a folder deep inside bears the name of one that is not built', 'app/docs/page.vue'],
  ])('is stale when %s', (_what, name) => {
    const before = fingerprint(folder)

    write(name, 'changed')

    expect(fingerprint(folder)).not.toBe(before)
  })

  test.each(['tests/unit/a.test.ts', 'sandbox/cli.ts', 'README.md', '.data/demo.sqlite', 'node_modules/zod/index.js'])('does not care about %s', (name) => {
    const before = fingerprint(folder)

    write(name, 'changed')

    expect(fingerprint(folder)).toBe(before)
  })
})
