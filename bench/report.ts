import type { Asset } from './client.ts'
import { notesPerDeal } from './notes.ts'
import { concurrencies, type Row } from './openings.ts'
import type { Results } from './results.ts'
import { delay, type Steps } from './steps.ts'
import type { Target } from './targets.ts'

/** The results as a page of text. */
export function report(results: Results, targets: Target[]): string {
  return [
    ...machineSection(results), ...openingsSection(results), ...stepsSection(results), ...installationSection(results), ...clientSection(results), ...viewsSection(results),
    ...databaseSection(results), ...memorySection(results), ...targetsSection(targets), ...results.profiles.flatMap(profileSection), '',
  ].join('\n')
}

function machineSection({ at, quick, machine }: Results) {
  return [
    '', `Sidenote, measured ${at.slice(0, 16).replace('T', ' ')} UTC${quick ? ', QUICK: the numbers only show that the bench works' : ''}`,
    `${machine.cores} cores (${machine.processor}), ${(machine.memory / 1e9).toFixed(0)} GB, Node ${machine.node}; load average ${machine.loadBefore.toFixed(1)} before, ${machine.loadAfter.toFixed(1)} after`,
    `The app (production build), the sandbox and the load generator are three processes that share these ${machine.cores} cores.`,
    'Compare ratios, not rates: the machine has a say in the latter. Medians of rounds in which the rows follow one another.',
  ]
}

function openingsSection({ openings }: Results) {
  const { constant, inProcess, opening } = openings.rows
  const row = (name: string, { perSecond, p50, p99, ratio }: Row) =>
    [name, perSecond.toFixed(perSecond < 1000 ? 1 : 0), String(p50), String(p99), `1/${ratio.toFixed(ratio < 10 ? 1 : 0)}`]
  return [
    ...heading(`Openings of a deal tab with ${notesPerDeal} notes, each with a fresh token`),
    ...table(['', 'per second', 'p50 ms', 'p99 ms', 'of the constant'], [
      ...concurrencies.map(c => row(`full opening, c=${c}`, opening[c])),
      ...concurrencies.map(c => row(`the same, verdict and data in-process, c=${c}`, inProcess[c])),
      ...concurrencies.map(c => row(`the same HTML as a constant (h3, same process), c=${c}`, constant[c])),
      ['the sandbox alone: the opening\'s batch, c=10', openings.sandboxBatches.toFixed(0), '', '', ''],
    ]),
  ]
}

function stepsSection({ steps }: Results) {
  const lines = (name: string, { calls, sequential, milliseconds }: Steps) =>
    [`${name}: ${calls.length} calls, ${sequential} in turn (${milliseconds.toFixed(0)} ms while each answer is ${delay} ms late)`, ...calls.map(call => `    ${call}`)]
  return [...heading('Calls to portal and OAuth server per opening'), ...lines('deal tab', steps.deal), ...lines('the application\'s own page', steps.home)]
}

function installationSection({ installation: { own, whole, dynamicTypes } }: Results) {
  const row = (name: string, { widgets, skipped, requests, seconds }: typeof own) => [name, String(widgets), String(skipped), String(requests), seconds.toFixed(2)]
  return [
    ...heading(`Installation on a portal with ${dynamicTypes} dynamic types`),
    ...table(['', 'widgets', 'refused', 'REST requests', 'seconds'], [row('what this version shows', own), row('the whole manifest', whole)]),
  ]
}

function clientSection({ client }: Results) {
  return [
    ...heading(`Client: a deal tab framed across sites, ${client.browser}, nothing cached, median of ${client.hydratedAll.length}`),
    `hydrated ${client.hydrated} ms (${client.hydratedAll.toSorted((a, b) => a - b).join(' ')}), first contentful paint ${client.firstContentfulPaint} ms, ${client.requests} requests until hydrated, HTML ${kilobytes(client.html)} KB`,
    '', ...table(['KB until hydrated', 'gzip', 'brotli'], assetRows(client.untilHydrated)),
    '', ...table(['KB later', 'gzip', 'brotli'], assetRows(client.later)),
  ]
}

function viewsSection({ views }: Results) {
  return [
    ...heading('Each view: pages at c=10, calls in turn of an opening, JavaScript until hydrated'),
    ...table(['', 'per second', 'of the constant', 'in turn', 'JS gzip KB', 'hydrated ms'], views.map(({ view, load, ratio, sequential, javaScript, hydrated }) =>
      [view, load.perSecond.toFixed(1), `1/${ratio.toFixed(0)}`, String(sequential), kilobytes(javaScript), String(hydrated)])),
  ]
}

function databaseSection({ database: { size, made, rows } }: Results) {
  return [
    ...heading(`Database with ${size.portals} portals and ${size.notes} notes (written in ${made.seconds.toFixed(0)} s, indexed for search in ${made.indexSeconds.toFixed(0)} s): milliseconds`),
    ...table(['', 'count', 'p50', 'p99', 'max', 'own p50', 'own p99'], rows.map(({ name, count, p50, p99, max, busy }) => [name, String(count), ...[p50, p99, max, busy.p50, busy.p99].map(time => time.toFixed(1))])),
  ]
}

function assetRows(assets: Asset[]) {
  const row = (name: string, of: Asset[]) => [name, kilobytes(sum(of, 'gzip')), kilobytes(sum(of, 'brotli'))]
  return (['js', 'css'] as const).flatMap((kind) => {
    const of = assets.filter(asset => asset.kind === kind).sort((a, b) => b.gzip - a.gzip)
    return of.length ? [row(kind === 'js' ? 'JavaScript' : 'CSS', of), ...of.map(asset => row(`    ${asset.name}`, [asset]))] : []
  })
}

function memorySection({ memory }: Results) {
  return [...heading('Memory of the app\'s process (resident)'), `idle ${(memory.idle / 1e6).toFixed(0)} MB, after the load ${(memory.afterLoad / 1e6).toFixed(0)} MB, some 45 MB of it are the bench's own preload`]
}

function targetsSection(targets: Target[]) {
  return [
    ...heading('Targets'),
    ...table(['', 'measured', 'target', ''], targets.map(({ name, value, wanted, met, missedBy }) =>
      [`${met ? '✔' : '✘'} ${name}`, value, wanted, met ? '' : `missed by ${missedBy.toFixed(0)} %`])),
  ]
}

function profileSection({ name, profile }: Results['profiles'][number]) {
  const rows = (shares: { name: string, percent: number }[]) => shares.map(share => [share.name, share.percent.toFixed(1)])
  return [
    ...heading(`Profile of ${name}: ${profile.file}`),
    ...table(['time in the code itself, by package', '%'], rows(profile.packages)),
    '', ...table(['by function', '%'], rows(profile.functions)),
  ]
}

function heading(text: string) {
  return ['', text, '─'.repeat(text.length)]
}

/** The first column to the left, numbers to the right. */
function table(head: string[], rows: string[][]): string[] {
  const all = [head, ...rows]
  const widths = head.map((_, column) => Math.max(...all.map(row => row[column]?.length ?? 0)))
  return all.map(row => row.map((cell, column) => column ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0)).join('  ').trimEnd())
}

function sum(assets: Asset[], encoding: 'gzip' | 'brotli') {
  return assets.reduce((total, asset) => total + asset[encoding], 0)
}

function kilobytes(bytes: number) {
  return (bytes / 1000).toFixed(1)
}
