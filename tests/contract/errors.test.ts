import { describe, expect, it } from 'vitest'
import { post, type Page } from '../support/pages.ts'
import { startStage } from '../support/stage.ts'

const { app, openDeal } = await startStage({
  environment: { NUXT_LOG_LEVEL: 'debug', NODE_OPTIONS: `--import=${new URL('../support/failing-render.mjs', import.meta.url).href}` },
})

/** The same with every field in the address and nothing in the body, which portals may do too. */
async function postInAddress(action: string, fields: Record<string, string>): Promise<Page> {
  const address = new URL(action)
  for (const [name, value] of Object.entries(fields)) address.searchParams.set(name, value)
  const response = await fetch(address, { method: 'POST' })
  return { status: response.status, html: await response.text(), headers: response.headers }
}

function requestIdOf({ html }: Page): string {
  const [, id] = /<code>([\w-]{36})<\/code>/.exec(html) ?? []
  if (!id) throw new Error('the page has no request number')
  return id
}

describe('a page that cannot be rendered', () => {
  it('says so in the person\'s language, inside the portal, with the number under which the log has it', async () => {
    const { action, fields } = openDeal()

    const page = await post({ action: action.split('?')[0] ?? '', fields: { ...fields, LANG: 'de' } })

    expect(page.status).toBe(500)
    expect(page.html).toContain('<html lang="de">')
    expect(page.html).toContain('Etwas ist schiefgegangen')
    expect(page.headers.get('x-frame-options')).toBeNull()
    expect(page.headers.get('content-security-policy')).not.toContain('frame-ancestors')
    const ofRequest = () => app.log().split('\n').filter(line => line.includes(requestIdOf(page))).join('\n')
    await expect.poll(ofRequest).toContain('a number cannot be formatted today')
  })

  it('repeats nothing of the address that it was posted to', async () => {
    const { action, fields } = openDeal()

    const page = await postInAddress(action, fields)

    expect(page.status).toBe(500)
    for (const field of ['AUTH_ID', 'REFRESH_ID', 'member_id']) expect(page.html).not.toContain(fields[field])
  })
})
