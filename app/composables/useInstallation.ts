import type { InstallProgress } from '#shared/opening'

/** A whole manifest on a slow portal, with its pauses for request limits. */
const PATIENCE = 300_000

/** Runs the installation and shows how far it is. Only when the server has said `finished` is the portal told so. */
export function useInstallation() {
  const { send } = useApi()
  const { finishInstallation } = useB24Frame()
  const installation = shallowRef(newInstallation())

  async function run() {
    installation.value = newInstallation('running')
    try {
      const answer = await send('/api/install', { method: 'POST', patience: PATIENCE })
      for await (const line of jsonLines<InstallProgress>(answer.body ?? new ReadableStream())) {
        installation.value = advanced(installation.value, line)
      }
    }
    catch (error) {
      const { code, requestId } = error instanceof ApiFailure ? error : new ApiFailure('offline')
      installation.value = brokenOff(installation.value, code, requestId)
    }
    if (installation.value.phase === 'running') installation.value = brokenOff(installation.value, 'offline', '')
    if (installation.value.phase === 'finished') finishInstallation()
  }

  return { installation, run }
}
