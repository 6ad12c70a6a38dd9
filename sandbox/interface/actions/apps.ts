import type { IncomingMessage } from 'node:http'
import { InterfaceError, readForm, redirect, type Answer } from '../answer.ts'
import { findApp } from '../pages/applications/application.ts'
import { appPath } from '../placements.ts'
import type { Visit } from '../visit.ts'

const actions: Record<string, (visit: Visit, clientId: string, form: URLSearchParams) => void> = {
  install: ({ sandbox, portal }, clientId) => {
    sandbox.addApp(portal.memberId, clientId)
  },
  update: ({ sandbox, portal }, clientId) => sandbox.update(portal.memberId, clientId),
  uninstall: ({ sandbox, portal }, clientId, form) => sandbox.uninstall(portal.memberId, clientId, { clean: form.get('clean') === 'Y' }),
}

/** Install, update and delete, for administrators. Installing leads on to the application's page, which shows its installer. */
export async function appAction(visit: Visit, request: IncomingMessage, clientId: string, name: string): Promise<Answer> {
  const app = findApp(visit, clientId)
  const run = actions[name]
  if (!app || !run) throw new InterfaceError(404, 'No such application, or nothing to do with it.')
  if (visit.user.role !== 'admin') throw new InterfaceError(403, visit.t('apps.adminsOnly'))

  run(visit, app.clientId, await readForm(request))
  return redirect(name === 'install' ? appPath(app) : '/marketplace/')
}
