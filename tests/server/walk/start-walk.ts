import { v7 as uuid } from 'uuid'
import { sealSession } from '../../../server/openings/session.ts'
import type { Portal } from '../../../server/portals/portals.ts'
import type { Scope, Subject } from '../../../server/subjects/subject.ts'
import { rowsOf } from '../../support/rows.ts'
import { brightwater, deals, people } from '../../support/services.ts'
import { startApi } from '../api/start-api.ts'
import { promise } from '../threads/start-follow-ups.ts'

export const deal = (id: number): Subject => ({ kind: 'crm-item', entityTypeId: 2, id: String(id) })
/** In everything that is Alder & Oak's alone. */
export const mark = 'only-alder-oak'

/** Both portals have Sidenote. Alder & Oak has notes, follow-ups and drafts on a deal that both know by its number, and on one that is Marcus's alone. */
export async function startWalk() {
  const api = await startApi()
  const { services, sandbox, visit } = api
  const here = api.portal
  const there = await api.install(brightwater)
  for (const id of [deals.secret, deals.open]) await api.open({ userId: people.marcus, options: { ID: id } })
  await api.open({ userId: people.hannah })
  const stranger = await api.openThread({ portal: brightwater })
  const scope = (subject: Subject): Scope => ({ portalId: here.id, userId: people.marcus, isAdmin: false, subject })
  const notes = { open: uuid(), secret: uuid() }
  await services.notes.add(scope(deal(deals.open)), { id: notes.open, text: mark }, [])
  await services.notes.add(scope(deal(deals.secret)), { id: notes.secret, text: mark }, [])
  // Under the ids of the notes: what is of the one kind is nothing of the other.
  for (const place of ['open', 'secret'] as const) {
    await services.followUps.add(scope(deal(deals[place])), promise(notes[place], { text: mark }), { links: [], source: null, timeZone: 'UTC' })
  }
  await services.subjects.remember(here.id, deal(deals.open), [], mark)
  await services.drafts.keep(here.id, people.marcus, deal(deals.open), { noteId: null, text: mark, baseVersion: null })
  await services.snippets.add({ portalId: here.id, userId: people.marcus, isAdmin: false }, { id: notes.open, title: mark, text: mark, isShared: true })
  await services.people.remember(here.id, { id: 77, name: mark, isAdmin: true, timeZone: 'UTC' })
  await services.people.meet(here.id, [{ id: 78, name: mark }])
  await services.settings.setRegistrations(here.id, { bound: [mark], skipped: [], changed: [], at: 1 })
  sandbox.clearRequests()

  return {
    ...api, here, there, notes, strangerSession: stranger.session,
    /** Of Hannah, on something that she may not read, or that does not exist. */
    sessionOn: (id: number) => sealSession(services.sealer, {
      portalId: here.id, generation: here.generation, userId: people.hannah, isAdmin: false, view: 'thread', subject: deal(id), source: null,
    }, 3600),
    sealedOn: (id: number) => {
      const { callback, path } = visit({ userId: people.hannah, options: { ID: id } })
      return services.pending.seal(callback, path)
    },
    rowsHere: () => Object.fromEntries(Object.entries(rowsOf(api.database.$client)).map(([table, rows]) => [table, rows.filter(row => isOf(row, here))])),
  }
}
export type Walk = Awaited<ReturnType<typeof startWalk>>

function isOf(row: unknown, { id, memberId }: Portal) {
  const { portal_id: owner, member_id: name } = row as Record<string, unknown>
  return owner === id || name === memberId
}
