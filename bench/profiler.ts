import { Session } from 'node:inspector/promises'

const session = new Session()

/** The CPU profiler of this process, switched on for one measurement only (`--cpu-prof` would record the start and everything else). */
export const profiler = {
  async start() {
    session.connect()
    await session.post('Profiler.enable')
    await session.post('Profiler.setSamplingInterval', { interval: 500 })
    await session.post('Profiler.start')
    return ''
  },

  async stop() {
    const { profile } = await session.post('Profiler.stop')
    session.disconnect()
    return profile
  },
}
