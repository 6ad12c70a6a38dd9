import { describe, expect, it } from 'vitest'
import type { Portal } from '../../../sandbox/index.ts'
import { ADMIN, EXTRANET, HANNAH, MARCUS, stage, WITHOUT_APPS } from './setup.ts'

/** Observes deal 3472 of Marcus, which is not open to everyone. */
const TOM = 9

const BANK_FORM = '/bitrix/components/bitrix/crm.requisite.details/slider.ajax.php?requisite_id=n0&etype=4&eid=2946&external_context_id=COMPANY_2946&cid=0'

interface Shown { status: number, text: string }

async function open(portal: Portal, userId: number, path: string, form?: Record<string, string>): Promise<Shown> {
  const response = await fetch(portal.url + path, {
    redirect: 'manual',
    headers: { cookie: `sandbox_user_${portal.memberId}=${userId}` },
    ...form && { method: 'POST', body: new URLSearchParams(form) },
  })

  return { status: response.status, text: await response.text() }
}

describe('the CRM is closed to extranet users', () => {
  it.each([
    '/crm/deal/kanban/category/0/', '/crm/deal/list/category/0/', '/crm/deal/details/3473/', '/crm/deal/automation/0/', '/crm/tunnels/', '/crm/activity/',
    '/report/analytics/', '/biconnector/placement.php?id=1', `${BANK_FORM}&pid=1`,
  ])('at %s', async (path) => {
    const { portal } = await stage()

    const { status } = await open(portal, EXTRANET, path)

    expect(status).toBe(403)
  })

  it('and is no entry of their menu', async () => {
    const { portal } = await stage()

    const extranet = await open(portal, EXTRANET, '/stream/')
    const employee = await open(portal, MARCUS, '/stream/')

    expect(extranet.text).not.toContain('href="/crm/')
    expect(employee.text).toContain('href="/crm/')
  })

  it('with the orders of the shop', async () => {
    const { sandbox } = await stage()
    const portal = sandbox.portal('Brightwater Studio')
    for (const user of portal.users) user.role = 'extranet'

    const list = await open(portal, MARCUS, '/shop/orders/list/')
    const card = await open(portal, MARCUS, '/shop/orders/details/236/')

    expect([list.status, card.status]).toEqual([403, 403])
  })
})

describe('an employee', () => {
  it('neither finds nor opens what they may not read', async () => {
    const { portal } = await stage()

    const list = await open(portal, HANNAH, '/crm/deal/list/category/0/')
    const activities = await open(portal, HANNAH, '/crm/activity/')
    const card = await open(portal, HANNAH, '/crm/deal/details/3465/')

    expect(list.text).not.toContain('Partner offices')
    expect(activities.text).not.toContain('walk through the new floor')
    expect(card.status).toBe(403)
  })

  it.each(['/crm/deal/automation/0/', '/crm/tunnels/', '/crm/type/183/categories/'])('does not set up the CRM at %s', async (path) => {
    const { portal } = await stage()

    const employee = await open(portal, MARCUS, path)
    const administrator = await open(portal, ADMIN, path)

    expect([employee.status, administrator.status]).toEqual([403, 200])
  })
})

describe('BI analytics', () => {
  it('shows public reports of known services in a tab of their own, to those who work with BI', async () => {
    const { portal, call } = await stage()
    await call(ADMIN, 'placement.bind', { PLACEMENT: 'BI_ANALYTICS_MENU', HANDLER: 'https://lookerstudio.google.com/reporting/1', TITLE: 'Shipments' })

    const administrator = await open(portal, ADMIN, '/report/analytics/')
    const employee = await open(portal, MARCUS, '/report/analytics/')

    expect(administrator.text).toContain('<a href="https://lookerstudio.google.com/reporting/1" target="_blank"')
    expect(employee.text).not.toContain('Shipments')
  })
})

describe('a comment', () => {
  it('goes to the timeline', async () => {
    const { portal } = await stage()

    const { status } = await open(portal, MARCUS, '/crm/deal/details/3473/comment/', { text: 'Ready <soon>' })
    const card = await open(portal, MARCUS, '/crm/deal/details/3473/')

    expect(status).toBe(303)
    expect(card.text).toContain('Ready &lt;soon&gt;')
    expect(portal.data.comments.at(-1)).toMatchObject({ ENTITY_TYPE: 'deal', ENTITY_ID: '3473', AUTHOR_ID: String(MARCUS) })
  })

  it('is not for those who merely observe', async () => {
    const { portal } = await stage()

    const { status } = await open(portal, TOM, '/crm/deal/details/3472/comment/', { text: 'Hello' })

    expect(status).toBe(403)
    expect(portal.data.comments.some(({ COMMENT }) => COMMENT === 'Hello')).toBe(false)
  })
})

describe('a to-do', () => {
  it('is planned in the card, and due by the clock of the portal', async () => {
    const { sandbox } = await stage()
    const portal = sandbox.portal('Brightwater Studio')

    const { status } = await open(portal, MARCUS, '/crm/deal/details/41/todo/', { subject: 'Order more copper', day: '2031-05-06' })
    const list = await open(portal, MARCUS, '/crm/activity/')

    expect(status).toBe(303)
    expect(list.text).toContain('Order more copper')
    expect(portal.data.activities.at(-1)).toMatchObject({ OWNER_TYPE_ID: '2', OWNER_ID: '41', DEADLINE: '2031-05-06T18:00:00+02:00' })
  })
})

describe('the name of a widget', () => {
  it('is in the language of the person, under its group', async () => {
    const { portal, call } = await stage()
    await call(ADMIN, 'placement.bind', {
      PLACEMENT: 'CRM_DEAL_DETAIL_TOOLBAR',
      HANDLER: 'http://localhost:9/discuss',
      LANG_ALL: { en: { TITLE: 'Discuss', GROUP_NAME: 'Team' }, de: { TITLE: 'Besprechen', GROUP_NAME: 'Mannschaft' } },
    })

    const english = await open(portal, MARCUS, '/crm/deal/details/3473/')
    const german = await open(portal, HANNAH, '/crm/deal/details/3473/')

    expect(english.text).toMatch(/Team<[\s\S]*>Discuss</)
    expect(german.text).toMatch(/Mannschaft<[\s\S]*>Besprechen</)
  })
})

describe('the icon of a widget', () => {
  it('stands beside its name, for those who see the widget', async () => {
    const { portal, app, call } = await stage()
    await call(ADMIN, 'placement.bind', { PLACEMENT: 'CRM_DEAL_DETAIL_TOOLBAR', HANDLER: 'http://localhost:9/discuss', TITLE: 'Discuss' })
    const binding = portal.installations.get(app.clientId)?.bindings.at(-1)
    Object.assign(binding ?? {}, { icon: { name: 'discuss.svg', base64: btoa('<svg xmlns="http://www.w3.org/2000/svg"/>') } })

    const card = await open(portal, MARCUS, '/crm/deal/details/3473/')
    const icon = await open(portal, MARCUS, `/sandbox/icons/${binding?.id}`)
    const foreign = await open(portal, WITHOUT_APPS, `/sandbox/icons/${binding?.id}`)

    expect(card.text).toMatch(/src="\/sandbox\/icons\/\d+" alt="">Discuss</)
    expect(icon).toEqual({ status: 200, text: '<svg xmlns="http://www.w3.org/2000/svg"/>' })
    expect(foreign.status).toBe(404)
  })
})

describe('the client of a deal', () => {
  it('is changed in its card', async () => {
    const { portal, call } = await stage()

    await open(portal, MARCUS, '/crm/deal/details/3473/client/', { entityTypeName: 'COMPANY', client: '2951' })
    const { body } = await call(MARCUS, 'crm.item.get', { entityTypeId: 2, id: 3473 })

    expect(body).toMatchObject({ result: { item: { companyId: 2951, updatedBy: MARCUS } } })
  })

  it('is never one that the person may not read', async () => {
    const { portal } = await stage()

    const { status } = await open(portal, HANNAH, '/crm/deal/details/3473/client/', { entityTypeName: 'COMPANY', client: '2967' })

    expect(status).toBe(400)
    expect(portal.data.items.find(({ entityTypeId, id }) => entityTypeId === 2 && id === 3473)).toMatchObject({ companyId: 2946 })
  })
})

describe('requisites', () => {
  it('are saved with their company', async () => {
    const { portal } = await stage()

    await open(portal, MARCUS, `${BANK_FORM}&pid=1`, { RQ_COMPANY_NAME: 'Harbour Hotels GmbH', RQ_BIC: 'SANDDEBB' })
    const card = await open(portal, MARCUS, '/crm/company/details/2946/')

    expect(card.text).toContain('Harbour Hotels GmbH')
  })

  it('are searched by the applications of their country', async () => {
    const { portal, call } = await stage()
    await call(ADMIN, 'placement.bind', { PLACEMENT: 'CRM_BANK_DETAIL_AUTOCOMPLETE', HANDLER: 'http://localhost:9/banks', TITLE: 'German banks', OPTIONS: { countries: '46,110' } })

    const german = await open(portal, MARCUS, `${BANK_FORM}&pid=1`)
    const american = await open(portal, MARCUS, `${BANK_FORM}&pid=2`)

    expect(german.text).toContain('German banks')
    expect(american.text).not.toContain('German banks')
  })
})
