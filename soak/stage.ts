import { mayRead, type Portal, type PortalUser, type Sandbox } from '../sandbox/index.ts'
import type { Finding } from './audit.ts'
import type { Answer, Call, Send } from './client.ts'
import type { Figures } from './figures.ts'
import type { Ledger } from './ledger.ts'
import type { Place } from './marks.ts'
import type { Random } from './random.ts'

/** A portal of the run. */
export interface Site {
  portal: Portal
  /** `number` names it in marks and findings. */
  number: number
  /** Of some deals, at least one that not everybody may read. */
  deals: number[]
  isInstalled: boolean
  /** Somebody installs or removes the application. */
  isBusy: boolean
}

/** An open deal tab of one person. */
export interface Page extends Place {
  site: Site
  session: string
  /** Somebody is typing on it: drafts are only certain one by one. */
  isBusy: boolean
}

/** What all operations share. */
export interface Stage {
  sandbox: Sandbox
  clientId: string
  appUrl: string
  sites: Site[]
  /** Tabs that are open; of those that are too many, some are closed. */
  pages: Page[]
  ledger: Ledger
  figures: Figures
  random: Random
  send: Send
  report: (finding: Finding) => void
}

const dealType = 2
const dealsOfSite = 4

/** Which deals of a portal are written on: open ones, and some that are only for their owner. */
export function siteOf(portal: Portal, number: number): Site {
  const deals = portal.data.items.filter(({ entityTypeId }) => entityTypeId === dealType).toSorted((a, b) => String(a.opened).localeCompare(String(b.opened)))
  return { portal, number, deals: deals.slice(0, dealsOfSite).map(({ id }) => id), isInstalled: false, isBusy: false }
}

/** People who use applications. */
export function peopleOf({ portal }: Site): PortalUser[] {
  return portal.users.filter(({ active, appAccess }) => active && appAccess)
}

/** May this person read the deal? By the sandbox's own table of rights. */
export function mayReadDeal({ portal }: Site, userId: number, deal: number): boolean {
  const user = portal.users.find(({ id }) => id === userId)
  const item = portal.data.items.find(({ entityTypeId, id }) => entityTypeId === dealType && id === deal)
  return user !== undefined && item !== undefined && mayRead(user, item)
}

export function isAdmin({ portal }: Site, userId: number): boolean {
  return portal.users.some(({ id, role }) => id === userId && role === 'admin')
}

/** Some open tab; null while there is none. */
export function somePage({ random, pages }: Stage): Page | null {
  return pages.length ? random.pick(pages) : null
}

/** Calls the API as a page does; a session that is over is renewed once, and a page for which that is refused is closed. */
export async function callAs(stage: Stage, page: Page, { path, ...call }: Omit<Call, 'url' | 'reader'> & { path: string }): Promise<Answer> {
  const send = () => stage.send({ ...call, url: stage.appUrl + path, session: page.session, reader: page })
  const answer = await send()
  if (answer.code !== 'session-over') return answer
  return await renew(stage, page) ? send() : answer
}

/** Shows a fresh token for a new session. @returns whether there is one. */
export async function renew(stage: Stage, page: Page): Promise<boolean> {
  const { accessToken, refreshToken } = stage.sandbox.issueToken({ memberId: page.site.portal.memberId, userId: page.userId, clientId: stage.clientId })
  const { code, json } = await stage.send({ kind: 'renewal', url: `${stage.appUrl}/api/session`, body: { session: page.session, accessToken, refreshToken }, reader: page })
  if (code === 'done' && typeof json.session === 'string') {
    page.session = json.session
    return true
  }
  if (code === 'session-over' || code === 'token-refused') close(stage, page)
  return false
}

export function close({ pages }: Stage, page: Page) {
  const index = pages.indexOf(page)
  if (index >= 0) pages.splice(index, 1)
}
