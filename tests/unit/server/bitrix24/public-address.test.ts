import type { LookupAddress } from 'node:dns'
import { expect, test } from 'vitest'
import { isPublicAddress, isPublicName, publicLookup } from '../../../../server/bitrix24/public-address.ts'

test.each([
  '10.0.0.1', '127.0.0.1', '127.255.255.254', '0.0.0.0', '169.254.169.254', '172.16.0.1', '172.31.255.255', '192.168.1.1', '100.64.0.1', '198.18.0.1', '192.0.0.8', '192.0.2.1', '203.0.113.9', '224.0.0.1',
  '255.255.255.255', '::', '::1', '::ffff:10.0.0.1', '::ffff:8.8.8.8', '::FFFF:7f00:1', '::127.0.0.1', '64:ff9b::a00:1', 'fc00::1', 'fd00:ec2::254', 'fe80::1', 'fe80::1%eth0', 'fec0::1', 'ff02::1',
  '2001:db8::1', '2001::1', '2002:a00:1::', '3fff::1', '100::1', 'localhost', '',
])('%s is no public address', (address) => {
  expect(isPublicAddress(address)).toBe(false)
})

test.each(['8.8.8.8', '172.15.0.1', '172.32.0.1', '100.128.0.1', '169.253.1.1', '193.0.2.1', '2a00:1450:4001::1', '2606:4700::1', '2001:4860:4860::8888'])('%s is one', (address) => {
  expect(isPublicAddress(address)).toBe(true)
})

test.each([
  'https://127.0.0.1/rest/', 'https://8.8.8.8/rest/', 'https://2130706433/rest/', 'https://0x7f.1/rest/', 'https://0177.0.0.1/rest/', 'https://127.1/rest/', 'https://①②⑦.0.0.1/rest/', 'https://127.0.0.1./rest/',
  'https://[::1]/rest/', 'https://[::ffff:127.0.0.1]/rest/', 'https://[2606:4700::1]/rest/', 'https://localhost/rest/', 'https://LOCALHOST./rest/', 'https://portal.localhost/rest/', 'https://intranet/rest/',
  'https://metadata.google.internal/rest/', 'https://printer.local/rest/', 'https://nas.home.arpa/rest/',
])('the host of %s is no portal\'s', (url) => {
  expect(isPublicName(new URL(url).hostname)).toBe(false)
})

test.each(['https://alder-oak.bitrix24.com/rest/', 'https://crm.example.de:8443/rest/', 'https://xn--bro-hoa.example/rest/', 'https://internal.example.com/rest/', 'https://alder-oak.bitrix24.com./rest/'])('the host of %s may be', (url) => {
  expect(isPublicName(new URL(url).hostname)).toBe(true)
})

/** Looks a name up that resolves to these. */
function lookUp(addresses: string[], all: boolean) {
  const lookup = publicLookup((_name, _options, answer) => answer(null, addresses.map((address): LookupAddress => ({ address, family: address.includes(':') ? 6 : 4 }))))
  return new Promise((resolve) => {
    lookup('portal.example', { all }, (error, address, family) => resolve(error ? error.message : [address, family]))
  })
}

test('a name with public addresses is looked up as the system does', async () => {
  expect(await lookUp(['8.8.8.8', '2606:4700::1'], false)).toEqual(['8.8.8.8', 4])
  expect(await lookUp(['8.8.8.8', '2606:4700::1'], true)).toEqual([[{ address: '8.8.8.8', family: 4 }, { address: '2606:4700::1', family: 6 }], undefined])
})

test.each([[['10.0.0.1']], [['8.8.8.8', '127.0.0.1']], [['8.8.8.8', '::ffff:10.0.0.1']]])('a name that also means %j is not connected to', async (addresses) => {
  expect(await lookUp(addresses, true)).toBe('portal.example has an address that is not public')
  expect(await lookUp(addresses, false)).toBe('portal.example has an address that is not public')
})

test('a name without any address, or that nobody answers for, fails', async () => {
  const failing = publicLookup((_name, _options, answer) => answer(new Error('ENOTFOUND'), []))

  expect(await lookUp([], false)).toBe('portal.example has no address')
  expect(await new Promise(resolve => failing('portal.example', {}, error => resolve(error?.message)))).toBe('ENOTFOUND')
})
