import type { Finding, Stored } from './audit.ts'
import { install, openAs } from './portal-operations.ts'
import { callAs, isAdmin, peopleOf, type Stage } from './stage.ts'

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
      for (let older: unknown = ''; typeof older === 'string';) {
        const { json } = await callAs(stage, page, { kind: 'sweep', method: 'GET', path: `/api/thread${older && `?before=${older}`}` })
        for (const note of Array.isArray(json.notes) ? json.notes : []) shown.set(note.id, note.text)
        older = json.older
      }
      const standing = stored.notes.filter(note => note.portal === site.number && note.deal === deal && !note.isDeleted)
      findings.push(
        ...standing.filter(({ id, text }) => shown.get(id) !== text).map(({ id }) => ({ what: 'lost' as const, where: `note ${id} is not shown on deal ${deal} of portal ${site.number}` })),
        ...[...shown.keys()].filter(id => !standing.some(note => note.id === id)).map(id => ({ what: 'stranger' as const, where: `note ${id} is shown on deal ${deal} of portal ${site.number}` })),
      )
    }
  }
  return findings
}
