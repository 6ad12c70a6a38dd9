import type { FrameForm, Portal, Sandbox } from '../../sandbox/index.ts'
import type { RunningApp } from './app.ts'

export interface Page { status: number, html: string, headers: Headers }

/** Posts a frame's form as the portal's page does. */
export async function post({ action, fields }: Pick<FrameForm, 'action' | 'fields'>): Promise<Page> {
  const response = await fetch(action, { method: 'POST', body: new URLSearchParams(fields) })
  return { status: response.status, html: await response.text(), headers: response.headers }
}

/** The sealed session that a page carries; empty when it has none. */
export function sessionOf({ html }: Page): string {
  return /"(eyJ[\w-]+\.\.[\w-]+\.[\w-]+\.[\w-]+)"/.exec(html)?.[1] ?? ''
}

/** Calls the app's API as the page does. */
export async function call(app: RunningApp, session: string, method: string, path: string, body?: unknown) {
  const response = await fetch(app.url + path, {
    method,
    headers: { 'authorization': `Bearer ${session}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  const isJson = response.headers.get('content-type')?.startsWith('application/json')
  return { status: response.status, text, json: (isJson ? JSON.parse(text) : {}) as Record<string, unknown> }
}

/** Takes an app through its installation page on a portal, as its first administrator. */
export async function install(sandbox: Sandbox, app: RunningApp, portal: Portal): Promise<void> {
  sandbox.addApp(portal.memberId, app.clientId)
  const page = await post(sandbox.openFrame(portal.memberId, { userId: person(portal, 'admin').id, clientId: app.clientId, placement: 'DEFAULT' }))
  const run = await call(app, sessionOf(page), 'POST', '/api/install')
  if (!run.text.includes('"finished"')) throw new Error(`the installation failed: ${run.text}`)
  sandbox.finishInstallation(portal.memberId, app.clientId)
}

/** Somebody of a portal by role. */
export function person(portal: Portal, role: 'admin' | 'employee' | 'extranet') {
  const found = portal.users.find(user => user.role === role && user.active)
  if (!found) throw new Error(`${portal.name} has no ${role}`)
  return found
}
