import type { Portal } from '../types.ts'
import { alderOak } from './alder-oak/index.ts'
import { brightwater } from './brightwater/index.ts'

/** A portal as its tables describe it, before it has an address. Built anew for every sandbox; `now` in Unix milliseconds. */
export interface PortalSeed {
  build(now: number): Omit<Portal, 'url' | 'host' | 'installations' | 'frames' | 'formerHosts' | 'features' | 'webhooks'>
}

export const portalSeeds: PortalSeed[] = [alderOak, brightwater]

/** Seeds for so many portals: beyond the two they are copies of the small one, with a key and a name of their own and the same ids within. */
export function seedsFor(portals = portalSeeds.length): PortalSeed[] {
  return Array.from({ length: portals }, (_, index) => portalSeeds[index] ?? copyOfSmallOne(index + 1))
}

function copyOfSmallOne(number: number): PortalSeed {
  return {
    build: now => ({ ...brightwater.build(now), memberId: `5eed${number.toString(16).padStart(28, '0')}`, name: `Branch ${number}` }),
  }
}
