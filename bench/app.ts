import type { Form, Stage } from './stage.ts'

/** Posts a frame's form as the portal's page does. @throws when the answer is another page than the opened one. */
export async function open({ action, body }: Form): Promise<{ html: string, session: string }> {
  const response = await fetch(action, { method: 'POST', body, headers: { 'content-type': 'application/x-www-form-urlencoded' } })
  const html = await response.text()
  const session = /"(eyJ[\w-]+\.\.[\w-]+\.[\w-]+\.[\w-]+)"/.exec(html)?.[1]
  if (!response.ok || !session) throw new Error(`an opening failed with ${response.status}: ${html.slice(0, 500)}`)
  return { html, session }
}

/** Calls the app's API as a page does. */
export async function call({ appUrl }: Stage, session: string, method: 'POST' | 'PATCH', path: string, body?: unknown): Promise<string> {
  const response = await fetch(appUrl + path, {
    method,
    headers: { 'authorization': `Bearer ${session}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const answer = await response.text()
  if (!response.ok) throw new Error(`${path} was answered with ${response.status}: ${answer}`)
  return answer
}
