import { isIPv6 } from 'node:net'

/**
 * The key by which attempts are counted per network: an IPv4 address, or the /56 of an IPv6 one. A customer gets more than one
 * /64, usually a /56 (RFC 6177, section 2), so by /64 each would have 256 keys.
 */
export const networkOf = (address: string): string => {
  if (!isIPv6(address)) return address
  const [head = '', tail] = (address.split('%')[0] ?? '').toLowerCase().split('::')
  const front = head === '' ? [] : head.split(':')
  const back = tail === undefined || tail === '' ? [] : tail.split(':')
  const gap = tail === undefined ? [] : Array.from({ length: Math.max(0, 8 - front.length - back.length) }, () => '0')
  const groups = [...front, ...gap, ...back].slice(0, 4).map((group) => group.padStart(4, '0'))
  const network = groups.map((group, i) => (i === 3 ? `${group.slice(0, 2)}00` : group).replace(/^0+(?=.)/, ''))
  return `${network.join(':')}::/56`
}
