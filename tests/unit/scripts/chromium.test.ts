import { describe, expect, test } from 'vitest'
import { findChromium } from '../../../scripts/lib/chromium.mjs'

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

  test('is none where there is none', () => {
    expect(findChromium({ env: {}, platform: 'darwin', exists: () => false })).toBeNull()
    expect(findChromium({ env: {}, platform: 'aix', exists: () => true })).toBeNull()
  })
})
