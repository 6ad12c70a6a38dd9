import type { IncomingMessage } from 'node:http'
import { InterfaceError, readForm, redirect, type Answer } from '../answer.ts'
import { LANGUAGES } from '../languages.ts'
import { userCookie, type Visit } from '../visit.ts'

/** The page the form was on; never an address of another host (`//host` is one). */
export function backTo(form: URLSearchParams): string {
  const back = form.get('back') ?? '/'
  return /^\/(?![/\\])/.test(back) ? back : '/'
}

export async function switchUser({ portal }: Visit, request: IncomingMessage): Promise<Answer> {
  const form = await readForm(request)
  const user = portal.users.find(candidate => candidate.active && String(candidate.id) === form.get('user'))
  if (!user) throw new InterfaceError(400, 'This portal has no such active user.')

  return redirect(backTo(form), [`${userCookie(portal)}=${user.id}; Path=/; HttpOnly; SameSite=Lax`])
}

/** Sets the interface language of the current person, which every later opening posts as LANG. */
export async function switchLanguage({ user }: Visit, request: IncomingMessage): Promise<Answer> {
  const form = await readForm(request)
  const language = LANGUAGES.find(({ code }) => code === form.get('lang'))
  if (!language) throw new InterfaceError(400, 'Bitrix24 has no such interface language.')

  user.lang = language.code
  return redirect(backTo(form))
}
