import { page, type Answer } from '../answer.ts'
import { document, notice } from '../shell.ts'
import type { Visit } from '../visit.ts'

/** A page that Bitrix24 has and the sandbox does not. */
export function absentPage(visit: Visit): Answer {
  const { t } = visit
  return page(document(visit, { title: t('absent.title'), content: notice('empty', t('absent.text')) }), 404)
}

/** Bitrix24 answers alike for an item that does not exist and one that the person may not read. */
export function deniedPage(visit: Visit): Answer {
  const { t } = visit
  return page(document(visit, { title: t('crm.denied'), content: notice('lock', t('crm.deniedText')) }), 403)
}
