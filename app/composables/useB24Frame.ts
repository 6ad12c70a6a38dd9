import type { B24Frame } from '@bitrix24/b24jssdk'
import type { SubjectLabel } from '#shared/subject'
import { subjectKey } from '#shared/subject-key'

const PATIENCE = 8_000

let connection: Promise<B24Frame> | undefined

/**
 * The portal's page around us. The SDK (70 KB) is fetched with the first use. It waits for the portal without any limit and cannot be
 * started again after its own destroy(), so the limit is ours and there is one frame for the life of the page.
 * @throws Error when the page does not stand in Bitrix24, or the portal does not answer
 * @see https://github.com/bitrix24/b24jssdk
 */
function connect(): Promise<B24Frame> {
  connection ??= Promise.race([
    import('~/utils/b24Sdk').then(sdk => sdk.initializeB24Frame()),
    new Promise<never>((_, reject) => setTimeout(reject, PATIENCE, new Error('The portal does not answer the frame'))),
  ])
  connection.catch(() => void (connection = undefined))
  return connection
}

/**
 * What we ask of the portal's page. No answer is proof that it was done: after 0.9 s the SDK answers `isSafely` in the portal's place,
 * and some commands are never answered. So nothing here returns a success, and no page depends on one.
 */
export function useB24Frame() {
  /** Opens a page of the portal in its slider; the reply comes when that is closed. */
  function openPath(path: string) {
    ask(frame => frame.slider.openPath(frame.slider.getUrl(path)))
  }

  /**
   * Opens a thread in a slider of ours, at one of its entries if that is named; `whenClosed` runs when it is closed, since much can have changed
   * there.
   */
  function openThread(subject: SubjectLabel, entry: { note: string } | { followUp: string } | null = null, whenClosed: () => void = () => {}) {
    const title = subject.title ? { bx24_title: subject.title } : {}
    ask(frame => frame.slider.openSliderAppPage({ ...entry ?? { subject: subjectKey(subject) }, bx24_width: 900, ...title }).then(whenClosed))
  }

  /** Opens a chat in the messenger, at one of its messages if that is named. @param dialogId of a person as a number, of a chat as `chat…` or `sg…` */
  function openMessenger(dialogId: string, messageId?: string) {
    const dialog = isChatId(dialogId) ? dialogId : Number(dialogId)
    ask(frame => frame.parent.imOpenMessenger(dialog, messageId === undefined ? undefined : Number(messageId)))
  }

  /** Sets the height of our frame, in pixels. */
  function resize(height: number) {
    ask(frame => frame.parent.resizeWindow(document.documentElement.clientWidth, height))
  }

  /** Closes the slider that we stand in, if it is one of ours: others the portal leaves open, without a word. */
  function close() {
    ask(frame => frame.parent.closeApplication())
  }

  /**
   * Puts a text into the message that is being written, after what stands there.
   * @returns whether the portal says so: in doubt it is not there
   * @see https://bitrix24.github.io/b24jssdk/ (messenger text area)
   */
  async function writeIntoMessage(text: string): Promise<boolean> {
    const frame = await connect()
    const answer: unknown = await frame.parent.message.send('im:setImTextareaContent', { text, withNewLine: true, replace: false, isSafely: true, safelyTime: 1_200 })
    return !isSilence(answer) && !isRefusal(answer)
  }

  /** Ends the installation: the portal reloads its page around us. */
  function finishInstallation() {
    ask(frame => frame.installFinish())
  }

  /**
   * Fresh tokens of the person, from the portal's page.
   * @throws Error when it does not stand in Bitrix24 or gives none
   */
  async function freshTokens(): Promise<{ accessToken: string, refreshToken: string }> {
    const frame = await connect()
    const { access_token: accessToken, refresh_token: refreshToken } = await frame.auth.refreshAuth()
    return { accessToken, refreshToken }
  }

  function ask(command: (frame: B24Frame) => Promise<unknown>) {
    connect().then(command).catch(() => {})
  }

  return { openPath, openThread, openMessenger, resize, close, writeIntoMessage, finishInstallation, freshTokens }
}

function isChatId(dialogId: string): dialogId is `chat${number}` | `sg${number}` {
  return /^(chat|sg)\d+$/.test(dialogId)
}

/** What the SDK says in the portal's place when that says nothing. */
function isSilence(answer: unknown): boolean {
  return typeof answer === 'object' && answer !== null && 'isSafely' in answer
}

function isRefusal(answer: unknown): boolean {
  return typeof answer === 'object' && answer !== null && 'message' in answer
}
