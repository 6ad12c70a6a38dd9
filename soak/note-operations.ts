import { v7 as uuid } from 'uuid'
import { outcomeOf, type Answer } from './client.ts'
import { record, settle, type Attempt, type LedgerNote } from './ledger.ts'
import { markOf } from './marks.ts'
import { callAs, isAdmin, somePage, type Page, type Stage } from './stage.ts'

const phrases = [
  'called: samples by **Friday**, before 10 am', 'quote covers the lounge only\n\n- oak, fumed\n- cable duct', 'price agreed by phone – 4.200 €',
  '配送は月曜日です', 'see https://example.com/terms', 'x < y & "z"\n\n> quoted', '| a | b |\n|---|---|\n| 1 | 2 |',
]

function textFor({ random }: Stage, page: Page): string {
  return `${markOf(page, 'all')} ${random.pick(phrases)}${random.chance(0.02) ? ` ${'long '.repeat(3000)}end` : ''}`
}

/** How often a text is sent until there is an answer that tells what became of it. */
const mostSends = 4

/** Notes that are looked through for one to work on, the newest ones. */
const recent = 100

/** A note of this page's thread that nobody works on, standing or deleted as wanted, and which this person may change; kept from others meanwhile. */
async function withNote(stage: Stage, isDeleted: boolean, work: (page: Page, note: LedgerNote) => Promise<void>) {
  const page = somePage(stage)
  if (!page) return
  const own = stage.ledger.thread(page).slice(-recent).filter(note => !note.isBusy && note.version > 0 && note.deleted.size === 1
    && note.deleted.has(isDeleted) && (note.authorId === page.userId || isAdmin(page.site, page.userId)))
  if (!own.length) return
  const note = stage.random.pick(own)
  note.isBusy = true
  try {
    await work(page, note)
  }
  finally {
    note.isBusy = false
  }
}

function isOn(page: Page, note: LedgerNote): boolean {
  return note.portal === page.portal && note.deal === page.deal
}

/** Takes an answer to a text down. An acknowledged one has to be what was sent. */
function take({ report }: Stage, attempt: Attempt, answer: Answer) {
  const { note, text, version } = attempt
  record(attempt, outcomeOf(answer))
  if (answer.code !== 'done') return
  if (answer.json.text !== text || answer.json.version !== version || answer.json.id !== note.id) {
    report({ what: 'answer', where: `${text.split(' ')[0]} was acknowledged as version ${String(answer.json.version)} "${String(answer.json.text).split(' ')[0]}" of ${String(answer.json.id)}` })
  }
  if (version <= note.version) return
  note.version = version
  note.text = text
}

/** Sends until it is known what became of the text, and now and then once more: the same is never stored twice. */
async function sendUntilKnown(stage: Stage, attempt: Attempt, send: () => Promise<Answer>) {
  for (let sends = 0; sends < mostSends; sends++) {
    take(stage, attempt, await send())
    if (attempt.outcome !== 'unknown' && !stage.random.chance(0.1)) return
  }
}

export async function writeNote(stage: Stage) {
  const page = somePage(stage)
  if (!page) return
  const text = textFor(stage, page)
  const note = stage.ledger.begin({ id: uuid(), portal: page.portal, deal: page.deal, authorId: page.userId })
  note.isBusy = true
  const attempt = stage.ledger.attempt(note, page.userId, text, 1)
  const send = () => callAs(stage, page, { kind: 'write a note', path: '/api/notes', body: { id: note.id, text } })
  // The same note from two connections at once, likely to two processes.
  if (stage.random.chance(0.15)) for (const answer of await Promise.all([send(), send()])) take(stage, attempt, answer)
  await sendUntilKnown(stage, attempt, send)
  note.isBusy = false
}

export function editNote(stage: Stage) {
  return withNote(stage, false, async (page, note) => {
    const attempt = stage.ledger.attempt(note, page.userId, textFor(stage, page), note.version + 1)
    await sendUntilKnown(stage, attempt, () => sendEdit(stage, page, attempt))
    await learn(stage, page, note)
  })
}

function sendEdit(stage: Stage, page: Page, { note, text, version }: Attempt) {
  return callAs(stage, page, { kind: 'edit a note', method: 'PATCH', path: `/api/notes/${note.id}`, body: { version: version - 1, text } })
}

/** Two people change the same version at the same time: one of them learns of the other. */
export function editTogether(stage: Stage) {
  return withNote(stage, false, async (page, note) => {
    const others = stage.pages.filter(other => other !== page && isOn(other, note) && (other.userId === note.authorId || isAdmin(other.site, other.userId)))
    const other = others.length ? stage.random.pick(others) : page
    const attempts = [page, other].map(writer => ({ writer, attempt: stage.ledger.attempt(note, writer.userId, textFor(stage, writer), note.version + 1) }))
    await Promise.all(attempts.map(async ({ writer, attempt }) => take(stage, attempt, await sendEdit(stage, writer, attempt))))
    await learn(stage, page, note)
  })
}

/** After an edit without an answer: which of the sent texts stands? Until that is known nobody works on the note. */
async function learn(stage: Stage, page: Page, note: LedgerNote) {
  if (!note.attempts.some(({ outcome, version }) => outcome === 'unknown' && version > note.version)) return
  note.version = 0
  const { code, json } = await callAs(stage, page, { kind: 'pin a note', method: 'PATCH', path: `/api/notes/${note.id}`, body: { pinned: [...note.pinned][0] ?? false } })
  const stands = stage.ledger.attempts.get(String(json.text))
  if (code !== 'done' || stands?.note !== note || typeof json.version !== 'number') return
  note.version = json.version
  note.text = stands.text
  stands.outcome = 'done'
  settle(note.pinned, json.pinned === true, 'done')
}

export function pinNote(stage: Stage) {
  return withNote(stage, false, async (page, note) => {
    const pinned = stage.random.chance(0.5)
    settle(note.pinned, pinned, outcomeOf(await callAs(stage, page, { kind: 'pin a note', method: 'PATCH', path: `/api/notes/${note.id}`, body: { pinned } })))
  })
}

export function deleteNote(stage: Stage) {
  return withNote(stage, false, async (page, note) => {
    const outcome = await settled(stage, note, true, () => callAs(stage, page, { kind: 'delete a note', method: 'DELETE', path: `/api/notes/${note.id}` }))
    note.deletedBy = outcome === 'done' ? page.userId : null
  })
}

export function restoreNote(stage: Stage) {
  return withNote(stage, true, async (page, note) => {
    if (note.deletedBy !== page.userId && !isAdmin(page.site, page.userId)) return
    await settled(stage, note, false, async () => {
      const answer = await callAs(stage, page, { kind: 'restore a note', path: `/api/notes/${note.id}/restore` })
      // It comes back pinned only while there is room.
      if (note.pinned.has(true) && answer.code !== 'done') note.pinned.add(false)
      if (answer.code === 'done') settle(note.pinned, answer.json.pinned === true, 'done')
      return answer
    })
  })
}

async function settled(stage: Stage, note: LedgerNote, deleted: boolean, send: () => Promise<Answer>) {
  for (let sends = 0; ; sends++) {
    const outcome = outcomeOf(await send())
    settle(note.deleted, deleted, outcome)
    if (outcome !== 'unknown' || sends === mostSends) return outcome
  }
}

/** What is being typed; once in a while it is forgotten, as after saving. */
export async function keepDraft(stage: Stage) {
  const page = somePage(stage)
  if (!page || stage.pages.some(other => other.isBusy && other.userId === page.userId && other.portal === page.portal && other.deal === page.deal)) return
  page.isBusy = true
  const draft = stage.ledger.draft(page)
  const text = stage.random.chance(0.2) ? '' : `${markOf(page, 'writer')} half a thou`
  const answer = await callAs(stage, page, { kind: 'keep a draft', method: 'PUT', path: '/api/draft', body: { noteId: null, text, baseVersion: null } })
  const outcome = outcomeOf(answer)
  if (outcome === 'done') draft.mayStand = [text]
  if (outcome === 'unknown') draft.mayStand.push(text)
  page.isBusy = false
}

export async function readThread(stage: Stage) {
  const page = somePage(stage)
  if (page) await callAs(stage, page, { kind: 'read a thread', method: 'GET', path: stage.random.chance(0.5) ? '/api/thread' : `/api/thread?since=${stage.random.between(0, 50)}` })
}

/** Somebody tries another thread's note from the own page. */
export async function touchForeignNote(stage: Stage) {
  const { random, ledger, report } = stage
  const page = somePage(stage)
  const foreign = ledger.notes.slice(-recent).filter(note => page && !isOn(page, note))
  if (!page || !foreign.length) return
  const { id, portal, deal } = random.pick(foreign)
  const call = random.pick([
    { method: 'PATCH', path: `/api/notes/${id}`, body: { version: 1, text: 'taken over' } },
    { method: 'PATCH', path: `/api/notes/${id}`, body: { pinned: true } },
    { method: 'DELETE', path: `/api/notes/${id}` },
    { path: `/api/notes/${id}/restore` },
    { method: 'GET', path: `/api/thread?before=n${Date.now()}-${id}` },
  ])
  const { code } = await callAs(stage, page, { kind: 'touch a foreign note', ...call })
  if (code === 'done') report({ what: 'stranger', where: `a page of deal ${page.deal} on portal ${page.portal} touched note ${id} of deal ${deal} on portal ${portal}` })
}
