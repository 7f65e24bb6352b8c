import { BlockList, isIP } from 'node:net'
import type { Session } from '@pantheon/contract'
import Bowser from 'bowser'

/** A readable client name: `Chrome on macOS`; for a program its own name; empty without a user agent. */
export const deviceOf = (userAgent: string): string => {
  if (userAgent === '') return ''
  const { browser, os } = Bowser.parse(userAgent)
  if (browser.name && os.name) return `${browser.name} on ${os.name}`
  return browser.name || (userAgent.split(/[\s/]/, 1)[0] ?? '')
}

const own = new BlockList()
own.addSubnet('127.0.0.0', 8, 'ipv4')
own.addAddress('::1', 'ipv6')

// RFC 1918, RFC 3927, RFC 4193, RFC 4291.
const local = new BlockList()
for (const [net, bits] of [
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['169.254.0.0', 16],
] as const)
  local.addSubnet(net, bits, 'ipv4')
local.addSubnet('fc00::', 7, 'ipv6')
local.addSubnet('fe80::', 10, 'ipv6')

/** The location of an address, as far as the address itself determines it. */
export const placeOf = (address: string): Session['place'] => {
  const version = isIP(address)
  if (version === 0) return 'unknown'
  const family = version === 4 ? 'ipv4' : 'ipv6'
  if (own.check(address, family)) return 'this_machine'
  return local.check(address, family) ? 'private_network' : 'internet'
}
