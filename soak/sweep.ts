import type { Finding, Stored } from './audit.ts'
import { install, openAs } from './portal-operations.ts'
import { callAs, isAdmin, peopleOf, type Stage } from './stage.ts'

/** Open follow-ups that a thread shows. */
const mostOpen = 200

/** When all is calm again: every portal gets well, and every thread shows exactly what is stored. */
export async function sweep(stage: Stage, stored: Stored): Promise<Finding[]> {
  const findings: Finding[] = []
  for (const site of stage.sites) {
    await install(stage, site)
    const administrator = peopleOf(site).find(({ id }) => isAdmin(site, id))
    for (const deal of site.deals) {
      const page = administrator && await openAs(stage, site, administrator.id, deal)
      if (!page) {
        findings.push({ what: 'portal', where: `deal ${deal} of portal ${site.number} does not open though nothing is wrong any more` })
        continue
      }
      const shown = new Map<string, unknown>()
      const shownFollowUps = new Map<string, unknown>()
      for (let older: unknown = ''; typeof older === 'string';) {
        const { json } = await callAs(stage, page, { kind: 'sweep', method: 'GET', path: `/api/thread${older && `?before=${older}`}` })
        for (const note of Array.isArray(json.notes) ? json.notes : []) shown.set(note.id, note.text)
        for (const followUp of Array.isArray(json.followUps) ? json.followUps : []) shownFollowUps.set(followUp.id, followUp.state)
        older = json.older
      }
      const promised = stored.followUps.filter(followUp => followUp.portal === site.number && followUp.deal === deal)
      const open = promised.filter(({ state }) => state === 'open').length
      const standing = stored.notes.filter(note => note.portal === site.number && note.deal === deal && !note.isDeleted)
      findings.push(
        ...standing.filter(({ id, text }) => shown.get(id) !== text).map(({ id }) => ({ what: 'lost' as const, where: `note ${id} is not shown on deal ${deal} of portal ${site.number}` })),
        ...promised.filter(({ state }) => state !== 'open' || open <= mostOpen).filter(({ id, state }) => shownFollowUps.get(id) !== state).map(({ id }) => ({ what: 'lost' as const, where: `follow-up ${id} is not shown on deal ${deal} of portal ${site.number}` })),
        ...[...shownFollowUps.keys()].filter(id => !promised.some(followUp => followUp.id === id)).map(id => ({ what: 'stranger' as const, where: `follow-up ${id} is shown on deal ${deal} of portal ${site.number}` })),
        ...[...shown.keys()].filter(id => !standing.some(note => note.id === id)).map(id => ({ what: 'stranger' as const, where: `note ${id} is shown on deal ${deal} of portal ${site.number}` })),
      )
    }
  }
  return findings
}
