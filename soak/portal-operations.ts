import { FrameRefused, type FrameForm } from '../sandbox/index.ts'
import type { Answer } from './client.ts'
import type { MarkReader } from './marks.ts'
import { isAdmin, mayReadDeal, peopleOf, close, type Page, type Site, type Stage } from './stage.ts'

const mostPages = 500

/** The form that a portal's page posts into the frame; null when the portal itself refuses. */
function formOf({ sandbox, clientId, figures }: Stage, kind: string, site: Site, userId: number, deal?: number): FrameForm | null {
  try {
    return sandbox.openFrame(site.portal.memberId, {
      userId, clientId, ...(deal === undefined ? { placement: 'DEFAULT' } : { placement: 'CRM_DEAL_DETAIL_TAB', options: { ID: deal } }),
    })
  }
  catch (error) {
    if (!(error instanceof FrameRefused)) throw error
    figures.count(kind, `the portal: ${error.code}`)
    return null
  }
}

/** Posts the form, and redeems the callback of a page that came without its data because the portal is slow. */
async function post({ send, appUrl }: Stage, kind: string, { action, fields }: FrameForm, reader: MarkReader | null): Promise<Answer> {
  const page = await send({ kind, url: action, body: new URLSearchParams(fields), reader })
  if (page.json.view !== 'pending') return page
  return send({ kind: `${kind}, later`, url: `${appUrl}/api/opening`, body: { callback: page.json.callback }, reader })
}

/** Somebody opens a deal's tab; who may not read the deal must get nothing. */
export async function openDeal(stage: Stage) {
  const { random, pages } = stage
  const site = random.pick(stage.sites)
  if (!site.isInstalled) return
  const page = await openAs(stage, site, random.pick(peopleOf(site)).id, random.pick(site.deals))
  if (!page) return
  pages.push(page)
  if (pages.length > mostPages) pages.splice(Math.floor(random.next() * mostPages), 1)
}

/** A person's tab of a deal; null when it does not open. */
export async function openAs(stage: Stage, site: Site, userId: number, deal: number): Promise<Page | null> {
  const isAllowed = mayReadDeal(site, userId, deal)
  const kind = isAllowed ? 'open a deal' : 'open a deal as a stranger'
  const place = { portal: site.number, deal, userId }
  const form = formOf(stage, kind, site, userId, deal)
  const opened = form && await post(stage, kind, form, isAllowed ? place : null)
  if (isAllowed && opened?.code === 'not-available') stage.report({ what: 'answer', where: `person ${userId} was told that there is no deal ${deal} on portal ${site.number}` })
  if (opened?.code !== 'done' || typeof opened.json.session !== 'string') return null

  if (!isAllowed) stage.report({ what: 'stranger', where: `person ${userId} got the page of deal ${deal} on portal ${site.number}` })
  return isAllowed ? { ...place, site, session: opened.json.session, isBusy: false } : null
}

/** The installer, from "Install" to `installFinish`; where the application is there already, its own page. */
export async function install(stage: Stage, site = siteToInstall(stage)) {
  const { sandbox, clientId, appUrl, send } = stage
  if (site.isBusy) return
  site.isBusy = true
  try {
    sandbox.addApp(site.portal.memberId, clientId)
    const administrator = peopleOf(site).find(({ id }) => isAdmin(site, id))
    if (!administrator) throw new Error(`${site.portal.name} has no administrator`)
    const kind = site.isInstalled ? 'open the own page' : 'open the installer'
    const form = formOf(stage, kind, site, administrator.id)
    // Administrators may read every deal of their portal.
    const opened = form && await post(stage, kind, form, site.isInstalled ? { portal: site.number, deal: null, userId: administrator.id } : null)
    if (site.isInstalled || opened?.code !== 'done' || typeof opened.json.session !== 'string') return

    const run = await send({ kind: 'install', url: `${appUrl}/api/install`, session: opened.json.session, reader: null })
    if (!run.text.includes('"finished"')) return stage.figures.count('installation', 'to be tried again')
    sandbox.finishInstallation(site.portal.memberId, clientId)
    site.isInstalled = true
    stage.figures.count('installation', 'finished')
  }
  finally {
    site.isBusy = false
  }
}

/** One without the application, as long as there are any. */
function siteToInstall({ random, sites }: Stage): Site {
  const without = sites.filter(({ isInstalled, isBusy }) => !isInstalled && !isBusy)
  return random.pick(without.length ? without : sites)
}

/** The administrator removes the application and, soon or later, adds it anew. */
export async function reinstall(stage: Stage) {
  const { random, sandbox, clientId, figures, pages } = stage
  const site = random.pick(stage.sites)
  if (site.isBusy || !site.isInstalled) return
  site.isInstalled = false
  sandbox.uninstall(site.portal.memberId, clientId)
  figures.count('uninstallation', 'done')
  // Their sessions are over; some stay open and find out by themselves.
  for (const page of pages.filter(page => page.site === site && random.chance(0.5))) close(stage, page)
  if (random.chance(0.7)) await install(stage, site)
}

export async function update({ random, sites, sandbox, clientId, figures }: Stage) {
  const site = random.pick(sites)
  if (site.isBusy || !site.isInstalled) return
  sandbox.update(site.portal.memberId, clientId)
  figures.count('update', 'done')
}

/** Events that nobody but an attacker sends: what they say must not happen. */
export async function forgeEvent({ random, sites, clientId, send, appUrl, sandbox }: Stage) {
  const site = random.pick(sites)
  const { memberId } = site.portal
  const employee = random.pick(peopleOf(site).filter(({ role }) => role !== 'admin'))
  // What every employee can read in the own browser.
  const applicationToken = site.portal.installations.get(clientId)?.applicationToken ?? ''
  const [kind, auth] = random.pick([
    ['an unknown portal\'s event', { member_id: 'f'.repeat(32), application_token: 'f'.repeat(32) }],
    ['an event with a wrong token', { member_id: memberId, application_token: 'f'.repeat(32) }],
    ['an event made by an employee', { member_id: memberId, application_token: applicationToken }],
    ['an event with an employee\'s token', { member_id: memberId, application_token: 'f'.repeat(32), access_token: sandbox.issueToken({ memberId, userId: employee.id, clientId }).accessToken }],
  ] as const)
  const event = random.pick(['ONAPPUNINSTALL', 'ONAPPUNINSTALL', 'ONAPPUPDATE'])
  const body = new URLSearchParams({ event, 'ts': String(random.between(1, 2 ** 31)), 'data[CLEAN]': '1', ...Object.fromEntries(Object.entries(auth).map(([name, value]) => [`auth[${name}]`, value])) })
  await send({ kind, url: `${appUrl}/events`, body, reader: null })
}
