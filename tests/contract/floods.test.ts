import { expect, it } from 'vitest'
import { post } from '../support/pages.ts'
import { startStage } from '../support/stage.ts'

const { openDeal } = await startStage()

it('a form that is posted without end gets a page that says so and when to come back', async () => {
  const { action, fields } = openDeal()
  const forged = { action, fields: { ...fields, AUTH_ID: 'd'.repeat(64), APPLICATION_TOKEN: 'f'.repeat(32) } }
  const first = await post(forged)

  const pages = []
  for (let n = 0; n < 60; n++) pages.push(await post(forged))
  const last = pages.at(-1)

  expect([first.status, pages[0]?.status, last?.status]).toEqual([403, 403, 429])
  expect(Number(last?.headers.get('retry-after'))).toBeGreaterThan(0)
  expect(last?.html).toContain('Too many requests at once')
  expect(last?.headers.get('content-security-policy')).not.toContain('frame-ancestors')
  expect((await post(openDeal())).status).toBe(200)
}, 30_000)
