import pino, { type Logger } from 'pino'

export type Log = Logger

/** Structured log to standard output. Secrets hide themselves (server/secret.ts); nothing that was posted is ever logged whole. */
export function createLog(level: string): Log {
  return pino({ level })
}
