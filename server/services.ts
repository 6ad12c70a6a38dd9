import type { Database } from '../db/database.ts'
import { createIdentify } from './bitrix24/identify.ts'
import { createOAuth } from './bitrix24/oauth.ts'
import { connectPortal, type Command, type PortalAccess, type PortalClient } from './bitrix24/rest.ts'
import { createTokenKeeper } from './bitrix24/tokens.ts'
import { createVerify } from './bitrix24/verify.ts'
import type { Config } from './config.ts'
import { createFloods } from './floods.ts'
import { createJobs } from './jobs/jobs.ts'
import type { Log } from './log.ts'
import { createOpen } from './openings/open.ts'
import { createPending } from './openings/pending.ts'
import { createRenew } from './openings/renewal.ts'
import { createViews } from './openings/views/index.ts'
import { createAnyAdministrator } from './portals/administrators.ts'
import { createDirectory } from './portals/directory.ts'
import { createInbox } from './portals/inbox.ts'
import { createInstaller } from './portals/install.ts'
import { createIntroduce } from './portals/introduction.ts'
import { createLifeCycle } from './portals/life-cycle.ts'
import { createPeople } from './portals/people.ts'
import { createPortals, type Portal } from './portals/portals.ts'
import { createSettings } from './portals/settings.ts'
import { createReadiness } from './readiness.ts'
import { createSealer } from './seal.ts'
import { createAccess } from './subjects/access.ts'
import { createLookUp } from './subjects/look-up.ts'
import { createOpenByNumber } from './subjects/open-by-number.ts'
import { createOpenSubject } from './subjects/open-subject.ts'
import { createReadable } from './subjects/readable.ts'
import { createStages } from './subjects/stages.ts'
import { createSnippets } from './snippets/snippets.ts'
import { createSubjects } from './subjects/subjects.ts'
import { createTasksOf } from './subjects/tasks-of.ts'
import { createCalendar } from './threads/calendar.ts'
import { createAuthors } from './threads/authors.ts'
import { createDrafts } from './threads/drafts.ts'
import { createFollowUps } from './threads/follow-ups.ts'
import { createLocate } from './threads/locate.ts'
import { createNotes } from './threads/notes.ts'
import { createChangeFollowUps } from './threads/follow-up-changes.ts'
import { createFollowUpLists } from './threads/follow-up-list.ts'
import { createInsights } from './threads/insights.ts'
import { createListCandidates } from './threads/list-candidates.ts'
import { createLists } from './threads/lists.ts'
import { createRecent } from './threads/recent.ts'
import { createSearchIndex } from './threads/search-index.ts'
import { createFindEntries } from './threads/search-results.ts'
import { createSearch } from './threads/search.ts'
import { createThreads } from './threads/thread.ts'
import { createTimeline } from './threads/timeline.ts'

export interface Surroundings {
  config: Config
  database: Database
  fetch: typeof globalThis.fetch
  /** Milliseconds since the epoch. */
  clock: () => number
  log: Log
}

export type Services = Awaited<ReturnType<typeof createServices>>

/** Everything the server consists of, put together once: each part gets what it works with, none reaches for a global. */
export async function createServices({ config, database, fetch, clock, log }: Surroundings) {
  const sealer = await createSealer(config.secretKeys, clock)
  const oauth = createOAuth({ config, fetch, clock })
  const verify = createVerify({ config, oauth, clock })
  const connectTo = (access: PortalAccess) => connectPortal(access, config.allowInsecure ? 'any' : 'public')
  const identify = createIdentify({ verify, connect: connectTo })
  const floods = createFloods(clock)
  const tokens = createTokenKeeper({ database, sealer, oauth, clock })
  const portals = createPortals(database, clock)
  const people = createPeople(database, clock)
  const settings = createSettings(database)
  const subjects = createSubjects(database)
  const jobs = createJobs({ database, clock, log })
  const searchIndex = createSearchIndex({ database, jobs })
  const notes = createNotes(database, subjects, searchIndex, clock)
  const followUps = createFollowUps({ database, subjects, people, searchIndex, clock })
  const drafts = createDrafts(database, subjects, clock)
  const threads = createThreads({ timeline: createTimeline(database, subjects), authorsOf: createAuthors(database, subjects), drafts, people, portals })
  const locate = createLocate(database)
  const snippets = createSnippets(database, clock)
  const introduce = createIntroduce({ identify, oauth, portals, people, tokens })

  function ownerOf(portal: Portal, userId: number) {
    return { portalId: portal.id, memberId: portal.memberId, userId, server: oauth.server(portal.serverEndpoint) }
  }

  /** A client with the rights of one person, whose token is refreshed when the portal calls it expired, and which finds a portal that was renamed. */
  async function connect(portal: Portal, userId: number): Promise<PortalClient> {
    const owner = ownerOf(portal, userId)
    const accessToken = await tokens.accessToken(owner)
    let present = portal.clientEndpoint

    async function at<T>(clientEndpoint: string, work: (client: PortalClient) => Promise<T>): Promise<T> {
      const answers = await work(connectTo({ clientEndpoint, accessToken, refresh: () => tokens.accessToken(owner, accessToken) }))
      if (clientEndpoint !== present) await portals.update(portal.id, { clientEndpoint })
      present = clientEndpoint
      return answers
    }
    return {
      batch<Name extends string>(commands: Record<Name, Command>) {
        const credentials = { accessToken, refreshToken: null, memberId: portal.memberId }
        return verify.following(owner.server, credentials, present, clientEndpoint => at(clientEndpoint, client => client.batch(commands)))
      },
    }
  }

  /** Asked anew: the answer decides what is written. */
  async function verdictOn(portal: Portal, userId: number) {
    const owner = ownerOf(portal, userId)
    return oauth.verdict(owner.server, await tokens.accessToken(owner))
  }

  const access = createAccess({ connect, subjects, clock })
  const directory = createDirectory({ people, connect, clock })
  const readable = createReadable({ database, subjects, connect, clock })
  const openSubject = createOpenSubject({ access, subjects, readable, stages: createStages(clock), clock })
  const openByNumber = createOpenByNumber({ openSubject })
  const lookUp = createLookUp({ connect })
  const search = createSearch({ database, readable, clock })
  const findEntries = createFindEntries({ search, people })
  const tasksOf = createTasksOf({ connect, clock })
  const lists = createLists({ database, subjects, readable, followUpLists: createFollowUpLists(database, readable), candidates: createListCandidates(database), recent: createRecent(database), tasksOf, threads, people })
  const changeFollowUps = createChangeFollowUps({ subjects, readable, directory, followUps, present: lists.presentOne })
  const calendar = createCalendar({ lists, connect })
  const insights = createInsights({ database, readable, people, connect })
  const anyAdministrator = createAnyAdministrator({ people, connect })
  const installer = createInstaller({ connect, verdictOn, anyAdministrator, portals, settings, appUrl: config.appUrl, clock, log })
  const lifeCycle = createLifeCycle({ database, portals, people, tokens, introduce, installer, verify, verdictOn, jobs, sealer, clock, log })
  const views = createViews({ openSubject, openByNumber, lookUp, locate, threads, notes, followUps, drafts, snippets, settings, lists, calendar, insights, clock })
  const open = createOpen({ verify, oauth, connect: connectTo, portals, introduce, lifeCycle, people, tokens, views, sealer, floods, appCode: config.appCode, sessionLifetime: config.sessionLifetime, clock })
  return {
    config, log, clock, database, sealer, tokens, portals, people, directory, settings, subjects, notes, followUps, drafts, threads, locate, snippets, access, readable, lists, changeFollowUps, calendar, insights, open, installer, jobs, lifeCycle, anyAdministrator,
    renew: createRenew({ identify, oauth, portals, people, tokens, sealer, floods, sessionLifetime: config.sessionLifetime }),
    search, findEntries,
    pending: createPending({ database, sealer, clock }),
    inbox: createInbox({ database, portals, jobs, sealer, floods, clock, log }),
    readiness: createReadiness({ database, sealer, jobs, clock, log }),
  }
}
