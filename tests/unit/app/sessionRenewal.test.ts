import { describe, expect, it } from 'vitest'
import { ApiFailure, type CallFailure } from '../../../app/utils/apiFailure.ts'
import { renewedSession } from '../../../app/utils/sessionRenewal.ts'

const freshTokens = async () => ({ accessToken: 'access', refreshToken: 'refresh' })
const refusing = (code: CallFailure) => async (): Promise<string> => {
  throw new ApiFailure(code)
}

describe('a page whose session is over', () => {
  it('gets another one for fresh tokens', async () => {
    const session = await renewedSession({ freshTokens, exchange: async ({ accessToken, refreshToken }) => `for ${accessToken} and ${refreshToken}` })

    expect(session).toBe('for access and refresh')
  })

  it('has to be opened again when the portal gives no tokens', async () => {
    const session = await renewedSession({ freshTokens: () => Promise.reject(new Error('The portal does not answer the frame')), exchange: async () => 'unasked' })

    expect(session).toBeNull()
  })

  it.each(['session-over', 'token-refused', 'not-installed', 'no-app-access'] as const)('has to be opened again after %s', async (code) => {
    expect(await renewedSession({ freshTokens, exchange: refusing(code) })).toBeNull()
  })

  it.each(['offline', 'oauth-unreachable', 'portal-unreachable', 'storage'] as const)('may try again after %s', async (code) => {
    await expect(renewedSession({ freshTokens, exchange: refusing(code) })).rejects.toMatchObject({ code })
  })
})
