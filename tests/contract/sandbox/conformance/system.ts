import { ADMIN, type Stage } from '../setup.ts'
import type { Family } from './row.ts'

const options = { data: 'value', data2: 'value2' }

/** Sets what is then asked for. */
function stored(method: string): (here: Stage) => Promise<Record<string, unknown>> {
  return async ({ call }) => {
    await call(ADMIN, method, { options })
    return {}
  }
}

export const system: Family = {
  rows: [
    { method: 'app.option.get', params: stored('app.option.set') },
    { method: 'app.option.set', params: { options } },
    { method: 'user.option.get', params: stored('user.option.set') },
    { method: 'user.option.set', params: { options } },
  ],
  notYet: [],
}
