/**
 * Something a person has to act on: a sentence that says what happened and what to do, and optionally the last lines that the
 * failing program printed.
 */
export class Failure extends Error {
  /**
   * @param {string} sentence
   * @param {string} [output]
   */
  constructor(sentence, output = '') {
    super(sentence)
    this.name = 'Failure'
    this.output = output
  }
}

/**
 * The text of an error for the terminal. A stack is only shown where we do not know what happened.
 * @param {unknown} error
 */
export function describe(error) {
  if (!(error instanceof Failure)) return error instanceof Error ? `${error.stack}` : String(error)
  if (!error.output) return error.message

  return `${error.message}\n\n${error.output.replace(/^/gm, '  | ')}`
}
