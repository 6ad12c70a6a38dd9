import { describe, expect, it } from 'vitest'
import { receiver } from './receiver.ts'
import { ADMIN, at, EXTRANET, HANNAH, MARCUS, stage, TOM } from './setup.ts'

const DRAWINGS = 286
const FABRICS = 292
const SAW = 290
const STOCK = 291

function ids(body: unknown): number[] {
  const tasks = at(body, 'result', 'tasks')

  return Array.isArray(tasks) ? tasks.map(task => Number(at(task, 'id'))).sort((a, b) => a - b) : []
}

describe('tasks.task.get', () => {
  it('knows the task of the documented callbacks', async () => {
    const { call } = await stage()

    const { body } = await call(ADMIN, 'tasks.task.get', { taskId: DRAWINGS, select: ['ID', 'TITLE', 'GROUP_ID', 'UF_CRM_TASK'] })

    expect(at(body, 'result', 'task')).toMatchObject({
      id: '286', title: 'Drawings for the reception desk', groupId: '10', ufCrmTask: ['D_3473', 'CO_2946'], group: { id: '10', name: 'Harbour Hotel Bristol' },
    })
  })

  it('keeps links to the CRM back unless they are asked for', async () => {
    const { call } = await stage()

    const { body } = await call(ADMIN, 'tasks.task.get', { taskId: DRAWINGS })

    expect(at(body, 'result', 'task')).not.toHaveProperty('ufCrmTask')
    expect(at(body, 'result', 'task', 'responsible', 'name')).toBe('Tom Fletcher')
  })

  it.each([
    ['its creator', ADMIN, DRAWINGS],
    ['its responsible person', TOM, DRAWINGS],
    ['a participant', MARCUS, DRAWINGS],
    ['an observer', HANNAH, DRAWINGS],
    ['a member of its project', MARCUS, SAW],
    ['an administrator', ADMIN, FABRICS],
    ['an extranet user in her project', EXTRANET, FABRICS],
  ])('shows a task to %s', async (_, user, taskId) => {
    const { call } = await stage()

    const { body } = await call(user, 'tasks.task.get', { taskId })

    expect(at(body, 'result', 'task', 'id')).toBe(String(taskId))
  })

  it.each([
    ['somebody who has no part in it', HANNAH, SAW],
    ['an extranet user outside her project', EXTRANET, DRAWINGS],
    ['everybody, for a task that is not there', ADMIN, 9999],
  ])('answers an empty list and HTTP 200 to %s', async (_, user, taskId) => {
    const { call } = await stage()

    const { status, body } = await call(user, 'tasks.task.get', { taskId })

    expect([status, body.result]).toEqual([200, []])
  })

  it.each([
    ['no id', {}, '100', 'CTaskItem All parameters in the constructor must have real class type (internal error)'],
    ['a word for an id', { taskId: 'many' }, '0', 'wrong task id'],
    ['a selection that is no list', { taskId: DRAWINGS, select: 'TITLE' }, '100', 'Invalid value {TITLE} to match with parameter {select}. Should be value of type array. (internal error)'],
  ])('refuses %s', async (_, params, error, description) => {
    const { call } = await stage()

    const answer = await call(ADMIN, 'tasks.task.get', params)

    expect([answer.status, answer.body.error, answer.body.error_description]).toEqual([400, error, description])
  })
})

describe('tasks.task.list', () => {
  it('lists what each person may read', async () => {
    const { call, portal } = await stage()

    const admin = await call(ADMIN, 'tasks.task.list')
    const sofia = await call(EXTRANET, 'tasks.task.list')

    expect(admin.body.total).toBe(portal.data.tasks.length)
    expect(ids(sofia.body)).toEqual([292, 293, 294])
  })

  it.each([
    ['a project', { GROUP_ID: 10 }, [286, 287, 288, 289]],
    ['a deal', { UF_CRM_TASK: 'D_3473' }, [286, 287, 288]],
    ['a tag', { TAG: 'machines' }, [290]],
    ['an observer', { AUDITOR: HANNAH }, [286]],
    ['a status', { REAL_STATUS: [4, 6] }, [291, 294]],
    ['what is overdue', { STATUS: -1 }, [287, 302]],
    ['a part of the title', { TITLE: '%reception%' }, [286]],
    ['several conditions', { '!STATUS': 5, 'RESPONSIBLE_ID': TOM, '>PRIORITY': 1 }, [286, 287]],
  ])('is filtered by %s', async (_, filter, expected) => {
    // A clock at noon: deadlines end at 19:00, so that none is just passing.
    const { call } = await stage({ clock: { now: () => Date.parse('2026-07-01T12:00:00Z') } })

    const { body } = await call(ADMIN, 'tasks.task.list', { filter, select: ['ID'] })

    expect(ids(body)).toEqual(expected)
  })

  it('begins with the newest, or as ordered', async () => {
    const { call } = await stage()

    const newest = await call(ADMIN, 'tasks.task.list', { select: ['ID'] })
    const oldest = await call(ADMIN, 'tasks.task.list', { select: ['ID'], order: { CREATED_DATE: 'asc' } })

    expect([at(newest.body, 'result', 'tasks', 0, 'id'), at(oldest.body, 'result', 'tasks', 0, 'id')]).toEqual(['302', '302'])
    expect(at(newest.body, 'result', 'tasks', 1, 'id')).toBe('301')
  })
})

describe('a task', () => {
  it('is added in the name of the caller', async () => {
    const { call } = await stage()

    const added = await call(MARCUS, 'tasks.task.add', { fields: { TITLE: 'Sand the samples', RESPONSIBLE_ID: TOM, DEADLINE: '2027-03-01T18:00:00', UF_CRM_TASK: ['D_3473'], GROUP_ID: 10 } })
    const { body } = await call(TOM, 'tasks.task.get', { taskId: at(added.body, 'result', 'task', 'id'), select: ['*'] })

    expect(at(body, 'result', 'task')).toMatchObject({ title: 'Sand the samples', createdBy: '3', responsibleId: '9', status: '2', deadline: '2027-03-01T18:00:00+00:00', ufCrmTask: ['D_3473'] })
  })

  it.each([
    ['no fields', {}, '100', 'Could not find value for parameter {fields} (internal error)'],
    ['no title', { fields: { RESPONSIBLE_ID: 1 } }, 'ERROR_CORE', 'Task title not specified<br>'],
    ['nobody', { fields: { TITLE: 'x' } }, 'ERROR_CORE', 'Assignee not specified<br>'],
    ['somebody unknown', { fields: { TITLE: 'x', RESPONSIBLE_ID: 99 } }, 'ERROR_CORE', 'User specified in the "Assignee" field not found<br>'],
    ['an unknown status', { fields: { TITLE: 'x', RESPONSIBLE_ID: 1, STATUS: 1 } }, 'ERROR_CORE', 'Invalid status<br>'],
    ['an unknown parent', { fields: { TITLE: 'x', RESPONSIBLE_ID: 1, PARENT_ID: 1 } }, 'ERROR_CORE', 'Task specified in the "Parent Task" field not found<br>'],
    ['an end before its start', { fields: { TITLE: 'x', RESPONSIBLE_ID: 1, START_DATE_PLAN: '2027-01-02', END_DATE_PLAN: '2027-01-01' } }, 'ERROR_CORE', 'End date specified earlier than start date in scheduling<br>'],
  ])('is not added with %s', async (_, params, error, description) => {
    const { call } = await stage()

    const answer = await call(ADMIN, 'tasks.task.add', params)

    expect([answer.status, answer.body.error, answer.body.error_description]).toEqual([400, error, description])
  })

  it('is no subtask of itself or of its own subtask', async () => {
    const { call } = await stage()

    const itself = await call(ADMIN, 'tasks.task.update', { taskId: DRAWINGS, fields: { PARENT_ID: DRAWINGS } })
    const below = await call(ADMIN, 'tasks.task.update', { taskId: DRAWINGS, fields: { PARENT_ID: 287 } })

    expect(itself.body.error_description).toBe('Cannot bind the node to itself<br>')
    expect(below.body.error_description).toBe('Creating cyclic links in tasks is prohibited<br>')
  })

  it('is edited by its creator, worked on by others', async () => {
    const { call } = await stage()

    const renamed = await call(TOM, 'tasks.task.update', { taskId: DRAWINGS, fields: { TITLE: 'Other drawings' } })
    const started = await call(TOM, 'tasks.task.pause', { taskId: DRAWINGS })
    const observed = await call(HANNAH, 'tasks.task.complete', { taskId: DRAWINGS })

    expect([renamed.status, renamed.body.error]).toEqual([400, '0'])
    expect(at(started.body, 'result', 'task', 'status')).toBe('2')
    expect(observed.body.error_description).toBe('Action on the task is not allowed (internal error)')
  })

  it('is completed, with the date and the person', async () => {
    const { call } = await stage({ clock: { now: () => Date.parse('2026-07-01T12:00:00Z') } })

    const { body } = await call(TOM, 'tasks.task.complete', { taskId: DRAWINGS })

    expect(at(body, 'result', 'task')).toMatchObject({ status: '5', closedBy: '9', closedDate: '2026-07-01T12:00:00+00:00' })
  })

  it('under control waits for its creator', async () => {
    const { call } = await stage()

    await call(ADMIN, 'tasks.task.disapprove', { taskId: STOCK })
    const completed = await call(TOM, 'tasks.task.complete', { taskId: STOCK })
    const approved = await call(ADMIN, 'tasks.task.approve', { taskId: STOCK })

    expect([at(completed.body, 'result', 'task', 'status'), at(approved.body, 'result', 'task', 'status')]).toEqual(['4', '5'])
  })

  it('tells of its changes by events that name it', async () => {
    const { received, url: handler } = await receiver()
    const { call, sandbox } = await stage()
    for (const event of ['ONTASKADD', 'ONTASKUPDATE', 'ONTASKDELETE']) await call(ADMIN, 'event.bind', { event, handler })

    const added = await call(ADMIN, 'tasks.task.add', { fields: { TITLE: 'Oil the bench', RESPONSIBLE_ID: TOM } })
    const taskId = String(at(added.body, 'result', 'task', 'id'))
    await call(ADMIN, 'tasks.task.update', { taskId, fields: { PRIORITY: 2 } })
    await call(ADMIN, 'tasks.task.delete', { taskId })
    await sandbox.events.drain()

    expect(received).toMatchObject([
      { event: 'ONTASKADD', data: { FIELDS_BEFORE: 'undefined', FIELDS_AFTER: { ID: taskId } } },
      { event: 'ONTASKUPDATE', data: { FIELDS_BEFORE: { ID: taskId }, FIELDS_AFTER: { ID: taskId } } },
      { event: 'ONTASKDELETE', data: { FIELDS_BEFORE: { ID: taskId }, FIELDS_AFTER: 'undefined' } },
    ])
  })
})

describe('workgroups', () => {
  const SECRET = 14

  it('are listed to those who may know of them', async () => {
    const { call } = await stage()

    const names = async (user: number, params = {}) => {
      const { body } = await call(user, 'sonet_group.get', { ORDER: { ID: 'ASC' }, ...params })
      return Array.isArray(body.result) ? body.result.map(group => at(group, 'ID')) : []
    }

    expect(await names(HANNAH)).toEqual(['10', '11', '12', '15'])
    expect(await names(MARCUS, { FILTER: { '%NAME': 'juniper' } })).toEqual(['12'])
    expect(await names(EXTRANET)).toEqual(['12'])
    expect(await names(MARCUS, { FILTER: { ID: SECRET } })).toEqual([])
    expect(await names(MARCUS, { IS_ADMIN: 'Y', FILTER: { ID: SECRET } })).toEqual([])
  })

  it('show their members with roles, and hide what is secret', async () => {
    const { call } = await stage()

    const members = await call(MARCUS, 'sonet_group.user.get', { ID: 12 })
    const secret = await call(MARCUS, 'sonet_group.user.get', { ID: SECRET })
    const wrong = await call(MARCUS, 'sonet_group.user.get', { ID: 'x' })

    expect(members.body.result).toEqual([{ USER_ID: '7', ROLE: 'A' }, { USER_ID: '3', ROLE: 'E' }, { USER_ID: '9', ROLE: 'K' }, { USER_ID: '15', ROLE: 'K' }])
    expect([secret.status, secret.body.error, secret.body.error_description]).toEqual([400, '', 'Socialnetwork group not found'])
    expect(wrong.body.error_description).toBe('Wrong socialnetwork group ID')
  })

  it('of a person are those that she takes part in', async () => {
    const { call } = await stage()

    const { body } = await call(EXTRANET, 'sonet_group.user.groups')

    expect(body.result).toEqual([{ GROUP_ID: '12', GROUP_NAME: 'Juniper Bay: mock-up room', ROLE: 'K', GROUP_IMAGE_ID: null, GROUP_IMAGE: '', IS_EXTRANET: 'Y' }])
  })

  it('are described one by one, any of them to an administrator', async () => {
    const { call } = await stage()

    const project = await call(ADMIN, 'socialnetwork.api.workgroup.get', { params: { groupId: 10, select: ['TAGS', 'PRIVACY_TYPE'], mode: 'mobile' } })
    const secret = await call(MARCUS, 'socialnetwork.api.workgroup.get', { params: { groupId: SECRET } })
    const none = await call(ADMIN, 'socialnetwork.api.workgroup.get', { params: {} })

    expect(project.body.result).toMatchObject({ ID: 10, TYPE: 'project', DIALOG_ID: 'chat1489', TAGS: ['hotel', 'Bristol'], PRIVACY_CODE: 'open', ADDITIONAL_DATA: { ROLE: 'K' } })
    expect([secret.body.error, none.body.error]).toEqual(['SONET_CONTROLLER_WORKGROUP_NOT_FOUND', 'SONET_CONTROLLER_WORKGROUP_EMPTY'])
  })

  it('are listed with their id alone, unless more is selected', async () => {
    const { call } = await stage()

    const { body } = await call(MARCUS, 'socialnetwork.api.workgroup.list', { filter: { '%NAME': 'work' }, order: { ID: 'ASC' } })
    const named = await call(MARCUS, 'socialnetwork.api.workgroup.list', { filter: { CLOSED: 'Y' }, select: ['NAME', 'TYPE'], params: { shouldSelectDialogId: 'Y' } })

    expect(body.result).toEqual({ workgroups: [{ id: '11' }] })
    expect(named.body.result).toEqual({ workgroups: [{ id: '15', name: 'Trade fair, last spring', type: 'project', dialogId: '' }] })
  })
})
