import { expect, test } from 'vitest'
import type { Portal } from '../../../server/portals/portals.ts'
import { Secret } from '../../../server/secret.ts'
import { generator } from '../../support/generator.ts'
import { startMailbox } from '../../support/mailbox.ts'
import { alderOak, failureOf, people, startServices } from '../../support/services.ts'

const hour = 60 * 60 * 1000
const day = 24 * hour
const retention = { clean: 7 * day, kept: 180 * day }

const sequences = Number(process.env.SEQUENCES ?? 500)
const firstSeed = Number(process.env.SEED ?? 1)
const stepsEach = 14

/**
 * What is true on the portal, step by step, told apart from what our server believes. The portal alone is the measure: which life of the
 * application is on, whether its installation was finished, and when its data may go.
 */
interface Truth {
  /** Rises with every time that the application is put on the portal. */
  life: number
  isOn: boolean
  /** The page of this life has seen `finished`: only then it calls installFinish. */
  isSetUp: boolean
  isFinished: boolean
  /** The life in which our server has last seen an administrator: of a later one it cannot know. */
  seenLife: number
  notes: number
  /** A removal was looked into: from then on the clock of the erasure runs. */
  eraseAt: number | null
}

test(`${sequences} lives of an application end as they should, whatever comes when and how often`, { timeout: 300_000 }, async () => {
  const world = await start()

  for (let seed = firstSeed; seed < firstSeed + sequences; seed++) {
    const story: string[] = []
    await world.live(seed, story).catch((error: unknown) => {
      throw new Error(`SEED=${seed} SEQUENCES=1 repeats it: ${story.join(', ')}`, { cause: error })
    })
  }
})

async function start() {
  const mailbox = await startMailbox()
  const server = await startServices({ appUrl: mailbox.origin })
  const { sandbox, services, app, database } = server
  const portal = sandbox.portal(alderOak)
  const { memberId } = portal
  const sql = (statement: string) => database.$client.prepare(statement).pluck().get()

  /** One sequence, from a portal that nobody knows. */
  async function live(seed: number, story: string[]): Promise<void> {
    database.$client.exec('delete from notes; delete from portals; delete from erasures; delete from jobs')
    portal.installations.delete(app.clientId)
    mailbox.bodies.length = 0
    const random = generator(seed)
    const truth: Truth = { life: 0, isOn: false, isSetUp: false, isFinished: false, seenLife: 0, notes: 0, eraseAt: null }
    /** Events on their way, and those that have arrived and may arrive again. */
    const mail: { body: URLSearchParams, life: number }[] = []
    const generations = new Map<number, string>()
    const row = () => services.portals.find(memberId)
    const pick = <T>(from: T[]): T | undefined => from[Math.floor(random() * from.length)]

    async function collect() {
      await sandbox.events.drain()
      mail.push(...mailbox.bodies.splice(0).map(body => ({ body, life: truth.life })))
    }

    /** What may never happen, after any step. */
    async function check(before: Awaited<ReturnType<typeof row>>) {
      const after = await row()
      const present = portal.installations.get(app.clientId)?.applicationToken
      if (after?.applicationToken && after.applicationToken !== before?.applicationToken && new Secret(present ?? '').matches(after.applicationToken)) truth.seenLife = truth.life
      if (after && after.id === before?.id) expect(after.generation).toBeGreaterThanOrEqual(before.generation)
      if (after?.state === 'uninstalled' && before?.state !== 'uninstalled') {
        expect(truth.isOn && truth.seenLife === truth.life, 'a removal was believed while the application was there').toBe(false)
        truth.eraseAt = after.eraseAt
      }
      if (after?.state === 'uninstalled') expect(sql('select count(*) from tokens')).toBe(0)
      if (after?.state === 'installed') truth.eraseAt = null
      if (truth.eraseAt !== null && truth.eraseAt <= sandbox.clock.now() && sql('select count(*) from erasures') !== 0) truth.notes = 0
      expect(sql('select count(*) from notes'), 'notes were lost').toBe(truth.notes)
    }

    async function openAsAdministrator() {
      const { opening } = await server.open({ userId: people.admin, placement: 'DEFAULT', options: undefined })
      truth.seenLife = truth.life
      return opening.view
    }

    async function setUp() {
      const known = await row()
      if (!known) return
      const [line] = (await Array.fromAsync(services.installer.run(known, people.admin, 'r'))).slice(-1)
      if (line?.state !== 'finished') return
      truth.isSetUp = true
      noteGeneration(await row())
    }

    /** Two lives that were both set up are never one generation: sessions of the first would go on in the second. */
    function noteGeneration(known: Portal | null) {
      const generation = `${known?.id}:${known?.generation}`
      for (const [life, other] of generations) if (life !== truth.life) expect(other).not.toBe(generation)
      generations.set(truth.life, generation)
    }

    const steps: Record<string, { when: () => boolean, weight: number, act: () => Promise<unknown> }> = {
      'add': { when: () => !truth.isOn, weight: 4, async act() {
        sandbox.addApp(memberId, app.clientId)
        Object.assign(truth, { life: truth.life + 1, isOn: true, isSetUp: false, isFinished: false })
      } },
      'open as administrator': { when: () => truth.isOn, weight: 3, act: openAsAdministrator },
      'set up': { when: () => truth.isOn, weight: 4, async act() {
        if (await openAsAdministrator() === 'install') await setUp()
      } },
      'finish': { when: () => truth.isSetUp && truth.isOn && !truth.isFinished, weight: 6, async act() {
        sandbox.finishInstallation(memberId, app.clientId)
        truth.isFinished = true
      } },
      'finish without our page': { when: () => truth.isOn && !truth.isFinished, weight: 1, async act() {
        sandbox.finishInstallation(memberId, app.clientId)
        truth.isFinished = true
      } },
      'update': { when: () => truth.isFinished, weight: 2, act: async () => sandbox.update(memberId, app.clientId) },
      'remove': { when: () => truth.isOn, weight: 3, async act() {
        sandbox.uninstall(memberId, app.clientId, { clean: random() < 0.5 })
        Object.assign(truth, { isOn: false, isSetUp: false, isFinished: false })
      } },
      'deliver': { when: () => mail.length > 0, weight: 6, async act() {
        const event = pick(mail)
        if (event) await services.inbox.receive(event.body)
        // Half of them are delivered again later.
        if (event && random() < 0.5) mail.splice(mail.indexOf(event), 1)
      } },
      'lose': { when: () => mail.length > 0, weight: 1, act: async () => mail.splice(Math.floor(random() * mail.length), 1) },
      'work': { when: () => true, weight: 6, act: () => services.jobs.runDue() },
      'wait an hour': { when: () => true, weight: 2, act: async () => sandbox.clock.turn(2 * hour) },
      'wait a day': { when: () => true, weight: 1, act: async () => sandbox.clock.turn(25 * hour) },
      'wait out the grace': { when: () => true, weight: 1, act: async () => sandbox.clock.turn(retention.clean + hour) },
      'write': { when: () => truth.isFinished && truth.isSetUp, weight: 3, async act() {
        const known = await row()
        if (known?.state !== 'installed') return
        truth.notes += 1
        const scope = { portalId: known.id, userId: people.marcus, isAdmin: false, subject: { kind: 'crm-item' as const, entityTypeId: 2, id: '3473' } }
        await services.notes.add(scope, { id: `${seed}-${truth.notes}-${story.length}`, text: 'Fumed oak' }, [])
      } },
      'forge a removal': { when: () => truth.isFinished, weight: 2, act: () => forge('ONAPPUNINSTALL', 'data[CLEAN]', '1') },
      'forge an update': { when: () => truth.isFinished, weight: 1, act: () => forge('ONAPPUPDATE', 'auth[access_token]', sandbox.issueToken({ memberId, userId: people.marcus, clientId: app.clientId }).accessToken) },
    }

    function forge(event: string, field: string, value: string) {
      const applicationToken = portal.installations.get(app.clientId)?.applicationToken ?? ''
      return services.inbox.receive(new URLSearchParams({
        event, 'ts': String(Math.floor(random() * 1e9)), 'auth[member_id]': memberId, 'auth[application_token]': applicationToken, [field]: value,
      }))
    }

    async function step(name: string) {
      const before = await row()
      story.push(name)
      await steps[name]?.act()
      await collect()
      await check(before)
    }

    for (let count = 0; count < stepsEach; count++) {
      const possible = Object.entries(steps).filter(([, { when }]) => when()).flatMap(([name, { weight }]) => Array.from({ length: weight }, () => name))
      await step(pick(possible) ?? 'work')
    }
    await end()

    /** Whatever happened: everything arrives at last, somebody opens the application, and all is as the portal has it. */
    async function end() {
      for (const { body } of mail.splice(0).sort(() => random() - 0.5)) await services.inbox.receive(body)
      for (const name of ['work', 'wait an hour', 'work']) await step(name)
      const portalRow = await row()
      if (!truth.isOn) {
        // Where its event was lost, nobody can know yet; where it came, the removal is believed.
        const isTold = story.includes('remove') && !story.includes('lose')
        if (portalRow && isTold && portalRow.applicationToken !== null) expect(await failureOf(openWidget())).not.toBe('no failure')
        return
      }

      if (await openAsAdministrator() === 'install') {
        await setUp()
        expect(truth.isSetUp).toBe(true)
      }
      sandbox.finishInstallation(memberId, app.clientId)
      truth.isFinished = true
      expect(await openAsAdministrator()).toBe('home')
      await services.jobs.runDue()
      expect(await failureOf(openWidget())).toBe('no failure')
      expect(await row()).toMatchObject({ state: 'installed', eraseAt: null })
    }
  }

  async function openWidget() {
    return server.openThread()
  }

  return { live }
}
