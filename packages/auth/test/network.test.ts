import { describe, expect, it } from 'vitest'
import { networkOf } from '../src/access/network.ts'

describe('The network of an address', () => {
  it.each([
    ['203.0.113.9', '203.0.113.9'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:0::/56'],
    ['2001:0db8:0001:0002::9', '2001:db8:1:0::/56'],
    ['2001:db8:1:ff::9', '2001:db8:1:0::/56'],
    ['2001:db8:1:1ff::9', '2001:db8:1:100::/56'],
    ['2001:db8:1:ab12::9', '2001:db8:1:ab00::/56'],
    ['2001:db8::1', '2001:db8:0:0::/56'],
    ['fe80::1%eth0', 'fe80:0:0:0::/56'],
    ['::1', '0:0:0:0::/56'],
    ['', ''],
  ])('of %s is %s', (address, network) => {
    expect(networkOf(address)).toBe(network)
  })
})
