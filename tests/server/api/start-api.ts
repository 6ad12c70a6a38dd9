import { once } from 'node:events'
import { createServer } from 'node:http'
import { createApp, createRouter, toNodeListener } from 'h3'
import { onTestFinished } from 'vitest'
import unknownRoute from '../../../server/api/[...].ts'
import patchAutomation from '../../../server/api/automation.patch.ts'
import getCalendar from '../../../server/api/calendar.get.ts'
import getInsights from '../../../server/api/insights.get.ts'
import putDraft from '../../../server/api/draft.put.ts'
import deleteFollowUp from '../../../server/api/follow-ups/[id].delete.ts'
import patchFollowUp from '../../../server/api/follow-ups/[id].patch.ts'
import restoreFollowUp from '../../../server/api/follow-ups/[id]/restore.post.ts'
import getFollowUps from '../../../server/api/follow-ups.get.ts'
import postChanges from '../../../server/api/follow-ups/changes.post.ts'
import postFollowUp from '../../../server/api/follow-ups.post.ts'
import postInstall from '../../../server/api/install.post.ts'
import postNote from '../../../server/api/notes.post.ts'
import deleteNote from '../../../server/api/notes/[id].delete.ts'
import patchNote from '../../../server/api/notes/[id].patch.ts'
import restoreNote from '../../../server/api/notes/[id]/restore.post.ts'
import postOpening from '../../../server/api/opening.post.ts'
import getPeople from '../../../server/api/people.get.ts'
import getSearch from '../../../server/api/search.get.ts'
import postSession from '../../../server/api/session.post.ts'
import postSnippet from '../../../server/api/snippets.post.ts'
import deleteSnippet from '../../../server/api/snippets/[id].delete.ts'
import patchSnippet from '../../../server/api/snippets/[id].patch.ts'
import getThread from '../../../server/api/thread.get.ts'
import { provideServices } from '../../../server/utils/use-services.ts'
import type { Surroundings } from '../../../server/services.ts'
import { startServices } from '../../support/services.ts'

/**
 * The API's routes over the services, at the addresses that Nuxt derives from their files; Alder & Oak is installed.
 * @param changes surroundings to inject instead.
 */
export async function startApi(changes: Partial<Surroundings> = {}) {
  const server = await startServices(changes)
  const portal = await server.install()
  provideServices(Promise.resolve(server.services))

  const router = createRouter()
    .put('/api/draft', putDraft)
    .patch('/api/automation', patchAutomation)
    .get('/api/calendar', getCalendar)
    .get('/api/insights', getInsights)
    .get('/api/follow-ups', getFollowUps)
    .post('/api/follow-ups', postFollowUp)
    .post('/api/follow-ups/changes', postChanges)
    .delete('/api/follow-ups/:id', deleteFollowUp)
    .patch('/api/follow-ups/:id', patchFollowUp)
    .post('/api/follow-ups/:id/restore', restoreFollowUp)
    .post('/api/install', postInstall)
    .post('/api/notes', postNote)
    .delete('/api/notes/:id', deleteNote)
    .patch('/api/notes/:id', patchNote)
    .post('/api/notes/:id/restore', restoreNote)
    .post('/api/opening', postOpening)
    .get('/api/people', getPeople)
    .get('/api/search', getSearch)
    .post('/api/session', postSession)
    .post('/api/snippets', postSnippet)
    .delete('/api/snippets/:id', deleteSnippet)
    .patch('/api/snippets/:id', patchSnippet)
    .get('/api/thread', getThread)
    .use('/api/**', unknownRoute)
  const listener = createServer(toNodeListener(createApp().use(router))).listen(0, '127.0.0.1')
  onTestFinished(() => {
    listener.closeAllConnections()
    listener.close()
  })
  await once(listener, 'listening')
  const address = listener.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  const origin = `http://127.0.0.1:${address.port}`

  /** One call as the page makes it. @returns status and body, as JSON where it is some. */
  async function call(session: string | null, method: string, path: string, body?: unknown) {
    const answer = await fetch(origin + path, {
      method,
      headers: { ...(session ? { authorization: `Bearer ${session}` } : {}), ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      body: body === undefined ? undefined : JSON.stringify(body),
    })
    const text = await answer.text()
    return { status: answer.status, headers: answer.headers, body: answer.headers.get('content-type')?.includes('application/json') ? JSON.parse(text) : text }
  }

  return { ...server, portal, origin, call }
}
