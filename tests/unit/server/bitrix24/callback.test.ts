import { describe, expect, test } from 'vitest'
import { packCallback, parseCallback, parseOptions, unpackCallback } from '../../../../server/bitrix24/callback.ts'
import { asFailure } from '../../../../server/failure.ts'

/** A body as today's portals post it. */
const full: Record<string, string> = {
  AUTH_ID: 'be56ba6600705a0700005a4b00000001',
  AUTH_EXPIRES: '3600',
  REFRESH_ID: 'aed5e16600705a0700005a4b00000001',
  SERVER_ENDPOINT: 'https://oauth.bitrix.info/rest/',
  APPLICATION_TOKEN: '51856fefc120afa4b628cc82d3935cce',
  APPLICATION_SCOPE: 'crm,placement',
  member_id: 'da45a03b265edd8787f8a258d793cc5d',
  status: 'L',
  PLACEMENT: 'CRM_DEAL_DETAIL_TAB',
  PLACEMENT_OPTIONS: '{"ID":"3473"}',
}
const query = { DOMAIN: 'xxx.bitrix24.com', PROTOCOL: '1', LANG: 'de', APP_SID: 'b4f4b92b5178b5a5276e181ca09d25a7' }

function without(...names: string[]) {
  return Object.fromEntries(Object.entries(full).filter(([name]) => !names.includes(name)))
}

function parse(body: Record<string, string>, inQuery: Record<string, string> = query) {
  return parseCallback(new URLSearchParams(inQuery), new URLSearchParams(body))
}

/** The callback with its secrets in clear, to compare it. */
function plain(body: Record<string, string>, inQuery?: Record<string, string>) {
  return packCallback(parse(body, inQuery))
}

function codeOf(body: Record<string, string>) {
  try {
    parse(body, {})
    return 'no failure'
  }
  catch (error) {
    return asFailure(error).code
  }
}

const expected = {
  placement: 'CRM_DEAL_DETAIL_TAB',
  options: { ID: '3473' },
  accessToken: full.AUTH_ID,
  refreshToken: full.REFRESH_ID,
  memberId: full.member_id,
  serverEndpoint: full.SERVER_ENDPOINT,
  applicationToken: full.APPLICATION_TOKEN,
  lang: 'de',
}

describe('a callback', () => {
  test('is read out of query and body', () => {
    expect(plain(full)).toEqual(expected)
  })

  test('is read out of the query alone', () => {
    expect(plain({}, { ...query, ...full })).toEqual(expected)
  })

  test('is read out of the body alone', () => {
    expect(plain({ ...query, ...full }, {})).toEqual(expected)
  })

  test('has the body\'s word where both have a field', () => {
    expect(plain(full, { ...query, member_id: 'other', AUTH_ID: 'other-token-in-query', PLACEMENT: 'LEFT_MENU' })).toEqual(expected)
  })

  test('of an older portal lacks SERVER_ENDPOINT, APPLICATION_TOKEN and APPLICATION_SCOPE', () => {
    expect(plain(without('SERVER_ENDPOINT', 'APPLICATION_TOKEN', 'APPLICATION_SCOPE'))).toEqual({ ...expected, serverEndpoint: null, applicationToken: null })
  })

  test('needs nothing but AUTH_ID and member_id', () => {
    expect(plain({ AUTH_ID: 'be56ba6600705a07', member_id: 'da45a03b' }, {})).toEqual({
      placement: 'DEFAULT', options: {}, accessToken: 'be56ba6600705a07', refreshToken: null, memberId: 'da45a03b',
      serverEndpoint: null, applicationToken: null, lang: 'en',
    })
  })

  test.each(['AUTH_ID', 'member_id'])('without %s is malformed, whether it is absent or empty', (name) => {
    expect([codeOf(without(name)), codeOf({ ...full, [name]: '' })]).toEqual(['malformed', 'malformed'])
  })

  test.each([['crm_deal_detail_tab', 'CRM_DEAL_DETAIL_TAB'], ['default', 'DEFAULT'], ['', 'DEFAULT']])('with PLACEMENT %j is of %s', (posted, code) => {
    expect(parse({ ...full, PLACEMENT: posted }).placement).toBe(code)
  })

  test.each([['de', 'de'], ['DE', 'de'], ['com', 'en'], ['', 'en'], ['constructor', 'en'], ['<b>', 'en']])('with LANG %j is shown in %s', (posted, lang) => {
    expect(parse({ ...full, LANG: posted }).lang).toBe(lang)
  })

  test.each(['F', 'D', 'T', 'P', 'L', 'S', 'X', '', 'unknown'])('with status %j is like every other', (status) => {
    expect(plain({ ...full, status })).toEqual(expected)
  })

  test.each(['1800', '', 'soon', '-1'])('with AUTH_EXPIRES %j is like every other: how long a token lives is the verdict\'s to say', (AUTH_EXPIRES) => {
    expect(plain({ ...full, AUTH_EXPIRES })).toEqual(expected)
  })

  test.each(['REFRESH_ID', 'APPLICATION_TOKEN'])('with an unusable %s counts as without it', (name) => {
    const field = name === 'REFRESH_ID' ? 'refreshToken' : 'applicationToken'

    expect([parse({ ...full, [name]: '' })[field], parse({ ...full, [name]: 'a b' })[field], parse({ ...full, [name]: 'x'.repeat(600) })[field]]).toEqual([null, null, null])
  })

  test.each([
    ['AUTH_ID', 'x'.repeat(513)], ['AUTH_ID', 'short'], ['AUTH_ID', 'with\r\nheader: injected'], ['AUTH_ID', 'with\0zero-byte'],
    ['member_id', '../../etc/passwd'], ['member_id', '\' or 1=1 --'], ['member_id', 'x'.repeat(65)], ['member_id', '<script>'], ['member_id', 'ä'.repeat(8)],
    ['PLACEMENT', 'X'.repeat(101)],
  ])('with a hostile %s is malformed', (name, value) => {
    expect(codeOf({ ...full, [name]: value })).toBe('malformed')
  })

  test('never says where the portal is by DOMAIN', () => {
    expect(JSON.stringify(plain(full))).not.toContain('xxx.bitrix24.com')
  })

  test('keeps its tokens to itself when it is logged', () => {
    const logged = JSON.stringify(parse(full))

    for (const name of ['AUTH_ID', 'REFRESH_ID', 'APPLICATION_TOKEN']) expect(logged).not.toContain(full[name])
  })

  test('comes back from its packed form as it was', () => {
    const callback = parse(full)

    const unpacked = unpackCallback(JSON.parse(JSON.stringify(packCallback(callback))))

    expect(packCallback(unpacked)).toEqual(packCallback(callback))
  })
})

describe('PLACEMENT_OPTIONS', () => {
  test.each([
    ['{"ID":"3473"}', { ID: '3473' }],
    ['{"CRM_BINDINGS":[{"ENTITY_TYPE":"DEAL"}]}', { CRM_BINDINGS: [{ ENTITY_TYPE: 'DEAL' }] }],
    ['[]', {}], ['["3473"]', {}], ['{}', {}], ['', {}], ['undefined', {}], ['null', {}], ['"text"', {}], ['12', {}], ['{"ID":', {}], [undefined, {}], [null, {}],
  ])('%j means %j', (json, options) => {
    expect(parseOptions(json)).toEqual(options)
  })

  test('cannot change what objects are', () => {
    const options = parseOptions('{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}')

    expect(Object.getPrototypeOf(options)).toBe(Object.prototype)
    expect({}).not.toHaveProperty('polluted')
  })
})
