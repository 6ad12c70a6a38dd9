import { describe, expect, it } from 'vitest'
import { ADMIN, at, DISMISSED, EXTRANET, HANNAH, MARCUS, stage, TOM, WITHOUT_APPS, type Stage } from './setup.ts'

const DRAWINGS = 286
const WITHOUT_PROJECT = 31
const PROJECT = 10
const PRIVATE = 11
const MOCK_UP = 12

function cardOf(user: number, task: number): string {
  return `/company/personal/user/${user}/tasks/task/view/${task}/`
}

/** A page of the portal as that person sees it. */
async function look({ portal }: Stage, userId: number, path: string): Promise<{ status: number, text: string }> {
  const response = await fetch(portal.url + path, { headers: { cookie: cookieOf({ portal }, userId) } })

  return { status: response.status, text: await response.text() }
}

function cookieOf({ portal }: Pick<Stage, 'portal'>, userId: number): string {
  return `sandbox_user_${portal.memberId}=${userId}`
}

async function press({ portal }: Stage, userId: number, path: string, fields: Record<string, string>): Promise<Response> {
  return fetch(portal.url + path, { method: 'POST', redirect: 'manual', headers: { cookie: cookieOf({ portal }, userId) }, body: new URLSearchParams(fields) })
}

function bind({ call }: Stage, placement: string, options: Record<string, string> = {}) {
  return call(ADMIN, 'placement.bind', { PLACEMENT: placement, HANDLER: 'https://app.example/', TITLE: 'Notes here', OPTIONS: options })
}

describe('the card of a task', () => {
  it.each([
    ['to somebody without a part in it', HANNAH, cardOf(HANNAH, 290)],
    ['to an extranet user outside her project', EXTRANET, cardOf(EXTRANET, DRAWINGS)],
    ['within a project that it does not belong to', ADMIN, `/workgroups/group/${PRIVATE}/tasks/task/view/${DRAWINGS}/`],
  ])('is not shown %s', async (_, user, path) => {
    const { status, text } = await look(await stage(), user, path)

    expect(status).toBe(403)
    expect(text).not.toContain('Drawings for the reception desk')
  })

  it.each(['TASK_VIEW_TAB', 'TASK_VIEW_SIDEBAR'])('keeps %s to the projects of its OPTIONS', async (placement) => {
    const here = await stage()
    await bind(here, placement, { groupId: `${PROJECT},${PRIVATE}` })

    const inProject = await look(here, ADMIN, cardOf(ADMIN, DRAWINGS))
    const elsewhere = await look(here, ADMIN, cardOf(ADMIN, 292))
    const without = await look(here, ADMIN, cardOf(ADMIN, WITHOUT_PROJECT))

    expect([inProject, elsewhere, without].map(({ text }) => text.includes('Notes here'))).toEqual([true, false, false])
  })

  it('shows widgets in a block, or at their earlier places when the portal is set to', async () => {
    const here = await stage()
    await bind(here, 'TASK_VIEW_TAB')

    const current = await look(here, ADMIN, cardOf(ADMIN, DRAWINGS))
    const chosen = await press(here, ADMIN, '/sandbox/task-card', { layout: 'classic', back: `${cardOf(ADMIN, DRAWINGS)}?card=current` })
    const classic = await look(here, ADMIN, cardOf(ADMIN, DRAWINGS))

    expect([current.text.includes('>Applications<'), current.text.includes('id="tab-history"')]).toEqual([true, false])
    expect(chosen.headers.get('location')).toBe(cardOf(ADMIN, DRAWINGS))
    expect([classic.text.includes('>Applications<'), classic.text.includes('id="tab-history"')]).toEqual([false, true])
  })

  it('has no widgets for those without applications', async () => {
    const here = await stage()
    await bind(here, 'TASK_VIEW_TAB')

    const { status, text } = await look(here, WITHOUT_APPS, cardOf(WITHOUT_APPS, 295))

    expect(status).toBe(200)
    expect(text).not.toContain('Notes here')
  })

  it('links to CRM items, but not for those who have no CRM', async () => {
    const here = await stage()

    const employee = await look(here, TOM, `/workgroups/group/${MOCK_UP}/tasks/`)
    const partner = await look(here, EXTRANET, `/workgroups/group/${MOCK_UP}/tasks/`)

    expect(employee.text).toContain('/crm/deal/details/3481/')
    expect(partner.text).not.toContain('/crm/')
  })

  it('moves the task by its buttons, for those who may', async () => {
    const here = await stage()

    const refused = await press(here, HANNAH, `/sandbox/tasks/${DRAWINGS}`, { move: 'complete' })
    const done = await press(here, TOM, `/sandbox/tasks/${DRAWINGS}`, { move: 'complete', back: cardOf(TOM, DRAWINGS) })
    const { body } = await here.call(TOM, 'tasks.task.get', { taskId: DRAWINGS })

    expect([refused.status, done.status]).toEqual([403, 303])
    expect(at(body, 'result', 'task', 'status')).toBe('5')
  })
})

describe('a list of tasks', () => {
  it('is sorted by role', async () => {
    const here = await stage()

    const following = await look(here, HANNAH, `/company/personal/user/${HANNAH}/tasks/?role=following`)
    const doing = await look(here, HANNAH, `/company/personal/user/${HANNAH}/tasks/?role=doing`)

    expect([following.text.includes('Drawings for'), following.text.includes('Angebot')]).toEqual([true, false])
    expect([doing.text.includes('Drawings for'), doing.text.includes('Angebot')]).toEqual([false, true])
  })

  it('stays in its slider, and keeps its view and role', async () => {
    const here = await stage()

    const { text } = await look(here, HANNAH, `/company/personal/user/${HANNAH}/tasks/?view=deadline&role=doing&IFRAME=Y`)

    expect(text).toContain(`/company/personal/user/${HANNAH}/tasks/?view=deadline&amp;role=set&amp;IFRAME=Y`)
    expect(text).toContain('<input type="hidden" name="role" value="doing">')
    expect(text).toContain('<input type="hidden" name="IFRAME" value="Y">')
  })

  it('of somebody else holds only what the visitor may read', async () => {
    const here = await stage()

    const { text } = await look(here, HANNAH, `/company/personal/user/${TOM}/tasks/`)

    expect([text.includes('Drawings for'), text.includes('Service the panel saw')]).toEqual([true, false])
  })
})

describe('a group', () => {
  it.each([
    ['a public one, to every employee', PROJECT, WITHOUT_APPS, 200, true],
    ['a private one, to its members', PRIVATE, MARCUS, 200, true],
    ['a private one, by its name alone to others', PRIVATE, HANNAH, 200, false],
    ['a secret one, to nobody else', 14, MARCUS, 403, false],
    ['an extranet one, to the extranet user in it', MOCK_UP, EXTRANET, 200, true],
    ['a public one, not to extranet users outside', PROJECT, EXTRANET, 403, false],
  ])('is shown: %s', async (_, group, user, status, inside) => {
    const page = await look(await stage(), user, `/workgroups/group/${group}/`)

    expect([page.status, page.text.includes('id="tab-members"')]).toEqual([status, inside])
  })

  it('shows its tasks only inside', async () => {
    const here = await stage()

    const outside = await look(here, HANNAH, `/workgroups/group/${PRIVATE}/tasks/`)
    const rules = await look(here, HANNAH, `/workgroups/group/${PRIVATE}/tasks/automation/`)

    expect([outside.status, rules.status]).toEqual([403, 403])
  })
})

describe('people', () => {
  it('who have left stand apart, are marked, and cannot sign in', async () => {
    const here = await stage()

    const staff = await look(here, ADMIN, '/company/')
    const left = await look(here, ADMIN, '/company/?show=dismissed')
    const profile = await look(here, ADMIN, `/company/personal/user/${DISMISSED}/`)
    const signedIn = await press(here, ADMIN, '/sandbox/user', { user: String(DISMISSED) })

    expect([staff.text.includes('Neil Sawyer'), left.text.includes('Neil Sawyer')]).toEqual([false, true])
    expect(profile.text).toContain('>Dismissed<')
    expect(signedIn.status).toBe(400)
  })

  it('are, for an extranet user, those of her projects', async () => {
    const here = await stage()

    const known = await look(here, EXTRANET, `/company/personal/user/${MARCUS}/`)
    const unknown = await look(here, EXTRANET, `/company/personal/user/${HANNAH}/`)
    const tasks = await look(here, EXTRANET, `/company/personal/user/${HANNAH}/tasks/`)
    const list = await look(here, EXTRANET, '/company/')

    expect([known.status, unknown.status, tasks.status]).toEqual([200, 403, 403])
    expect([list.text.includes('Priya Nair'), list.text.includes('olivia.bennett@')]).toEqual([true, false])
  })
})
