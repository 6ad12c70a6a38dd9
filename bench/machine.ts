import { availableParallelism, cpus, loadavg, totalmem } from 'node:os'

export interface Machine { processor: string, cores: number, memory: number, node: string, loadBefore: number, loadAfter: number }

/** What the numbers were taken on; the load average before tells how much else was going on. */
export function machine(loadBefore: number): Machine {
  return {
    processor: cpus()[0]?.model.trim() ?? 'unknown', cores: availableParallelism(), memory: totalmem(), node: process.version,
    loadBefore, loadAfter: loadOfMachine(),
  }
}

/** The load average of the last minute. */
export function loadOfMachine(): number {
  return loadavg()[0] ?? 0
}
