import { describe, expect, test } from 'vitest'
import { nodeProblem, projectNodeProblem } from '../../../scripts/lib/node-version.mjs'

describe('the Node that starts a script', () => {
  test.each([
    ['v20.0.0', 'linux', 'x64'],
    ['v22.19.0', 'darwin', 'arm64'],
    ['v24.1.0', 'win32', 'x64'],
  ])('may be %s on %s %s', (version, platform, arch) => {
    expect(nodeProblem({ version, platform, arch })).toBeNull()
  })

  test.each([
    ['v18.20.4', 'linux', 'x64', 'Node 20'],
    ['v20.20.2', 'linux', 'arm64', 'Node 22.19'],
    ['v22.18.0', 'darwin', 'arm64', 'Node 22.19'],
  ])('may not be %s on %s %s, where %s is needed', (version, platform, arch, needed) => {
    expect(nodeProblem({ version, platform, arch })).toContain(`needs ${needed} or newer`)
  })
})

describe('the Node that builds and runs the app', () => {
  test('has to be one that it was made for', () => {
    expect(projectNodeProblem('v24.21.0')).toBeNull()
    expect(projectNodeProblem('v20.20.2')).toContain('the one found is v20.20.2')
  })

  test('has to start', () => {
    expect(projectNodeProblem('')).toContain('does not start')
  })
})
