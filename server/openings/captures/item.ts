import { z } from 'zod'
import { quoted } from '../../bitrix24/bb-code.ts'
import { Failure } from '../../failure.ts'
import { labelOf } from '../../subjects/labels.ts'
import type { OpenSubject } from '../../subjects/open-subject.ts'
import { subjectOf, type Subject } from '../../subjects/subject.ts'
import type { Visit } from '../view.ts'
import { readActivity } from './activity.ts'
import { promised, quotable, titled, withoutFacts, type Capture } from './capture.ts'

const activityOptions = z.object({ ASSOCIATED_ENTITY_TYPE_ID: z.coerce.string().pipe(z.literal('6')), ASSOCIATED_ENTITY_ID: z.coerce.string().regex(/^[1-9]\d{0,14}$/) })

/** On a CRM item, and on one activity of its timeline where the menu of one was opened. Records of other types name nothing that could be quoted. */
export function captureOfItem({ portal, placement, callback: { options } }: Visit, openSubject: OpenSubject): Capture {
  const object = subjectOf(placement, options)
  if (!object) throw new Failure('not-available')
  const activityId = activityOptions.safeParse(options).data?.ASSOCIATED_ENTITY_ID ?? null
  const item = openSubject(portal, object)

  return {
    commands: { ...item.commands, ...(activityId ? { activity: ['crm.activity.get', { id: Number(activityId) }] } : {}) },
    async read(asked) {
      const label = withoutFacts((await item.show(asked)).card)
      const answer = asked.answers.activity
      if (!activityId || !answer) return { source: null, prefill: { note: '', followUp: '' }, targets: [label] }

      const { title, text } = readActivity(answer)
      const activity: Subject = { kind: 'activity', entityTypeId: 0, id: activityId }
      return {
        source: { kind: 'activity', id: activityId, title: titled(title) || `#${activityId}`, path: label.path },
        prefill: { note: text ? `${quoted(quotable(text))}\n\n` : '', followUp: promised(title || text) },
        targets: [label, { ...labelOf(activity, title || null, asked.viewer.id), path: label.path }],
      }
    },
  }
}
