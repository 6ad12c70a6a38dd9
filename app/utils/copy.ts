/** The same content, for who takes formatted text and for who takes letters only. */
export interface Copied { text: string, html: string }

/**
 * Puts something into the clipboard. The browser's own interface is closed to a cross-site frame, unless the portal's page opens it; the old
 * command is not, within a click.
 * @returns whether it is there; if not, the person has to copy by hand
 */
export async function copied(content: Copied): Promise<boolean> {
  return copiedByCommand(content) || await navigator.clipboard?.write([new ClipboardItem({
    'text/plain': new Blob([content.text], { type: 'text/plain' }),
    'text/html': new Blob([content.html], { type: 'text/html' }),
  })]).then(() => true, () => false) || false
}

function copiedByCommand({ text, html }: Copied): boolean {
  let isTaken = false
  function fill(event: ClipboardEvent) {
    event.preventDefault()
    event.clipboardData?.setData('text/plain', text)
    event.clipboardData?.setData('text/html', html)
    isTaken = true
  }
  document.addEventListener('copy', fill)
  const isDone = document.execCommand('copy')
  document.removeEventListener('copy', fill)
  return isDone && isTaken
}

/** Gives the browser a file to save. */
export function download(name: string, text: string, type: string) {
  const address = URL.createObjectURL(new Blob([text], { type }))
  Object.assign(document.createElement('a'), { href: address, download: name }).click()
  // Not in this turn: the browser has only begun to read it.
  setTimeout(URL.revokeObjectURL, 10_000, address)
}
