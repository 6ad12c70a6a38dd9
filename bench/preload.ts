// Loaded ahead of the production build (`node --import`), because the build has no hook for measurements: adds routes under /bench to the
// app's own server, so that what they answer comes from the same process as the pages.
import { tracingChannel } from 'node:diagnostics_channel'
import { Server, type IncomingMessage, type ServerResponse } from 'node:http'
import { createApp, createRouter, defineEventHandler, readRawBody, setResponseHeader, toNodeListener } from 'h3'
import { answerInProcess, replaceWaysOut } from './in-process.ts'
import { profiler } from './profiler.ts'

/** The page that GET /bench/constant answers: bytes, since encoding a string of this size costs more than all else that the route does. */
let page: Buffer = Buffer.alloc(0)

const router = createRouter()
  .get('/bench/constant', defineEventHandler((event) => {
    setResponseHeader(event, 'content-type', 'text/html;charset=utf-8')
    return page
  }))
  .put('/bench/constant', defineEventHandler(async (event) => {
    page = await readRawBody(event, false) ?? page
    return ''
  }))
  .put('/bench/in-process', defineEventHandler(async (event) => {
    answerInProcess(await readRawBody(event) === 'on')
    return ''
  }))
  .get('/bench/memory', defineEventHandler(() => process.memoryUsage()))
  .put('/bench/profile', defineEventHandler(() => profiler.start()))
  .get('/bench/profile', defineEventHandler(() => profiler.stop()))

replaceWaysOut()

const answerBench = toNodeListener(createApp().use(router))
tracingChannel('net.server.listen').subscribe({
  asyncStart(message) {
    const server: unknown = Reflect.get(message, 'server')
    if (!(server instanceof Server)) return

    const [answerApp] = server.listeners('request')
    server.removeAllListeners('request').on('request', (request: IncomingMessage, response: ServerResponse) =>
      request.url?.startsWith('/bench/') ? answerBench(request, response) : answerApp?.(request, response))
  },
  start() {}, end() {}, asyncEnd() {}, error() {},
})
