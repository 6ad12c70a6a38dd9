import { v7 as uuid } from 'uuid'
import { outcomeOf } from './client.ts'
import { settle } from './ledger.ts'
import { markOf } from './marks.ts'
import { callAs, somePage, type Stage } from './stage.ts'

const day = 86_400_000
/** How often a follow-up is sent until there is an answer that tells what became of it. */
const mostSends = 4

/** Somebody promises something; now and then it is sent twice at once, likely to two processes. */
export async function writeFollowUp(stage: Stage) {
  const { random, ledger } = stage
  const page = somePage(stage)
  if (!page) return
  const followUp = ledger.promise({ id: uuid(), portal: page.portal, deal: page.deal, authorId: page.userId, text: `${markOf(page, 'all')} send the samples` })
  const body = {
    id: followUp.id, text: followUp.text, dueOn: new Date(Date.now() + random.between(-3, 30) * day).toISOString().slice(0, 10), dueTime: random.chance(0.3) ? '09:30' : null, assigneeId: page.userId,
  }
  const send = async () => settle(followUp.stands, true, outcomeOf(await callAs(stage, page, { kind: 'write a follow-up', path: '/api/follow-ups', body })))
  if (random.chance(0.15)) await Promise.all([send(), send()])
  for (let sends = 0; sends < mostSends && (followUp.stands.has(false) || random.chance(0.1)); sends++) await send()
  followUp.isBusy = false
}

/** Anybody on the thread finishes it, cancels it or opens it again. */
export async function closeFollowUp(stage: Stage) {
  const { random, ledger } = stage
  const page = somePage(stage)
  const here = ledger.followUps.slice(-100).filter(({ portal, deal, stands, isBusy }) => page && portal === page.portal && deal === page.deal && !stands.has(false) && !isBusy)
  if (!page || !here.length) return
  const followUp = random.pick(here)
  followUp.isBusy = true
  const state = random.pick(['done', 'cancelled', 'open'])
  settle(followUp.state, state, outcomeOf(await callAs(stage, page, { kind: 'close a follow-up', method: 'PATCH', path: `/api/follow-ups/${followUp.id}`, body: { state } })))
  followUp.isBusy = false
}
