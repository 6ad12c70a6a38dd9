import { z } from 'zod'
import { bbCodeToMarkdown, htmlToText } from '../../bitrix24/bb-code.ts'
import type { Answer } from '../../bitrix24/rest.ts'
import { activityRefusals } from '../../subjects/kinds/activity.ts'
import { decided } from '../../subjects/kinds/kind.ts'

const activityAnswer = z.object({ SUBJECT: z.string().nullish(), DESCRIPTION: z.string().nullish(), DESCRIPTION_TYPE: z.coerce.string().nullish() })

/** By DESCRIPTION_TYPE: 1 plain text, 2 BB code, 3 HTML. */
const readers = new Map([['2', bbCodeToMarkdown], ['3', htmlToText]])

/**
 * What an activity is called and says, as Markdown; both may be empty.
 * @see https://apidocs.bitrix24.com/api-reference/crm/timeline/activities/activity-base/crm-activity-get.html
 * @throws Failure `not-available` when it does not exist or the person may not read it, `missing-scope`, `portal-unreachable` for anything else.
 */
export function readActivity(answer: Answer): { title: string, text: string } {
  const { SUBJECT, DESCRIPTION, DESCRIPTION_TYPE } = decided(answer, activityAnswer, activityRefusals)
  const convert = readers.get(DESCRIPTION_TYPE ?? '') ?? ((text: string) => text.trim())
  return { title: SUBJECT?.trim() ?? '', text: convert(DESCRIPTION ?? '') }
}
