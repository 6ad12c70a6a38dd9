import { expect, test } from 'vitest'
import { parseSubjectKey, subjectKey } from '../../../shared/subject.ts'

test.each([
  { kind: 'crm-item', entityTypeId: 2, id: '3473' },
  { kind: 'task', entityTypeId: 0, id: '286' },
  { kind: 'chat', entityTypeId: 0, id: 'chat1489' },
  { kind: 'chat', entityTypeId: 0, id: '3-5' },
  { kind: 'phone', entityTypeId: 0, id: '7:+447700900318' },
] as const)('$kind $id is the same after it was a word', (subject) => {
  expect(parseSubjectKey(subjectKey(subject))).toEqual(subject)
})

test.each([
  '', 'crm-item', 'crm-item:2', 'crm-item:2:', 'crm-item:0:1', 'crm-item:2:01', 'crm-item:2:1/../2', 'crm-item:2:9007199254740993', 'task:2:1', 'task:0:chat1', 'chat:0:5', 'chat:0:chat', 'phone:0:+44',
  'call:0:1', '__proto__:0:1', 'crm-item:2:1:2',
])('%j is no subject', (key) => {
  expect(parseSubjectKey(key)).toBeNull()
})
