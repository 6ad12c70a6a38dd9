/** SQLite's own code of a thrown error (`SQLITE_BUSY` …), as better-sqlite3 throws it and as drizzle wraps it (`cause`); null when it is none. */
export function sqliteCode(error: unknown): string | null {
  const source = error instanceof Error && error.cause instanceof Error ? error.cause : error
  const code = source instanceof Error && 'code' in source ? String(source.code) : ''
  return code.startsWith('SQLITE_') ? code : null
}
