import { ADMIN, at, type Stage } from '../setup.ts'
import type { Row } from './row.ts'

const call = { USER_ID: ADMIN, PHONE_NUMBER: '+447700900142', TYPE: 2, LINE_NUMBER: '3' }

async function registered(here: Stage): Promise<unknown> {
  const { body } = await here.call(ADMIN, 'telephony.externalCall.register', call)

  return at(body, 'result', 'CALL_ID')
}

const finished = {
  CALL_ID: 'externalCall.716f1cb73def9700a23842adf9c4c568.1773130779', EXTERNAL_CALL_ID: null, PORTAL_USER_ID: 1269, PHONE_NUMBER: '19062195047',
  PORTAL_NUMBER: '3', INCOMING: '2', CALL_DURATION: 95, CALL_START_DATE: {}, CALL_STATUS: 1, CALL_VOTE: 5, COST: 0, COST_CURRENCY: '',
  CALL_FAILED_CODE: '200', CALL_FAILED_REASON: '', REST_APP_ID: '3', REST_APP_NAME: 'REST API Documentation', CRM_ACTIVITY_ID: 7943, COMMENT: null,
  CRM_ENTITY_TYPE: 'CONTACT', CRM_ENTITY_ID: 797, ID: 7,
}

export const telephony: Row[] = [
  { method: 'voximplant.statistic.get' },
  { method: 'telephony.externalCall.register', params: call, documented: { source: 'api-reference/telephony/telephony-external-call-register.md', answer: { result: {
    CALL_ID: 'externalCall.716f1cb73def9700a23842adf9c4c568.1773130779', CRM_CREATED_LEAD: null, CRM_CREATED_ENTITIES: [], CRM_ENTITY_TYPE: 'CONTACT', CRM_ENTITY_ID: 797,
  } } } },
  { method: 'telephony.externalCall.finish', params: async here => ({ CALL_ID: await registered(here), USER_ID: ADMIN, DURATION: 95, VOTE: 5 }), documented: { source: 'api-reference/telephony/telephony-external-call-finish.md', answer: { result: finished } } },
  { method: 'telephony.externalCall.show', params: async here => ({ CALL_ID: await registered(here) }), documented: { source: 'api-reference/telephony/telephony-external-call-show.md', answer: { result: true } } },
  { method: 'telephony.externalCall.hide', params: async here => ({ CALL_ID: await registered(here) }), documented: { source: 'api-reference/telephony/telephony-external-call-hide.md', answer: { result: true } } },
]
