import { onTestFinished } from 'vitest'
import { createSandbox } from '../../../sandbox/index.ts'
import type { Portal, RegisteredApp, Sandbox, SandboxOptions } from '../../../sandbox/types.ts'

export const ADMIN = 1
export const MARCUS = 3
export const HANNAH = 5
export const TOM = 9
export const WITHOUT_APPS = 12
export const EXTRANET = 15
export const DISMISSED = 17

export const ALL_SCOPES = ['crm', 'placement', 'user', 'task', 'im', 'telephony', 'calendar', 'sonet_group', 'contact_center', 'department']

export interface Answer {
  status: number
  headers: Headers
  body: Record<string, unknown>
}

export interface Stage {
  sandbox: Sandbox
  portal: Portal
  app: RegisteredApp
  /** Calls a method of the portal with a fresh token of that person. */
  call(userId: number, method: string, params?: Record<string, unknown>): Promise<Answer>
}

export interface StageOptions extends SandboxOptions {
  scope?: string[]
  installed?: boolean
  portalName?: string
}

/** A sandbox that ends with the test, one application in it, installed on the first portal (or the one of that name) unless `installed` is false. */
export async function stage({ scope = ALL_SCOPES, installed = true, portalName = 'Alder & Oak', ...options }: StageOptions = {}): Promise<Stage> {
  const sandbox = await createSandbox(options)
  onTestFinished(() => sandbox.close())
  const portal = sandbox.portal(portalName)
  const app = sandbox.registerApp({ title: 'Test app', url: 'http://localhost:9/', installUrl: 'http://localhost:9/install', scope })
  sandbox.addApp(portal.memberId, app.clientId)
  if (installed) sandbox.finishInstallation(portal.memberId, app.clientId)

  return {
    sandbox,
    portal,
    app,
    call(userId, method, params = {}) {
      const { accessToken } = sandbox.issueToken({ memberId: portal.memberId, userId, clientId: app.clientId })
      return post(`${portal.url}/rest/${method}`, { ...params, auth: accessToken })
    },
  }
}

export function post(url: string, params: Record<string, unknown>): Promise<Answer> {
  return send(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(params) })
}

export async function send(url: string, init?: RequestInit): Promise<Answer> {
  const response = await fetch(url, init)
  const text = await response.text()

  return { status: response.status, headers: response.headers, body: text ? JSON.parse(text) : {} }
}

/** What lies at a path of an answer: `at(body, 'result', 'item', 'title')`. */
export function at(value: unknown, ...path: (string | number)[]): unknown {
  return path.reduce<unknown>((found, key) => typeof found === 'object' && found !== null ? Reflect.get(found, key) : undefined, value)
}
