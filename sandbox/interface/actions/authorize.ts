import { InterfaceError, redirect, type Answer } from '../answer.ts'
import type { Visit } from '../visit.ts'

/** The portal's step of the full OAuth protocol, for whoever is logged in: settings/oauth/index.md */
export function authorizeAction({ sandbox, portal, user, url, t }: Visit): Answer {
  const clientId = url.searchParams.get('client_id') ?? ''
  const back = sandbox.authorize(portal.memberId, { clientId, userId: user.id, state: url.searchParams.get('state') ?? '' })
  if (!back) throw new InterfaceError(404, t('app.absent'))

  return redirect(back)
}
