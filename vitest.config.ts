import { fileURLToPath } from 'node:url'
import { defineConfig, type TestProjectConfiguration } from 'vitest/config'

const at = (folder: string) => fileURLToPath(new URL(folder, import.meta.url))

const project = (name: string, options: object = {}): TestProjectConfiguration => ({
  extends: true,
  test: { name, include: [`tests/${name}/**/*.test.ts`], environment: 'node', ...options },
})

/** What of the sandbox is looked at in a browser. */
const withBrowser = ['tests/contract/sandbox/bridge/**/*.test.ts', 'tests/contract/sandbox/{chat-page,examples,keyboard,places}.test.ts']

export default defineConfig({
  resolve: {
    alias: { '#shared': at('./shared'), '~': at('./app') },
  },
  test: {
    // Every core there is; left to itself vitest keeps one free.
    maxWorkers: '100%',
    projects: [
      project('unit'),
      // Nothing in these tests outlives its test, so that files may share what they import: half the time. The limit catches a hang, it measures nothing.
      project('server', { isolate: false, testTimeout: 20_000 }),
      project('contract', { exclude: withBrowser, isolate: false, testTimeout: 20_000 }),
      // One browser at a time: it keeps two cores busy, and timings would lie.
      project('portal', { include: withBrowser, fileParallelism: false, isolate: false, testTimeout: 20_000 }),
      project('places', { fileParallelism: false, testTimeout: 60_000, hookTimeout: 120_000, expect: { poll: { timeout: 20_000 } } }),
      project('e2e', { fileParallelism: false, testTimeout: 60_000, hookTimeout: 120_000, expect: { poll: { timeout: 20_000 } } }),
    ],
  },
})
