import net from 'node:net'
import { Failure } from './failure.mjs'

/**
 * @typedef {object} PortUse
 * @property {number} port
 * @property {string} what who needs it: "the demo's portal"
 * @property {string} option the option that moves it: "--portal-port"
 * @property {number} base the present value of that option
 */

/**
 * The sentence for a port that somebody else has.
 * @param {PortUse} use
 */
export function portTakenSentence({ port, what, option, base }) {
  return `Port ${port} is taken, and ${what} needs it. Stop what uses it, or start with \`npm run demo -- ${option} ${base + 100}\`.`
}

/**
 * @param {PortUse[]} uses
 * @throws {Failure} when two of them want the same port, or somebody else has one
 */
export async function requirePorts(uses) {
  for (const use of uses) {
    const other = uses.find(({ port }) => port === use.port)
    if (other && other !== use) throw new Failure(`Port ${use.port} is asked for twice, by ${other.what} and ${use.what}: move one with ${use.option}.`)
    if (await portIsTaken(use.port)) throw new Failure(portTakenSentence(use))
  }
}

/**
 * Does anybody answer on this port of this machine? Asked by connecting, over IPv4 and IPv6: our servers listen on one of the two,
 * but a browser tries both for "localhost" and would find the stranger; and macOS lets one bind beside a stranger's wildcard.
 * @param {number} port
 */
export async function portIsTaken(port) {
  const answers = await Promise.all(['127.0.0.1', '::1'].map(host => canConnect(host, port)))
  return answers.includes(true)
}

/**
 * @param {string} host
 * @param {number} port
 * @returns {Promise<boolean>}
 */
function canConnect(host, port) {
  return new Promise((resolve) => {
    const socket = net.connect({ host, port })
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })
}

/**
 * Where a server has to listen to be found under the name "localhost" while staying on this machine.
 * @param {string[]} addresses what "localhost" resolves to
 */
export function loopbackOf(addresses) {
  return addresses.includes('127.0.0.1') || !addresses.includes('::1') ? '127.0.0.1' : '::1'
}
