import { describe, expect, test } from 'vitest'
import { installIsStale } from '../../../scripts/lib/install.mjs'

const lock = {
  packages: {
    '': { version: '0.1.0' },
    'node_modules/zod': { version: '4.6.7', integrity: 'sha512-zod' },
    'node_modules/rolldown-darwin': { version: '1.0.0', integrity: 'sha512-darwin', optional: true },
    'node_modules/nuxt/node_modules/cac': { version: '6.7.14', integrity: 'sha512-cac', extraneous: true },
  },
}
const installed = { packages: { 'node_modules/zod': { version: '4.6.7', integrity: 'sha512-zod' } } }

describe('an install', () => {
  test('is fresh when only packages of other platforms and extraneous ones are absent', () => {
    expect(installIsStale(lock, installed)).toBe(false)
  })

  test('is stale when nothing is there, or npm did not come to its end', () => {
    expect(installIsStale(lock, null)).toBe(true)
  })

  test.each([
    ['a package is missing', {}],
    ['a package has another version', { 'node_modules/zod': { version: '4.6.6', integrity: 'sha512-zod' } }],
    ['a package has other contents', { 'node_modules/zod': { version: '4.6.7', integrity: 'sha512-other' } }],
    ['a package is no longer wanted', { ...installed.packages, 'node_modules/left-pad': { version: '1.3.0' } }],
  ])('is stale when %s', (_why, packages) => {
    expect(installIsStale(lock, { packages })).toBe(true)
  })
})
