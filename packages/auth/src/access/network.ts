import { isIPv6 } from 'node:net'

/**
 * What counts as one place when tries are counted: an IPv4 address, or the /56 of an IPv6 one. A customer of a provider
 * gets more than one /64, and a home a /56 as a rule (RFC 6177, section 2), of whose 256 networks each would be a new place.
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
