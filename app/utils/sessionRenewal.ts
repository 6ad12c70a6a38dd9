import { ApiFailure, type CallFailure } from './apiFailure.ts'

interface Tokens { accessToken: string, refreshToken: string }

interface Collaborators {
  /** Fresh tokens of the person, from the portal's page; throws when it gives none. */
  freshTokens: () => Promise<Tokens>
  /** Shows them to our server for another session; throws ApiFailure. */
  exchange: (tokens: Tokens) => Promise<string>
}

/** What time does not mend: Bitrix24 or our server has answered, and the answer is no. */
const final = new Set<CallFailure>(['session-over', 'token-refused', 'not-installed', 'no-app-access', 'invalid-input', 'malformed'])

/**
 * Another session for a page whose own one is over.
 * @returns null when there is none to be had, so that the page has to be opened again.
 * @throws ApiFailure when it could not be found out, so that trying again may help.
 */
export async function renewedSession({ freshTokens, exchange }: Collaborators): Promise<string | null> {
  const tokens = await freshTokens().catch(() => null)
  if (!tokens) return null

  try {
    return await exchange(tokens)
  }
  catch (error) {
    if (error instanceof ApiFailure && final.has(error.code)) return null
    throw error
  }
}
