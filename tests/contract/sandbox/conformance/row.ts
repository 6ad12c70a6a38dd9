import type { Stage } from '../setup.ts'

type Params = Record<string, unknown>

/** One call whose answer is compared with the documented example. Several rows may call one method. */
export interface Row {
  method: string
  /** What tells this row from the others of its method. */
  variant?: string
  /** Or what arranges the portal (through `call` or its data) and says with which parameters to go on. */
  params?: Params | ((here: Stage) => Params | Promise<Params>)
  /** Default: the administrator. */
  as?: number
  /** Name of the portal; default the first. */
  portal?: string
  /**
   * The answer that the page describes, where tests/fixtures/rest-methods has no file of this method or its file no example. Unset
   * values are `null`.
   */
  documented?: { source: string, answer: Params }
  /** Take the example of another method, whose answers are documented to be the same. */
  like?: string
  /** Deliberate departures: path in the answer → why. A path that does not depart (any more) fails the test. */
  except?: Record<string, string>
}
