import { lookup as systemLookup, type LookupAddress, type LookupAllOptions } from 'node:dns'
import { Agent as HttpAgent } from 'node:http'
import { Agent as HttpsAgent } from 'node:https'
import { BlockList, isIP, type LookupFunction } from 'node:net'

/**
 * What is no address of the public IPv4 internet: private, loopback, link-local (a cloud's metadata among them), shared, reserved.
 * @see https://www.iana.org/assignments/iana-ipv4-special-registry/
 */
const special4 = new BlockList()
for (const [network, prefix] of [
  ['0.0.0.0', 8], ['10.0.0.0', 8], ['100.64.0.0', 10], ['127.0.0.0', 8], ['169.254.0.0', 16], ['172.16.0.0', 12], ['192.0.0.0', 24], ['192.0.2.0', 24], ['192.88.99.0', 24],
  ['192.168.0.0', 16], ['198.18.0.0', 15], ['198.51.100.0', 24], ['203.0.113.0', 24], ['224.0.0.0', 3],
] as const) special4.addSubnet(network, prefix, 'ipv4')

/**
 * Of IPv6 the other way round: one network is public, and within it those are not that stand for something else, an IPv4 address above all
 * (Teredo, 6to4). Mapped, translated, unique local and link-local addresses lie outside.
 * @see https://www.iana.org/assignments/iana-ipv6-special-registry/
 */
const global6 = new BlockList()
global6.addSubnet('2000::', 3, 'ipv6')
const special6 = new BlockList()
for (const [network, prefix] of [['2001::', 23], ['2001:db8::', 32], ['2002::', 16], ['3fff::', 20]] as const) special6.addSubnet(network, prefix, 'ipv6')

/** Is this, as the system resolved it, an address of the public internet? */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address)
  if (family === 4) return !special4.check(address, 'ipv4')
  // A mapped IPv4 address would be looked for among IPv4's networks.
  return family === 6 && !/^::ffff:/i.test(address) && global6.check(address, 'ipv6') && !special6.check(address, 'ipv6')
}

/** Names that are nobody's on the public internet. */
const privateName = /(^|\.)(localhost|local|internal|intranet|lan|home\.arpa)$/

/**
 * May this be a portal's host? A portal has a name with a dot; an address, in whatever spelling, is none.
 * @param hostname of a URL, which has put decimal, octal and short spellings of IPv4 in order.
 */
export function isPublicName(hostname: string): boolean {
  const name = hostname.toLowerCase().replace(/\.$/, '')
  return name.includes('.') && !isIP(name) && !name.startsWith('[') && !privateName.test(name)
}

type Resolve = (hostname: string, options: LookupAllOptions, callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void) => void

/**
 * Looks a name up as the system does and fails when any of its addresses is not public: it is asked for the connection itself, so that a name
 * cannot mean one address when it is checked and another one when it is connected to.
 */
export function publicLookup(resolve: Resolve = systemLookup): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
      const [first] = addresses ?? []
      if (error ?? !first) return callback(error ?? new Error(`${hostname} has no address`), '')
      if (!addresses.every(({ address }) => isPublicAddress(address))) return callback(new Error(`${hostname} has an address that is not public`), '')
      if (options.all) return callback(null, addresses)
      callback(null, first.address, first.family)
    })
  }
}

const lasting = { keepAlive: true, timeout: 5000, scheduling: 'lifo' as const }

/** For connections to portals: nothing inside the operator's network is reached through them. Otherwise like Node's own agents. */
export const publicAgents = {
  httpAgent: new HttpAgent({ ...lasting, lookup: publicLookup() }),
  httpsAgent: new HttpsAgent({ ...lasting, lookup: publicLookup() }),
}
