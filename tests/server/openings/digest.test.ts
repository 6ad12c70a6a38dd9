import { v7 as uuid } from 'uuid'
import { expect, test } from 'vitest'
import { deals, failureOf, people, startServices, type Visit } from '../../support/services.ts'

const placement = 'CRM_DEAL_DOCUMENTGENERATOR_BUTTON'

async function startDigest() {
  const server = await startServices()
  const portal = await server.install()
  const scope = (id: number) => ({ portalId: portal.id, userId: people.marcus, isAdmin: false, subject: { kind: 'crm-item' as const, entityTypeId: 2, id: String(id) } })
  const write = (id: number, text: string) => server.services.notes.add(scope(id), { id: uuid(), text }, [])

  async function openDigest(what: Visit = {}) {
    const { opening } = await server.open({ placement, options: { ENTITY_ID: String(deals.open) }, ...what })
    if (opening.view !== 'digest') throw new Error(`this opens ${opening.view}`)
    return opening
  }
  return { ...server, write, openDigest }
}

test('the summary\'s page has the whole thread of its item, and the item\'s facts', async () => {
  const { write, openDigest } = await startDigest()
  for (let n = 1; n <= 120; n++) await write(deals.open, `Note ${n}`)
  await write(deals.secret, 'Elsewhere')

  const { subject, notes, isCut, shape } = await openDigest()

  expect(subject).toMatchObject({ type: 'deal', id: String(deals.open), facts: expect.arrayContaining([expect.objectContaining({ key: 'stage' })]) })
  expect(notes.map(({ text }) => text)).toEqual(Array.from({ length: 120 }, (_, index) => `Note ${120 - index}`))
  expect([isCut, shape]).toEqual([false, 'slider'])
})

test('a summary of what one may not read is as absent as of what does not exist', async () => {
  const { write, openDigest } = await startDigest()
  await write(deals.secret, 'For Marcus alone')

  const answers = [deals.secret, deals.absent].map(id => failureOf(openDigest({ userId: people.hannah, options: { ENTITY_ID: String(id) } })))

  expect(await Promise.all(answers)).toEqual(['not-available', 'not-available'])
})
