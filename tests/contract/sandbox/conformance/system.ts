import { ADMIN, type Stage } from '../setup.ts'
import type { Row } from './row.ts'

const options = { data: 'value', data2: 'value2' }

/** Sets what is then asked for. */
function stored(method: string): (here: Stage) => Promise<Record<string, unknown>> {
  return async ({ call }) => {
    await call(ADMIN, method, { options })
    return {}
  }
}

export const system: Row[] = [
  { method: 'app.option.get', params: stored('app.option.set') },
  { method: 'app.option.set', params: { options } },
  { method: 'user.option.get', params: stored('user.option.set') },
  { method: 'user.option.set', params: { options } },
  {
    method: 'app.info',
    documented: { source: 'api-reference/common/system/app-info.md', answer: { result: {
      ID: 5, CODE: 'telefum24.kp10', VERSION: 4, STATUS: 'F', INSTALLED: true, PAYMENT_EXPIRED: 'N', DAYS: null, LANGUAGE_ID: 'de',
      LICENSE: 'de_ent10000', LICENSE_TYPE: 'ent10000', LICENSE_FAMILY: 'ent',
    } } },
  },
  {
    method: 'batch',
    params: { cmd: { me: 'profile', deals: 'crm.item.list?entityTypeId=2', wrong: 'no.such.method' } },
    documented: { source: 'settings/how-to-call-rest-api/batch.md', answer: { result: {
      result: { me: null, deals: null }, result_error: { wrong: { error: 'CODE', error_description: 'Words' } }, result_total: { deals: 1 }, result_next: [], result_time: { me: null, deals: null },
    } } },
  },
  {
    method: 'profile',
    documented: { source: 'api-reference/common/users/profile.md', answer: { result: {
      ID: '1', ADMIN: true, NAME: 'John', LAST_NAME: 'Smith', PERSONAL_GENDER: '', TIME_ZONE: 'Europe/Berlin', TIME_ZONE_OFFSET: 0,
    } } },
  },
  { method: 'user.admin', documented: { source: 'api-reference/common/users/user-admin.md', answer: { result: true } } },
  { method: 'scope', documented: { source: 'api-reference/common/system/scope.md', answer: { result: ['crm'] } } },
  { method: 'methods', documented: { source: 'api-reference/common/system/methods.md', answer: { result: ['user.get'] } } },
  { method: 'method.get', params: { name: 'user.get' }, documented: { source: 'api-reference/common/system/method-get.md', answer: { result: { isExisting: true, isAvailable: true } } } },
  { method: 'feature.get', params: { CODE: 'rest_auth_connector' }, documented: { source: 'api-reference/common/system/feature-get.md', answer: { result: { value: 'Y' } } } },
  { method: 'server.time', documented: { source: 'api-reference/common/system/server-time.md', answer: { result: '2026-01-02T03:04:05+00:00' } } },
  {
    method: 'access.name',
    params: { ACCESS: ['AU'] },
    documented: { source: 'api-reference/common/system/access-name.md', answer: { result: { AU: { provider: '', name: 'All authorized users', provider_id: 'other' } } } },
  },
]
