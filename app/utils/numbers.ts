/** How a language writes numbers. */
export interface NumberWords {
  /** Of whole things: "1,204". */
  count: (value: number) => string
  /** 0 to 1, without decimals: "82%". */
  share: (value: number) => string
}

/** Formatters are dear to make and the same for everybody of one language. */
const made = new Map<string, NumberWords>()

/** @param tag BCP 47 language tag */
export function numberWords(tag: string): NumberWords {
  const known = made.get(tag) ?? makeNumberWords(tag)
  made.set(tag, known)
  return known
}

function makeNumberWords(tag: string): NumberWords {
  const whole = new Intl.NumberFormat(tag, { maximumFractionDigits: 0 })
  const percent = new Intl.NumberFormat(tag, { style: 'percent', maximumFractionDigits: 0 })
  return { count: value => whole.format(value), share: value => percent.format(value) }
}
