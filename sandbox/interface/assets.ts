import { readFile } from 'node:fs/promises'
import type { Answer } from './answer.ts'

const CONTENT_TYPES: Record<string, string> = {
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
}

/** One file of assets/, or null. Its name holds no slash, so nothing outside the folder can be named. */
export async function asset(name: string): Promise<Answer | null> {
  const type = CONTENT_TYPES[name.split('.').at(-1) ?? '']
  if (!type || !/^[a-z-]+\.[a-z]+$/.test(name)) return null

  const body = await readFile(new URL(`./assets/${name}`, import.meta.url)).catch(() => null)
  return body && { status: 200, headers: { 'content-type': type, 'cache-control': 'no-cache' }, body }
}
