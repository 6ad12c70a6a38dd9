import { describe, expect, it } from 'vitest'
import { ADMIN, EXTRANET, HANNAH, MARCUS, stage, type Stage } from './setup.ts'

const WEDNESDAY = Date.parse('2026-06-17T08:00:00Z')
const JUNE = '/calendar/?view=month&date=2026-06-17'

function calendar(): Promise<Stage> {
  return stage({ clock: { now: () => WEDNESDAY } })
}

async function open({ portal }: Stage, userId: number, path: string): Promise<{ status: number, markup: string }> {
  const response = await fetch(portal.url + path, { headers: { cookie: `sandbox_user_${portal.memberId}=${userId}` } })

  return { status: response.status, markup: await response.text() }
}

function days(markup: string): string[] {
  return [...markup.matchAll(/datetime="([\d-]+)"/g)].map(([, day = '']) => day)
}

describe('the calendar', () => {
  it('shows whole weeks from the day on which those of the portal begin', async () => {
    const here = await calendar()

    const monday = days((await open(here, ADMIN, JUNE)).markup)
    here.portal.data.calendar.weekStart = 'SU'
    const sunday = days((await open(here, ADMIN, JUNE)).markup)

    expect([monday[0], monday.at(-1)]).toEqual(['2026-06-01', '2026-07-05'])
    expect([sunday[0], sunday.at(-1)]).toEqual(['2026-05-31', '2026-07-04'])
  })

  it('shows the time on the wall of whoever looks', async () => {
    const here = await calendar()

    const [own, londoner] = await Promise.all([HANNAH, ADMIN].map(user => open(here, user, `/company/personal/user/${HANNAH}/calendar/?view=week&date=2026-06-17`)))

    expect(own?.markup).toMatch(/10:00<\/span> <span>Entwurf mit Kessler/)
    expect(londoner?.markup).toMatch(/9:00 AM<\/span> <span>Entwurf mit Kessler/)
  })

  it('keeps what is private from colleagues, and from everyone else the calendar', async () => {
    const here = await calendar()
    const path = `/company/personal/user/${ADMIN}/calendar/?view=month&date=2026-06-17`

    const colleague = await open(here, MARCUS, path)
    const stranger = await open(here, EXTRANET, path)

    expect(colleague.markup).not.toContain('Bank')
    expect(colleague.markup).toContain('Busy')
    expect(stranger.status).toBe(403)
  })

  it.each([
    ['month', '2026-01-31', '2025-12-01', '2026-02-01'],
    ['week', '2026-03-02', '2026-02-23', '2026-03-09'],
  ])('leads a %s back and on', async (view, date, before, after) => {
    const here = await calendar()

    const { markup } = await open(here, ADMIN, `/calendar/?view=${view}&date=${date}`)

    expect(markup).toContain(`href="/calendar/?view=${view}&amp;date=${before}" aria-label="Previous"`)
    expect(markup).toContain(`href="/calendar/?view=${view}&amp;date=${after}" aria-label="Next"`)
    expect(markup).toContain(`href="/calendar/?view=${view}&amp;date=2026-06-17">Today`)
  })
})
