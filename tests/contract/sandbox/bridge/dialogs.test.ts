import type { Locator } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { deal, exchange, openAnywhere, openTab, person, useBridge } from './support.ts'

const stage = useBridge()

function dialog(name: string): Locator {
  return stage.page.getByRole('dialog', { name })
}

function confirm(name: string) {
  return dialog(name).getByRole('button', { name: 'Select' }).click()
}

function contactAndCompany() {
  const [contact] = stage.portal.data.items.filter(item => item.entityTypeId === 3)
  const [company] = stage.portal.data.items.filter(item => item.entityTypeId === 4)
  if (!contact || !company) throw new Error('The portal has no contact or no company.')
  return { contact, company }
}

describe('selecting a colleague', () => {
  it('hands over the one selected', async () => {
    const frame = await openTab(stage)
    const colleague = person(stage, 'employee')
    const name = `${colleague.name} ${colleague.lastName}`

    const selection = frame.evaluate('b24.dialog.selectUser()')
    await dialog('Select an employee').getByRole('radio', { name }).check()
    await confirm('Select an employee')

    expect(await selection).toEqual({
      id: String(colleague.id), name, photo: '', position: colleague.position, url: `/company/personal/user/${colleague.id}/`, sub: false, sup: false,
    })
  })

  it('hands over several as a list, without guests from outside', async () => {
    const frame = await openTab(stage)
    const guest = person(stage, 'extranet')

    const selection = frame.evaluate('b24.dialog.selectUsers()')
    const boxes = dialog('Select employees').getByRole('checkbox')
    await boxes.nth(0).check()
    await boxes.nth(1).check()
    const guests = await dialog('Select employees').getByRole('checkbox', { name: `${guest.name} ${guest.lastName}` }).count()
    await confirm('Select employees')

    expect(await selection).toHaveLength(2)
    expect(guests).toBe(0)
  })
})

describe('selecting access permissions', () => {
  it('hands over codes with their names and keeps the blocked ones from being selected', async () => {
    const frame = await openTab(stage)
    const colleague = person(stage, 'employee')
    const name = `${colleague.name} ${colleague.lastName}`

    const selection = frame.evaluate(`b24.dialog.selectAccess(['U${person(stage, 'admin').id}'])`)
    await dialog('Select access permissions').waitFor()
    const kinds = await dialog('Select access permissions').locator('input[name="choice"]').evaluateAll(inputs => [...new Set(inputs.map(input => input.getAttribute('value')?.replace(/\d+$/, '')))])
    const blocked = await dialog('Select access permissions').locator('input[value="U1"]').isDisabled()
    await dialog('Select access permissions').getByRole('checkbox', { name: 'All authorised users' }).check()
    await dialog('Select access permissions').getByRole('checkbox', { name }).check()
    await confirm('Select access permissions')

    expect(kinds).toEqual(['AU', 'D', 'DR', 'U', 'SG'])
    expect(blocked).toBe(true)
    expect(await selection).toEqual([{ id: 'AU', name: 'All authorised users' }, { id: `U${colleague.id}`, name }])
  })
})

describe('selecting CRM items', () => {
  it('offers the types asked for and hands over buckets that are objects, which the SDK turns into lists', async () => {
    const frame = await openTab(stage)
    const { id, title } = deal(stage)
    const item = { id: `D_${id}`, type: 'deal', place: 'deal', title, desc: 'Deal', url: `/crm/deal/details/${id}/` }

    const raw = frame.evaluate('b24.parent.message.send("selectCRM", { entityType: ["deal"] })')
    await dialog('Select CRM items').getByRole('radio', { name: title }).check()
    await confirm('Select CRM items')
    const rawBuckets = await raw
    const selection = frame.evaluate('b24.dialog.selectCRM({ entityType: ["deal"] })')
    const contacts = await dialog('Select CRM items').locator('input[value^="C"]').count()
    await dialog('Select CRM items').getByRole('radio', { name: title }).check()
    await confirm('Select CRM items')

    expect(rawBuckets).toEqual({ deal: { 0: item } })
    expect(await selection).toEqual({ deal: [item] })
    expect(contacts).toBe(0)
  })

  it.each([
    ['ids by type', (contact: number, company: number) => ({ contact: [contact], company: [String(company)] })],
    ['ids with prefixes', (contact: number, company: number) => [`C_${contact}`, `CO_${company}`]],
  ])('starts with what is selected already, given as %s', async (_, value) => {
    const frame = await openTab(stage)
    const { contact, company } = contactAndCompany()
    const params = { entityType: ['lead', 'contact', 'company'], multiple: true, value: value(contact.id, company.id) }

    const selection = frame.evaluate(`b24.dialog.selectCRM(${JSON.stringify(params)})`)
    await confirm('Select CRM items')

    expect(await selection).toEqual({
      contact: [expect.objectContaining({ id: `C_${contact.id}`, type: 'contact' })],
      company: [expect.objectContaining({ id: `CO_${company.id}`, type: 'company' })],
    })
  })

  it('ignores a start value when one item is to be selected, and offers every type without entityType', async () => {
    const frame = await openTab(stage)

    const selection = frame.evaluate(`b24.dialog.selectCRM({ value: ['D_${deal(stage).id}'] })`)
    await dialog('Select CRM items').waitFor()
    const checked = await dialog('Select CRM items').locator('input:checked').count()
    const prefixes = await dialog('Select CRM items').locator('input[name="choice"]').evaluateAll(inputs => [...new Set(inputs.map(input => input.getAttribute('value')?.split('_')[0]))])
    await dialog('Select CRM items').getByRole('radio').first().check()
    await confirm('Select CRM items')
    await selection

    expect(checked).toBe(0)
    expect(prefixes).toEqual(expect.arrayContaining(['L', 'C', 'CO', 'D']))
  })
})

describe('a dialog that is closed without a selection', () => {
  it.each(['selectUser', 'selectAccess', 'selectCRM'])('is never answered: %s', async (command) => {
    const frame = await openTab(stage)

    await frame.evaluate('window.heard = []; window.addEventListener("message", ({ data }) => heard.push(data)); undefined')
    await frame.evaluate(`window.parent.postMessage("${command}:{}:dialog:" + window.name.split("|")[2], "*")`)
    await stage.page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click()
    await stage.page.getByRole('dialog').waitFor({ state: 'detached' })
    await exchange(frame, ['getInterface:last:SID'])

    expect(await frame.evaluate('heard')).toEqual([expect.stringMatching(/^last:/)])
  })

  it('answers null when that is asked for', async () => {
    const frame = await openAnywhere(stage, 'DEFAULT', { cancel: 'null' })

    const reply = frame.evaluate('b24.dialog.selectUser()')
    await stage.page.getByRole('dialog').waitFor()
    await stage.page.keyboard.press('Escape')

    expect(await reply).toBeNull()
  })
})
