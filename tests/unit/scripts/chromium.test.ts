import { describe, expect, test } from 'vitest'
import { findChromium, findLightChromium } from '../../../scripts/lib/chromium.mjs'

describe('the Chromium that is used', () => {
  test('is the one that CHROMIUM_PATH names', () => {
    const found = findChromium({ env: { CHROMIUM_PATH: '/opt/chromium' }, platform: 'linux', exists: () => true })

    expect(found).toBe('/opt/chromium')
  })

  test('is never a substitute for one that CHROMIUM_PATH names in vain', () => {
    const find = () => findChromium({ env: { CHROMIUM_PATH: '/opt/gone' }, platform: 'linux', exists: path => path !== '/opt/gone' })

    expect(find).toThrow('CHROMIUM_PATH is /opt/gone, and there is no such file.')
  })

  test('is otherwise the first in a usual place of the platform', () => {
    const found = findChromium({ env: {}, platform: 'linux', exists: path => path.includes('google-chrome') })

    expect(found).toBe('/usr/bin/google-chrome')
  })

  test('is the one without a window for tests that need no settings, where there is one and CHROMIUM_PATH names no other', () => {
    expect(findLightChromium({ env: {}, platform: 'linux', exists: () => true })).toBe('/usr/bin/chromium-headless-shell')
    expect(findLightChromium({ env: {}, platform: 'linux', exists: path => path === '/usr/bin/chromium' })).toBe('/usr/bin/chromium')
    expect(findLightChromium({ env: { CHROMIUM_PATH: '/opt/chromium' }, platform: 'linux', exists: () => true })).toBe('/opt/chromium')
  })

  test('is none where there is none', () => {
    expect(findChromium({ env: {}, platform: 'darwin', exists: () => false })).toBeNull()
    expect(findChromium({ env: {}, platform: 'aix', exists: () => true })).toBeNull()
  })
})
