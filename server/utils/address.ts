import { getRequestHeader, type H3Event } from 'h3'
import { knownLanguage } from '../../shared/languages.ts'

/** The address of a request as the router reads it. Never with its host, which is whatever the client wrote there, `[` included. */
export function addressOf(event: H3Event): { path: string, query: URLSearchParams } {
  const [path = '/', ...query] = event.path.split('?')
  return { path, query: new URLSearchParams(query.join('?')) }
}

/** Bitrix24's code of a person's language while no callback is parsed: it appends LANG to the address, a browser sends its own preference. */
export function languageOf(event: H3Event): string {
  return knownLanguage(addressOf(event).query.get('LANG') ?? getRequestHeader(event, 'accept-language')?.slice(0, 2))
}
