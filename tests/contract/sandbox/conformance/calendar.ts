import { ADMIN } from '../setup.ts'
import type { Row } from './row.ts'

/** The recurring meeting of the example, with somebody who has accepted (calendar_event_fields.md): api-reference/calendar/calendar-event/calendar-event-get.md */
const event = {
  'ID': '1265', 'PARENT_ID': '1265', 'DELETED': 'N', 'CAL_TYPE': 'user', 'OWNER_ID': '1', 'NAME': 'Event Name',
  'DATE_FROM': '12/11/2024 05:59:00 pm', 'DATE_TO': '12/11/2024 06:59:00 pm', 'ORIGINAL_DATE_FROM': null,
  'TZ_FROM': 'Europe/Riga', 'TZ_TO': 'Europe/Riga', 'TZ_OFFSET_FROM': '7200', 'TZ_OFFSET_TO': '7200',
  'DATE_FROM_TS_UTC': '1733932740', 'DATE_TO_TS_UTC': '1733936340', 'DT_SKIP_TIME': 'N', 'DT_LENGTH': 3600,
  'EVENT_TYPE': null, 'CREATED_BY': '1', 'DATE_CREATE': '12/05/2024 01:48:41 pm', 'TIMESTAMP_X': '12/05/2024 01:48:41 pm',
  'DESCRIPTION': 'Description for event', 'PRIVATE_EVENT': '', 'ACCESSIBILITY': 'free', 'IMPORTANCE': 'normal',
  'IS_MEETING': true, 'MEETING_STATUS': 'H', 'MEETING_HOST': '1',
  'MEETING': { HOST_NAME: 'User Name', NOTIFY: false, REINVITE: false, ALLOW_INVITE: false, HIDE_GUESTS: false, MEETING_CREATOR: 1, LANGUAGE_ID: 'de', MAIL_FROM: '' },
  'LOCATION': 'test location', 'REMIND': [{ type: 'min', count: 50 }], 'COLOR': '#9dcf00',
  'RRULE': { 'FREQ': 'WEEKLY', 'BYDAY': { MO: 'MO' }, 'INTERVAL': 1, 'UNTIL': '12/24/2024', '~UNTIL': '12/24/2024', 'UNTIL_TS': 1734998400 },
  'EXDATE': '11/28/2024;12/05/2024', 'DAV_XML_ID': '20241211T155900Z-534185204b362e9be7e261e92ccd9078@portal',
  'G_EVENT_ID': '', 'DAV_EXCH_LABEL': '', 'CAL_DAV_LABEL': '', 'VERSION': '1', 'ATTENDEES_CODES': ['U1'],
  'RECURRENCE_ID': 1272, 'RELATIONS': { ORIGINAL_RECURSION_ID: 1271, COMMENT_XML_ID: 'EVENT_1271_12/23/2024' },
  'SECTION_ID': '4', 'SYNC_STATUS': null, 'UF_CRM_CAL_EVENT': ['CO_1', 'L_5'], 'UF_WEBDAV_CAL_EVENT': false, 'SECTION_DAV_XML_ID': null,
  'DATE_FROM_FORMATTED': 'Wed Dec 11 2024 17:59:00', 'DATE_TO_FORMATTED': 'Wed Dec 11 2024 18:59:00', 'SECT_ID': '4',
  'ATTENDEE_LIST': [{ id: 1, entryId: '1265', status: 'H' }, { id: 2, entryId: '1266', status: 'Y' }], 'COLLAB_ID': null,
  '~RRULE_DESCRIPTION': 'every week on: Mon, Wed, from 12/11/2024 to 12/24/2024',
  'attendeesEntityList': [{ entityId: 'user', id: 1 }], '~DESCRIPTION': 'Description for event', '~USER_OFFSET_FROM': 7200, '~USER_OFFSET_TO': 7200,
}

const section = {
  ID: '190', NAME: 'New Section', GAPI_CALENDAR_ID: null, DESCRIPTION: 'Description for section', COLOR: '#9cbeee', TEXT_COLOR: '#283000',
  EXPORT: { ALLOW: true }, CAL_TYPE: 'user', OWNER_ID: '1', CREATED_BY: '1', DATE_CREATE: '2024-12-10 06:36:00', TIMESTAMP_X: '2024-12-10 06:36:00',
  CAL_DAV_CON: null, SYNC_TOKEN: null, PAGE_TOKEN: null, EXTERNAL_TYPE: 'local', ACCESS: { G2: 13, U1: 19 }, IS_COLLAB: false,
  PERM: { view_time: true, view_title: true, view_full: true, add: true, edit: true, edit_section: true, access: true },
}

const settings = {
  work_time_start: '9', work_time_end: '19', year_holidays: '1.01', year_workdays: '31.12', week_holidays: ['SA', 'SU'], week_start: 'MO',
  user_name_template: '#NAME# #LAST_NAME#', sync_by_push: false, user_show_login: true, path_to_user: '/company/personal/user/#user_id#/',
  path_to_user_calendar: '/company/personal/user/#user_id#/calendar/', path_to_group: '/workgroups/group/#group_id#/',
  path_to_group_calendar: '/workgroups/group/#group_id#/calendar/', path_to_vr: '', path_to_rm: '', rm_iblock_type: '', rm_iblock_id: '',
  dep_manager_sub: true, denied_superpose_types: [], pathes_for_sites: '', forum_id: '8', rm_for_sites: true,
  path_to_type_company_calendar: '', path_to_type_location: '', path_to_type_open_event: '',
}

const added = { type: 'user', ownerId: ADMIN, name: 'New Event Name', from: '2024-06-14', to: '2024-06-14', skip_time: 'Y', section: 5 }

export const calendar: Row[] = [
  { method: 'calendar.event.get', params: { type: 'user', ownerId: ADMIN, section: [4] }, documented: { source: 'api-reference/calendar/calendar-event/calendar-event-get.md', answer: { result: [event] } },
    except: {
      'result.0.RRULE': 'of the events that do not repeat it is an empty string, as in the answers that developers show',
    } },
  { method: 'calendar.event.getbyid', params: { id: 1210 }, documented: { source: 'api-reference/calendar/calendar-event/calendar-event-get-by-id.md', answer: { result: event } } },
  { method: 'calendar.event.add', params: added, documented: { source: 'api-reference/calendar/calendar-event/calendar-event-add.md', answer: { result: 1246 } } },
  { method: 'calendar.event.update', params: { id: 1211, type: 'user', ownerId: ADMIN, name: 'Changed Event Name' }, documented: { source: 'api-reference/calendar/calendar-event/calendar-event-update.md', answer: { result: 1246 } } },
  { method: 'calendar.event.delete', params: { id: 1211 }, documented: { source: 'api-reference/calendar/calendar-event/calendar-event-delete.md', answer: { result: true } } },
  { method: 'calendar.section.get', params: { type: 'user', ownerId: ADMIN }, documented: { source: 'api-reference/calendar/calendar-section-get.md', answer: { result: [section] } } },
  { method: 'calendar.settings.get', documented: { source: 'api-reference/calendar/calendar-settings-get.md', answer: { result: settings } } },
]
