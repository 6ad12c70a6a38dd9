import type { Subject, SubjectLabel } from '../../shared/subject.ts'
import { typeOf } from './crm-item.ts'

const others: Record<Exclude<Subject['kind'], 'crm-item'>, { path: (id: string) => string | null }> = {
  activity: { path: () => null },
  task: { path: id => `/company/personal/user/0/tasks/task/view/${id}/` },
  workgroup: { path: id => `/workgroups/group/${id}/` },
  user: { path: id => `/company/personal/user/${id}/` },
  chat: { path: () => null },
  phone: { path: () => null },
}

/** A subject as it is named in a list. @param title as the portal called it lately; null when nobody has asked yet, and then empty. */
export function labelOf(subject: Subject, title: string | null): SubjectLabel {
  if (subject.kind === 'crm-item') {
    const { type, path } = typeOf(subject.entityTypeId)
    return { ...subject, type, title: title ?? '', path: path && `${path}${subject.id}/` }
  }
  return { ...subject, type: subject.kind, title: title ?? '', path: others[subject.kind].path(subject.id) }
}
