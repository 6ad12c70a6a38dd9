import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { SourceMap } from 'node:module'
import type { Profiler } from 'node:inspector'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Stage } from './stage.ts'

export interface Share { name: string, percent: number }

export interface Profile {
  /** The .cpuprofile, for a browser's developer tools. */
  file: string
  packages: Share[]
  functions: Share[]
}

const folder = '.data/bench'

/** Records the app's process during a measurement, and sums the time up by package and by function (time in the function itself). */
export async function recordProfile({ preload }: Stage, name: string, measurement: () => Promise<unknown>): Promise<Profile> {
  await preload('PUT', 'profile')
  await measurement()
  const text = await preload('GET', 'profile')

  mkdirSync(folder, { recursive: true })
  const file = join(folder, `${name}.cpuprofile`)
  writeFileSync(file, text)
  return { file, ...sumUp(JSON.parse(text)) }
}

function sumUp({ nodes, samples = [], timeDeltas = [] }: Profiler.Profile) {
  const selfTime = new Map<number, number>()
  samples.forEach((id, index) => selfTime.set(id, (selfTime.get(id) ?? 0) + (timeDeltas[index] ?? 0)))

  const [packages, functions] = [new Map<string, number>(), new Map<string, number>()]
  let busy = 0
  for (const { id, callFrame } of nodes) {
    const time = selfTime.get(id) ?? 0
    if (!time || isNoWork(callFrame)) continue
    const { owner, place } = sourceOf(callFrame)
    busy += time
    packages.set(owner, (packages.get(owner) ?? 0) + time)
    const name = `${callFrame.functionName || '(anonymous)'} · ${place}`
    functions.set(name, (functions.get(name) ?? 0) + time)
  }
  const shares = (times: Map<string, number>) =>
    [...times].map(([name, time]) => ({ name, percent: 100 * time / busy })).sort((a, b) => b.percent - a.percent)
  return { packages: shares(packages).slice(0, 25), functions: shares(functions).slice(0, 30) }
}

type CallFrame = Profiler.Profile['nodes'][number]['callFrame']

/** Waiting, and the profiler's own start. */
function isNoWork({ functionName, url }: CallFrame) {
  return functionName === '(idle)' || url.startsWith('node:inspector')
}

/** Whose code it is: the build's source maps say so for what was bundled. */
function sourceOf({ url, functionName, lineNumber, columnNumber }: CallFrame): { owner: string, place: string } {
  if (!url) return { owner: functionName.startsWith('(') ? functionName : 'native code', place: 'native code' }
  if (url.startsWith('node:')) return { owner: 'Node', place: url }

  const entry = mapOf(url)?.findEntry(lineNumber, columnNumber)
  const source = entry && 'originalSource' in entry ? entry.originalSource : url.replace(/.*\.output/, '.output')
  const [, owner] = /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(source) ?? []
  const file = source.replace(/^(\.\.\/)+/, '').replace(/.*node_modules\//, '')
  return { owner: owner ?? file, place: file }
}

const maps = new Map<string, SourceMap | null>()

function mapOf(url: string): SourceMap | null {
  const known = maps.get(url)
  if (known !== undefined) return known
  const file = url.startsWith('file:') ? `${fileURLToPath(url)}.map` : ''
  const map = file && existsSync(file) ? new SourceMap(JSON.parse(readFileSync(file, 'utf8'))) : null
  maps.set(url, map)
  return map
}
