/** Brings a text into the message that is being written. Where the portal does not take it, it goes into the clipboard; where that is closed, the person copies it. */
export function useInsertion() {
  const { $t } = useNuxtApp()
  const { writeIntoMessage } = useB24Frame()
  const { say } = useNotices()

  /** @param place pixels from the top of the frame, where the person has acted */
  async function copy(text: string, place: number) {
    const isCopied = await copied({ text, html: htmlOf(text) })
    say($t(isCopied ? 'composing.copied' : 'composing.byHand'), place, isCopied ? undefined : text)
  }

  async function insert(text: string, place: number) {
    if (await writeIntoMessage(text).catch(() => false)) return say($t('composing.inserted'), place)
    await copy(text, place)
  }

  return { insert, copy }
}

/** Letters only: a message has no other format than its own codes. */
function htmlOf(text: string): string {
  return Object.assign(document.createElement('div'), { innerText: text }).innerHTML
}
