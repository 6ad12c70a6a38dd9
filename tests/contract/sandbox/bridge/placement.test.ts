import type { Frame } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { ask, deal, exchange, openAnywhere, openTab, SILENCE, useBridge } from './support.ts'

const stage = useBridge()

/** As a page's own script fires it. */
function fire(placement: string, event: string, payload?: unknown): Promise<unknown> {
  const sent = [placement, event, payload].filter(value => value !== undefined).map(value => JSON.stringify(value)).join(', ')
  return stage.page.evaluate(`import('/sandbox/assets/bridge.js').then(({ fireFrameEvent }) => fireFrameEvent(${sent}))`)
}

/** Everything that an event's callback has heard, once there are `count` of it. */
function heardBy(frame: Frame, count: number): Promise<unknown> {
  return frame.evaluate(`new Promise(resolve => setInterval(() => heard.length >= ${count} && resolve(heard)))`)
}

describe('getInterface', () => {
  it.each([
    ['DEFAULT', [], []],
    ['CALL_CARD', ['getStatus', 'disableAutoClose', 'enableAutoClose'], ['CallCard::EntityChanged', 'CallCard::BeforeClose', 'CallCard::CallStateChanged']],
  ])('of %s lists its own commands and events only', async (placement, command, event) => {
    const frame = await openAnywhere(stage, placement)

    const offered = await frame.evaluate('b24.placement.getInterface()')

    expect(offered).toEqual({ command, event })
  })
})

describe('reloadData', () => {
  it('shows the changed item and answers nothing but that', async () => {
    const frame = await openTab(stage)
    deal(stage).title = 'Renamed behind the page'

    const reply = await frame.evaluate('b24.placement.call("reloadData", { safelyTime: 5000 })')

    expect(reply).toBe('')
    await stage.page.getByRole('heading', { name: 'Renamed behind the page' }).waitFor()
  })

  it('is not there for placements that do not list it', async () => {
    const frame = await openAnywhere(stage, 'TASK_VIEW_TAB')

    expect(await frame.evaluate('b24.placement.call("reloadData", { safelyTime: 300 })')).toEqual(SILENCE)
  })
})

describe('events', () => {
  it('are never acknowledged; the first one settles the SDK\'s promise, all others reach the callback', async () => {
    const frame = await openAnywhere(stage, 'CALL_CARD')
    await frame.evaluate('window.heard = []; window.bound = b24.placement.bindEvent("CallCard::EntityChanged", data => heard.push(data)); undefined')

    await fire('CALL_CARD', 'CallCard::EntityChanged', { PHONE_NUMBER: '+49:30' })
    const swallowed = await frame.evaluate('bound')
    await fire('CALL_CARD', 'CallCard::EntityChanged', { CRM_ENTITY_ID: 7 })
    await fire('CALL_CARD', 'CallCard::EntityChanged')

    expect(swallowed).toEqual({ PHONE_NUMBER: '+49:30' })
    expect(await heardBy(frame, 2)).toEqual([{ CRM_ENTITY_ID: 7 }, ''])
  })

  it('that come later than the SDK waits reach the callback from the first one on', async () => {
    const frame = await openAnywhere(stage, 'CALL_CARD')
    const bound = await frame.evaluate('(window.heard = [], b24.placement.bindEvent("CallCard::BeforeClose", data => heard.push(data)))')

    await fire('CALL_CARD', 'CallCard::BeforeClose')

    expect(bound).toEqual(SILENCE)
    expect(await heardBy(frame, 1)).toEqual([''])
  })

  it('are heard only in the placement that lists them, by frames that bound them', async () => {
    const frame = await openAnywhere(stage, 'CALENDAR_GRIDVIEW')
    const bind = (event: string, key: string) => `placementBindEvent:${JSON.stringify({ event })}:${key}:SID`

    await exchange(frame, [bind('CallCard::BeforeClose', 'foreign'), bind('Calendar.customView:adjustToDate', 'own'), 'getInterface:last:SID'])
    const heard = frame.evaluate('new Promise(resolve => window.addEventListener("message", ({ data }) => resolve(data)))')
    await fire('CALENDAR_GRIDVIEW', 'CallCard::BeforeClose', 'unlisted')
    await fire('CALENDAR_GRIDVIEW', 'Calendar.customView:refreshEntries', 'not bound')
    await fire('CALL_CARD', 'Calendar.customView:adjustToDate', 'another placement')
    await fire('CALENDAR_GRIDVIEW', 'Calendar.customView:adjustToDate', '2026-11-21')

    expect(await heard).toBe('own:"2026-11-21"')
  })

  it('of a built-in layout go to the callback that a bind command left', async () => {
    const frame = await openAnywhere(stage, 'CRM_DEAL_DETAIL_ACTIVITY')
    const bound = await frame.evaluate('(window.heard = [], b24.placement.callCustomBind("bindLayoutEventCallback", null, data => heard.push(data)))')

    await fire('CRM_DEAL_DETAIL_ACTIVITY', 'bindLayoutEventCallback', { id: 'save', value: 'a:b' })

    expect(bound).toEqual(SILENCE)
    expect(await heardBy(frame, 1)).toEqual([{ id: 'save', value: 'a:b' }])
  })
})

describe('commands that a page provides', () => {
  const provide = (pattern: string, commands: string) =>
    stage.page.evaluate(`import('/sandbox/assets/bridge.js').then(({ provideCommands }) => provideCommands(${pattern}, ${commands}))`)

  it('answer in their placement, with the parameters as they were meant', async () => {
    const frame = await openAnywhere(stage, 'USERFIELD_TYPE')
    await provide('/^USERFIELD_TYPE$/', '{ setValue: async (_, value) => { window.fieldValue = value }, getValue: async () => window.fieldValue }')

    const reply = await frame.evaluate('b24.placement.setValue({ a: "1:2", isRawValue: true })')
    const value = await frame.evaluate('b24.placement.call("getValue")')

    expect(reply).toBe('')
    expect(value).toEqual({ a: '1:2', isRawValue: true })
  })

  it('may have a colon in their name, which the SDK sends as an object', async () => {
    const frame = await openAnywhere(stage, 'IM_TEXTAREA')
    await provide('/^IM_TEXTAREA$/', '{ "im:setImTextareaContent": async (_, params) => params }')

    const reply = await ask(frame, 'im:setImTextareaContent', { text: 'Hi: you', requestId: 'r1' })

    expect(reply).toEqual({ text: 'Hi: you', requestId: 'r1' })
  })

  it('may answer again and again', async () => {
    const frame = await openAnywhere(stage, 'CRM_DEAL_DETAIL_ACTIVITY')
    await provide('/_DETAIL_ACTIVITY$/', '{ bindValueChangeCallback: async (_, id, reply) => { setTimeout(() => { reply(`${id} 1`); reply(`${id} 2`) }); return "bound" } }')

    const first = await frame.evaluate('(window.heard = [], b24.placement.callCustomBind("bindValueChangeCallback", "field", data => heard.push(data)))')

    expect(first).toBe('bound')
    expect(await heardBy(frame, 2)).toEqual(['field 1', 'field 2'])
  })

  it('mean nothing to other placements, and meet silence where no page provides them', async () => {
    const frame = await openAnywhere(stage, 'CALL_CARD')
    await provide('/^IM_TEXTAREA$/', '{ getStatus: async () => "wrong" }')

    expect(await frame.evaluate('b24.placement.call("getStatus", { safelyTime: 300 })')).toEqual(SILENCE)
  })
})
