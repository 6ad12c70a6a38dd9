import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Portal, Sandbox } from '../types.ts'

/** The portal's pages: everything outside /rest. */
export async function handleInterface({ portal, response }: {
  sandbox: Sandbox
  portal: Portal
  request: IncomingMessage
  response: ServerResponse
  url: URL
}): Promise<void> {
  response.writeHead(200, { 'content-type': 'text/plain; charset=utf-8' }).end(portal.name)
}
