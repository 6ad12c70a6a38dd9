const REDRAW_MS = 1000
const PLAIN_LINE_MS = 10_000

/**
 * Runs one piece of work and shows how long it takes: one line that counts in a terminal, a plain line now and then elsewhere.
 * @template Result
 * @param {string} title what is being done: "Installing packages"
 * @param {() => Promise<Result>} work
 * @returns {Promise<Result>}
 */
export async function step(title, work) {
  const out = process.stdout
  const began = Date.now()
  const seconds = () => `${Math.round((Date.now() - began) / 1000)} s`

  const show = () => out.write(out.isTTY ? `\r\x1B[K… ${title}, ${seconds()}` : `… ${title}, ${seconds()}\n`)
  if (out.isTTY) show()
  else out.write(`… ${title}\n`)
  const timer = setInterval(show, out.isTTY ? REDRAW_MS : PLAIN_LINE_MS)

  try {
    const result = await work()
    out.write(`${out.isTTY ? '\r\x1B[K' : ''}✔ ${title}, ${seconds()}\n`)
    return result
  }
  catch (error) {
    if (out.isTTY) out.write('\n')
    throw error
  }
  finally {
    clearInterval(timer)
  }
}
