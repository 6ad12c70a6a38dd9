import type { Frame } from 'playwright-core'
import { expect } from 'vitest'
import type { View } from '../../server/bitrix24/manifest.ts'
import type { Named } from './subjects.ts'

/** A page of ours that somebody has opened by its place. */
export interface Opened {
  frame: Frame
  /** A text of ours, as this person reads it. */
  t(key: string, values?: Record<string, string | number>): string
  subject: Named | null
  /** What was written for this row beforehand, by a colleague: an open follow-up for this person, and a note. */
  promise: string
  note: string
  isAdministrator: boolean
}

const heading = (frame: Frame) => frame.getByRole('heading', { level: 1 }).first()

async function expectSubject({ frame, subject }: Opened) {
  if (!subject) return
  await expect.poll(() => heading(frame).innerText()).toContain(subject.title)
}

async function expectFacts({ frame }: Opened) {
  const facts = await frame.locator('main dl dd').allInnerTexts()
  expect(facts.filter(fact => fact.trim()).length).toBeGreaterThan(0)
  expect(facts.filter(fact => /^#?\d+$/.test(fact.trim()) && fact.length > 3)).toEqual([])
  return facts.length
}

/** Writes a note with the composer, and waits until the server has it. */
async function write({ frame, t }: Opened, text: string) {
  const saved = frame.page().waitForResponse(response => response.url().includes('/api/notes') && response.request().method() === 'POST')
  await frame.getByRole('textbox', { name: t('composer.label') }).fill(text)
  await frame.getByRole('button', { name: t('composer.add'), exact: true }).click()
  expect((await saved).status()).toBe(201)
}

async function finish({ frame }: Opened, text: string) {
  const saved = frame.page().waitForResponse(response => response.url().includes('/api/follow-ups') && response.request().method() !== 'GET')
  await frame.getByRole('checkbox', { name: text }).first().click()
  expect((await saved).ok()).toBe(true)
}

async function thread(opened: Opened) {
  await expectSubject(opened)
  const facts = await expectFacts(opened)
  await opened.frame.getByText(opened.note).first().waitFor()
  await opened.frame.getByRole('checkbox', { name: opened.promise }).waitFor()
  await write(opened, `Seen: ${opened.promise}`)
  await finish(opened, opened.promise)
  return `${facts} facts, note written, follow-up done`
}

/** What a person gets in each view, and one thing that they do there. @returns that in words, for the table. */
export const acts: Partial<Record<View, (opened: Opened) => Promise<string>>> = {
  thread,
  peek: thread,

  async link(opened) {
    const done = await thread(opened)
    return `exactly the one that it names, ${done}`
  },

  async queue(opened) {
    const row = opened.frame.getByRole('row').filter({ hasText: opened.promise })
    await row.waitFor()
    await row.getByRole('checkbox').first().click()
    const saved = opened.frame.page().waitForResponse(response => response.url().includes('/api/follow-ups/changes'))
    await opened.frame.getByRole('region', { name: opened.t('queue.actions') }).getByRole('button', { name: opened.t('queue.finish') }).click()
    expect((await saved).ok()).toBe(true)
    await row.waitFor({ state: 'detached' })
    return 'listed, finished from the list'
  },

  async home(opened) {
    await opened.frame.getByText(opened.promise).first().waitFor()
    await finish(opened, opened.promise)
    return 'own follow-up, done'
  },

  async capture(opened) {
    await write(opened, `Captured: ${opened.promise}`)
    await opened.frame.getByRole('button', { name: opened.t('capture.openThread') }).waitFor()
    return 'written, and kept where it belongs'
  },

  async 'native-form'(opened) {
    await write(opened, `From the timeline: ${opened.promise}`)
    return 'written above the timeline'
  },

  async digest(opened) {
    const preview = opened.frame.getByRole('article', { name: opened.t('digest.preview') })
    await expect.poll(() => preview.getByRole('heading', { level: 1 }).innerText()).toContain(opened.subject?.title)
    await preview.getByText(opened.promise).waitFor()
    await opened.frame.getByRole('checkbox', { name: new RegExp(opened.t('digest.part.open')) }).click()
    await preview.getByText(opened.promise).waitFor({ state: 'detached' })
    return 'summary shown, follow-ups left out'
  },

  async insights(opened) {
    await heading(opened.frame).waitFor()
    await opened.frame.locator('figure').first().waitFor()
    const loaded = opened.frame.page().waitForResponse(response => response.url().includes('/api/insights'))
    await opened.frame.getByText(opened.t('insights.period', { n: 30 }), { exact: true }).click()
    expect((await loaded).ok()).toBe(true)
    return `${await opened.frame.locator('figure').count()} charts, other period`
  },

  async calendar(opened) {
    await opened.frame.getByText(opened.promise).first().waitFor()
    return 'follow-up on its day'
  },

  async call(opened) {
    await opened.frame.getByText(opened.promise).first().waitFor()
    await write(opened, `On the phone: ${opened.promise}`)
    return 'customer found, note written'
  },

  async composer(opened) {
    await opened.frame.getByText(opened.note).first().waitFor()
    await opened.frame.getByRole('button', { name: opened.t('snippet.new') }).click()
    await opened.frame.getByRole('textbox', { name: opened.t('snippet.title') }).fill(`About ${opened.promise}`)
    await opened.frame.getByRole('textbox', { name: opened.t('snippet.text') }).fill(opened.promise)
    const saved = opened.frame.page().waitForResponse(response => response.url().includes('/api/snippets'))
    await opened.frame.getByRole('button', { name: opened.t('snippet.save') }).click()
    expect((await saved).status()).toBe(201)
    await opened.frame.getByText(`About ${opened.promise}`).waitFor()
    return 'note shown, snippet made'
  },

  async automation(opened) {
    await opened.frame.getByText(opened.t('automation.follow-up.name')).waitFor()
    if (!opened.isAdministrator) {
      await opened.frame.getByText(opened.t('automation.whoMay')).waitFor()
      return 'rules shown, not theirs to switch'
    }
    const saved = opened.frame.page().waitForResponse(response => response.url().includes('/api/automation'))
    await opened.frame.getByRole('switch').first().click()
    expect((await saved).ok()).toBe(true)
    return 'rules shown, one switched'
  },

  async field(opened) {
    await opened.frame.getByText(opened.promise).first().waitFor()
    return 'next follow-up shown'
  },
}
