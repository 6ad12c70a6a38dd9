import type { Services } from '../services.ts'

let started: Promise<Services> | undefined

/** Called once, by the plugin that starts the server. */
export function provideServices(services: Promise<Services>) {
  started = services
}

/** The parts of this server; waits while they are still being put together. */
export function useServices(): Promise<Services> {
  if (!started) throw new Error('the services are not started')
  return started
}
