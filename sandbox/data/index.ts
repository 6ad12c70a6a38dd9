import type { Portal } from '../types.ts'
import { alderOak } from './alder-oak/index.ts'
import { brightwater } from './brightwater/index.ts'

/** A portal as its tables describe it, before it has an address. Built anew for every sandbox; `now` in Unix milliseconds. */
export interface PortalSeed {
  build(now: number): Omit<Portal, 'url' | 'host' | 'installations' | 'frames' | 'formerHosts' | 'features' | 'webhooks'>
}

export const portalSeeds: PortalSeed[] = [alderOak, brightwater]
