import { copiesFor, eventsOf, familyOf, nextEventId, type CalendarEvent, type CalendarSection, type CalendarType } from '../../portal/calendar.ts'
import { maySeeCalendar, mayWriteCalendar } from '../../portal/rights.ts'
import { calendarError, endAfter, eventFields, momentFrom, requireParameter } from '../records/calendar-fields.ts'
import { eventRecord } from '../records/calendar-record.ts'
import type { Call, Method } from '../method.ts'
import { flag, integer, list, map, text } from '../params.ts'
import { tell } from '../tell.ts'

const DAY = 24 * 3600 * 1000

/** Calendars and their events: api-reference/calendar */
export const calendar: Record<string, Method> = {
  'calendar.event.get': {
    scope: ['calendar'],
    rights: 'any',
    handle(call) {
      const { portal, user, params, world } = call
      requireParameter('calendar.event.get', params, 'type')
      requireParameter('calendar.event.get', params, 'ownerId')
      const owner = ownerOf(call)
      const now = world.clock.now()
      const from = momentFrom(params.from, user.timeZone) ?? now - 31 * DAY
      const to = momentFrom(params.to, user.timeZone) ?? now + 92 * DAY
      const sections = list(params.section).map(id => integer(id))
      if (!maySeeCalendar(portal, user, owner)) return { result: [] }
      const events = eventsOf(portal.data.calendar, { ...owner, from, to: text(params.to).length > 10 ? to : to + DAY })
        .filter(event => sections.length === 0 || sections.includes(event.sectionId))
      return { result: events.map(event => eventRecord(portal, user, event, now)) }
    },
  },

  'calendar.event.getbyid': {
    scope: ['calendar'],
    rights: 'any',
    handle({ portal, user, params, world }) {
      requireParameter('calendar.event.getbyid', params, 'id')
      const event = portal.data.calendar.events.find(({ id }) => id === integer(params.id))
      if (user.role === 'extranet') throw calendarError('Access denied')
      // Undocumented for an id that is not there: the method hands on the false of the lookup behind it.
      return { result: event && maySeeCalendar(portal, user, event) ? eventRecord(portal, user, event, world.clock.now()) : false }
    },
  },

  'calendar.event.add': {
    scope: ['calendar'],
    rights: 'any',
    handle(call) {
      const { portal, params, user, world } = call
      for (const names of [['type'], ['ownerId'], ['name'], ['from', 'from_ts'], ['to', 'to_ts']]) requireParameter('calendar.event.add', params, ...names)
      const owner = writableOwner(call)
      const section = sectionFor(call, owner, params.section)
      const id = nextEventId(portal.data.calendar)
      const now = world.clock.now()
      const blank: CalendarEvent = {
        id, parentId: id, ...owner, sectionId: section.id, name: '', description: '', location: '', from: now, to: now, timeZone: user.timeZone,
        allDay: false, isPrivate: false, accessibility: 'busy', importance: 'normal', color: '', createdBy: user.id, createdAt: now,
        changedAt: now, attendees: [], weekdays: [], until: null, crm: [], remind: [],
      }
      const event: CalendarEvent = { ...blank, ...eventFields(params, blank), sectionId: section.id, attendees: attendeesOf(call, user.id) }
      event.until = endAfter(event, integer(map(params.rrule).COUNT))
      portal.data.calendar.events.push(event, ...copiesFor(portal.data.calendar, event, id + 1))
      tellOfEntry(call, 'ADD', event)
      return { result: id }
    },
  },

  'calendar.event.update': {
    scope: ['calendar'],
    rights: 'any',
    handle(call) {
      const { portal, params, world } = call
      for (const name of ['id', 'ownerId', 'type']) requireParameter('calendar.event.update', params, name)
      const event = portal.data.calendar.events.find(({ id }) => id === integer(params.id))
      if (!event || !mayWriteCalendar(call.portal, call.user, event)) throw calendarError('Access denied')
      const { sectionId, ...fields } = eventFields(params, event)
      if (sectionId !== undefined) event.sectionId = sectionFor(call, event, sectionId).id
      for (const member of familyOf(portal.data.calendar, event)) Object.assign(member, fields, { changedAt: world.clock.now() })
      tellOfEntry(call, 'UPDATE', event)
      return { result: event.id }
    },
  },

  'calendar.event.delete': {
    scope: ['calendar'],
    rights: 'any',
    handle(call) {
      const { portal, params, user } = call
      const id = integer(params.id)
      if (!id) throw calendarError('Event id not specified')
      const event = portal.data.calendar.events.find(candidate => candidate.id === id)
      if (!event || !mayWriteCalendar(portal, user, event)) throw calendarError('An error occurred while deleting the event')
      const doomed = event.id === event.parentId ? familyOf(portal.data.calendar, event) : [event]
      portal.data.calendar.events = portal.data.calendar.events.filter(candidate => !doomed.includes(candidate))
      tellOfEntry(call, 'DELETE', event)
      return { result: true }
    },
  },

  'calendar.section.get': {
    scope: ['calendar'],
    rights: 'any',
    handle(call) {
      const { portal, params, user } = call
      requireParameter('calendar.section.get', params, 'type')
      if (params.type !== 'user') requireParameter('calendar.section.get', params, 'ownerId')
      const owner = ownerOf(call)
      if (!maySeeCalendar(portal, user, owner)) return { result: [] }
      return { result: portal.data.calendar.sections.filter(section => belongsTo(section, owner)).map(section => sectionRecord(section, mayWriteCalendar(portal, user, section))) }
    },
  },

  'calendar.settings.get': {
    scope: ['calendar'],
    rights: 'any',
    handle: ({ portal }) => ({ result: {
      work_time_start: String(portal.data.calendar.workTime.start),
      work_time_end: String(portal.data.calendar.workTime.end),
      year_holidays: '1.01,25.12,26.12',
      year_workdays: '31.12',
      week_holidays: ['SA', 'SU'],
      week_start: portal.data.calendar.weekStart,
      user_name_template: '#NAME# #LAST_NAME#',
      sync_by_push: false,
      user_show_login: true,
      path_to_user: '/company/personal/user/#user_id#/',
      path_to_user_calendar: '/company/personal/user/#user_id#/calendar/',
      path_to_group: '/workgroups/group/#group_id#/',
      path_to_group_calendar: '/workgroups/group/#group_id#/calendar/',
      path_to_vr: '',
      path_to_rm: '',
      rm_iblock_type: '',
      rm_iblock_id: '',
      dep_manager_sub: true,
      denied_superpose_types: [],
      pathes_for_sites: '',
      forum_id: '8',
      rm_for_sites: true,
      path_to_type_company_calendar: '',
      path_to_type_location: '',
      path_to_type_open_event: '',
    } }),
  },
}

/** One lower-case key, and a string: api-reference/calendar/calendar-event/events/on-calendar-entry-add.md */
function tellOfEntry(call: Call, what: 'ADD' | 'UPDATE' | 'DELETE', { id }: CalendarEvent): void {
  tell(call, `ONCALENDARENTRY${what}`, { id: String(id) })
}

interface Owner { type: CalendarType, ownerId: number }

const TYPES: readonly CalendarType[] = ['user', 'group', 'company_calendar']

/** Whose calendar a call is about; a type of its own making has none. External users are refused all of them. */
function ownerOf({ params, user }: Call): Owner {
  if (user.role === 'extranet') throw calendarError('Access denied')
  const type = TYPES.find(known => known === params.type)
  if (!type) return { type: 'group', ownerId: -1 }

  return { type, ownerId: type === 'company_calendar' ? 0 : integer(params.ownerId, type === 'user' ? user.id : 0) }
}

function writableOwner(call: Call): Owner {
  const owner = ownerOf(call)
  if (!mayWriteCalendar(call.portal, call.user, owner)) throw calendarError('Access denied')

  return owner
}

function belongsTo(section: CalendarSection, { type, ownerId }: Owner): boolean {
  return section.type === type && section.ownerId === ownerId
}

/** The calendar named, or the owner's first where none is. */
function sectionFor({ portal, user }: Call, owner: Owner, id: unknown): CalendarSection {
  const own = portal.data.calendar.sections.filter(section => belongsTo(section, owner) && maySeeCalendar(portal, user, section))
  const section = id === undefined ? own[0] : own.find(candidate => candidate.id === integer(id))
  if (!section) throw calendarError('You specified an invalid calendar section ID or the user does not have access to it')

  return section
}

function attendeesOf({ params, portal }: Call, userId: number): CalendarEvent['attendees'] {
  if (!flag(params.is_meeting)) return []
  const host = integer(params.host, userId)
  const invited = list(params.attendees).map(id => integer(id)).filter(id => id !== host && portal.users.some(user => user.id === id && user.active))

  return [{ userId: host, status: 'H' }, ...invited.map(id => ({ userId: id, status: 'Q' as const }))]
}

function sectionRecord(section: CalendarSection, writable: boolean) {
  const written = new Date(section.createdAt).toISOString().slice(0, 19).replace('T', ' ')

  return {
    ID: String(section.id),
    NAME: section.name,
    GAPI_CALENDAR_ID: null,
    DESCRIPTION: section.description,
    COLOR: section.color,
    TEXT_COLOR: '',
    EXPORT: { ALLOW: true },
    CAL_TYPE: section.type,
    OWNER_ID: String(section.ownerId),
    CREATED_BY: String(section.createdBy),
    DATE_CREATE: written,
    TIMESTAMP_X: written,
    CAL_DAV_CON: null,
    SYNC_TOKEN: null,
    PAGE_TOKEN: null,
    EXTERNAL_TYPE: 'local',
    ACCESS: { G2: 13, [`U${section.createdBy}`]: 19 },
    IS_COLLAB: false,
    PERM: { view_time: true, view_title: true, view_full: true, add: writable, edit: writable, edit_section: writable, access: writable },
  }
}
