import { createHash, timingSafeEqual } from 'node:crypto'
import { inspect } from 'node:util'

const hidden = '[secret]'

/**
 * A value that must not leave by accident: tokens, keys, the client secret. Logging, interpolating or serialising it gives `[secret]`;
 * `===` between two secrets is never true, so that a comparison has to go through `equals`, which takes constant time.
 */
export class Secret {
  readonly #value: string

  constructor(value: string) {
    this.#value = value
  }

  /** The plain value, for the request or the cipher that needs it. Never keep it. */
  reveal(): string {
    return this.#value
  }

  /** SHA-256 in hex: what is stored where only comparison is needed, and the key of caches. */
  fingerprint(): string {
    return createHash('sha256').update(this.#value).digest('hex')
  }

  equals(other: Secret): boolean {
    return this.matches(other.fingerprint())
  }

  /** Compares with a stored `fingerprint()` in constant time. */
  matches(fingerprint: string): boolean {
    const own = Buffer.from(this.fingerprint())
    const their = Buffer.from(fingerprint)
    return own.length === their.length && timingSafeEqual(own, their)
  }

  toString() {
    return hidden
  }

  toJSON() {
    return hidden
  }

  [inspect.custom]() {
    return hidden
  }
}
