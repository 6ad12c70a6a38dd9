import { v7 as uuid } from 'uuid'
import { call, open } from './app.ts'
import type { Stage } from './stage.ts'

/** Deals of the sandbox's first portal, all with a client, stage and responsible person. */
export const deals = [3463, 3466, 3468, 3473, 3484]

/** The tab of each of them. */
export const dealTab = { placement: 'CRM_DEAL_DETAIL_TAB', options: deals.map(ID => ({ ID })) }

export const notesPerDeal = 10

const texts = [
  'Called **Nadia**: she wants the samples by Friday, before 10 am.',
  'Quote 5 covers the lounge only. The reception desk comes extra:\n\n- oak, fumed\n- cable duct\n- two weeks more',
  'They asked for our terms in German, see https://example.com/terms',
  'Delivery entrance is on the harbour side. The lift takes *1.9 m*, not more.',
  'Price agreed by phone, confirmation follows by mail.',
]

/** Writes ten notes on each deal through the API of its own page, and pins the first. */
export async function writeNotes(stage: Stage) {
  const forms = await stage.sandbox('forms', { ...dealTab, count: deals.length })
  for (const form of forms) {
    const { session } = await open(form)
    const ids = Array.from({ length: notesPerDeal }, () => uuid())
    for (const [index, id] of ids.entries()) {
      await call(stage, session, 'POST', '/api/notes', { id, text: texts[index % texts.length] })
    }
    await call(stage, session, 'PATCH', `/api/notes/${ids[0]}`, { pinned: true })
  }
}
