import { MARCUS } from '../setup.ts'
import type { Row } from './row.ts'

const DRAWINGS = 286

/** The page of tasks.task.add is older than those of its neighbours, which show these keys. */
const NEWER_THAN_ADD = {
  'result.task.sprintId': 'tasks-task-update.md shows it',
  'result.task.backlogId': 'tasks-task-update.md shows it',
  'result.task.action.take': 'tasks-task-get.md shows it',
  'result.task.checkListTree.fields.nodeId': 'tasks-task-update.md shows it',
}

const SELECTION = ['ID', 'TITLE', 'DESCRIPTION', 'CREATED_BY', 'RESPONSIBLE_ID', 'DEADLINE', 'UF_CRM_TASK', 'UF_TASK_WEBDAV_FILES']
const LIST_SELECTION = ['ID', 'TITLE', 'DESCRIPTION', 'STATUS', 'subStatus', 'DEADLINE', 'CREATED_DATE', 'RESPONSIBLE_ID', 'ACCOMPLICES', 'AUDITORS', 'TAGS', 'COUNTERS', 'PRIORITY', 'MARK']

export const tasks: Row[] = [
  {
    method: 'tasks.task.get',
    params: { taskId: DRAWINGS, select: SELECTION },
    except: { 'result.task.ufTaskWebdavFiles': 'the sandbox has no Drive, so that tasks carry no files' },
  },
  {
    method: 'tasks.task.list',
    params: {
      filter: { ID: DRAWINGS },
      order: { DEADLINE: 'asc' },
      select: LIST_SELECTION,
      params: { WITH_TIMER_INFO: true, WITH_RESULT_INFO: true, WITH_PARSED_DESCRIPTION: true },
    },
  },
  { method: 'tasks.task.add', params: { fields: { TITLE: 'Sand the samples', RESPONSIBLE_ID: MARCUS } }, except: NEWER_THAN_ADD },
  { method: 'tasks.task.update', like: 'tasks.task.add', params: { taskId: 301, fields: { PRIORITY: 2 } }, except: NEWER_THAN_ADD },
  { method: 'tasks.task.complete', like: 'tasks.task.add', params: { taskId: 301 }, except: NEWER_THAN_ADD },
  { method: 'tasks.task.delete', params: { taskId: 301 }, documented: { source: 'api-reference/tasks/tasks-task-delete.md', answer: { result: { task: true } } } },
  { method: 'sonet_group.get' },
  { method: 'sonet_group.user.get', params: { ID: 10 } },
  {
    method: 'sonet_group.user.groups',
    as: MARCUS,
    documented: {
      source: 'api-reference/sonet-group/sonet-group-user-groups.md',
      answer: { result: [{ GROUP_ID: '77', GROUP_NAME: 'New Project Title', ROLE: 'K', GROUP_IMAGE_ID: null, GROUP_IMAGE: '', IS_EXTRANET: 'Y' }] },
    },
  },
  {
    method: 'socialnetwork.api.workgroup.get',
    params: { params: { groupId: 10, select: ['DEPARTMENTS', 'TAGS'] } },
    except: { 'result.INVITED_MEMBERS': 'nobody waits for an invitation here' },
  },
  {
    method: 'socialnetwork.api.workgroup.list',
    params: { select: ['ID', 'NAME', 'TYPE', 'AVATAR'], params: { mode: 'mobile', shouldSelectDialogId: 'Y' } },
  },
  { method: 'department.get', params: { PARENT: 1 } },
]
