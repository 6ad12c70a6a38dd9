const YES_NO = { Y: 'Yes', N: 'No' }

const integer = (title: string | null, rest: object = {}) => ({ title, type: 'integer', ...rest })
const string = (title: string | null, rest: object = {}) => ({ title, type: 'string', ...rest })
const date = (title: string | null, rest: object = {}) => ({ title, type: 'datetime', ...rest })
const array = (title: string | null = null) => ({ title, type: 'array' })
const choice = (title: string | null, values: object, otherwise: unknown) => ({ title, type: 'enum', values, default: otherwise })
const yesNo = (title: string | null = null, otherwise: string | null = 'N') => choice(title, YES_NO, otherwise)

const UNSET = { default: null }
const ZERO = { default: 0 }
const REQUIRED = { required: true }

/** What tasks.task.getFields answers: api-reference/tasks/tasks-task-get-fields.md */
export const taskFields = {
  ID: integer('ID', { primary: true }),
  PARENT_ID: integer('Base task ID', ZERO),
  TITLE: string('Title', REQUIRED),
  DESCRIPTION: string('Description'),
  MARK: choice('Rating', { N: 'Negative', P: 'Positive' }, null),
  PRIORITY: choice('Priority', { 2: 'High', 1: 'Medium', 0: 'Low' }, 1),
  STATUS: choice('Status', { 2: 'Pending', 3: 'In Progress', 4: 'Awaiting Control', 5: 'Completed', 6: 'Deferred' }, 2),
  MULTITASK: yesNo('Multitask'),
  NOT_VIEWED: yesNo(),
  REPLICATE: yesNo('Recurring task'),
  GROUP_ID: integer('Project', ZERO),
  STAGE_ID: integer('Stage', ZERO),
  SPRINT_ID: integer('Sprint', ZERO),
  BACKLOG_ID: integer('Backlog', ZERO),
  CREATED_BY: integer('Creator', REQUIRED),
  CREATED_DATE: date(null),
  RESPONSIBLE_ID: integer('Assignee', REQUIRED),
  ACCOMPLICES: array(),
  AUDITORS: array(),
  CHANGED_BY: integer('Changed by'),
  CHANGED_DATE: date('Change date'),
  STATUS_CHANGED_BY: integer('Status changed by'),
  STATUS_CHANGED_DATE: date('Status change date'),
  CLOSED_BY: integer('Closed by', UNSET),
  CLOSED_DATE: date('Closing date', UNSET),
  ACTIVITY_DATE: date(null, UNSET),
  DATE_START: date('Start date', UNSET),
  DEADLINE: date('Deadline', UNSET),
  START_DATE_PLAN: date('Planned start', UNSET),
  END_DATE_PLAN: date('Planned completion', UNSET),
  GUID: string('GUID', UNSET),
  XML_ID: string('XML_ID', UNSET),
  COMMENTS_COUNT: integer('Number of comments', ZERO),
  SERVICE_COMMENTS_COUNT: integer(null, ZERO),
  NEW_COMMENTS_COUNT: integer(null, ZERO),
  ALLOW_CHANGE_DEADLINE: yesNo(),
  ALLOW_TIME_TRACKING: yesNo(),
  TASK_CONTROL: yesNo('Accept work'),
  ADD_IN_REPORT: yesNo('Add to report'),
  FORKED_BY_TEMPLATE_ID: yesNo('Created from template'),
  TIME_ESTIMATE: integer('Estimated time'),
  TIME_SPENT_IN_LOGS: integer('Time spent from change history'),
  MATCH_WORK_TIME: integer('Skip weekends'),
  FORUM_TOPIC_ID: integer('FORUM_TOPIC_ID'),
  FORUM_ID: integer('FORUM_ID'),
  SITE_ID: string('SITE_ID'),
  SUBORDINATE: yesNo('Subordinate task', null),
  FAVORITE: yesNo(null, null),
  EXCHANGE_MODIFIED: date('EXCHANGE_MODIFIED', UNSET),
  EXCHANGE_ID: integer('EXCHANGE_ID', UNSET),
  OUTLOOK_VERSION: integer('OUTLOOK_VERSION', UNSET),
  VIEWED_DATE: date('Last viewed date'),
  SORTING: { title: 'Sorting index', type: 'double' },
  DURATION_PLAN: integer('Spent (planned)'),
  DURATION_FACT: integer('Spent (actual)'),
  CHECKLIST: array(),
  DURATION_TYPE: choice('DURATION_TYPE', ['secs', 'mins', 'hours', 'days', 'weeks', 'monts', 'years'], 'days'),
  IS_MUTED: yesNo(),
  IS_PINNED: yesNo(),
  IS_PINNED_IN_GROUP: yesNo(),
  FLOW_ID: integer('Flow', ZERO),
  UF_CRM_TASK: { title: 'CRM entities', type: 'crm' },
  UF_TASK_WEBDAV_FILES: { title: 'Upload files', type: 'disk_file' },
  UF_MAIL_MESSAGE: { title: null, type: 'mail_message' },
}
