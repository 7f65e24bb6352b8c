/** Characters of an address that is looked at: more than servers and browsers agree on (RFC 9110, section 4.1, recommends 8,000). */
const longestUrl = 8000
/** What the DNS allows (RFC 1035, section 2.3.4). One character takes one byte of Punycode at least, so what has more can be no name. */
const longestHost = 253
const longestLabel = 63

/** What URL parsers drop from what stands before a path (https://url.spec.whatwg.org/#concept-basic-url-parser, steps 1 to 3). */
const dropped = /^[\0-\x20]+|[\t\n\r]/g
/** A scheme and slashes, then what ends at the next slash, question mark or hash: the authority, when a host is named. */
const start = /^([a-z][a-z\d+.-]*:)?([/\\]*)([^/\\?#]*)/i
/** The schemes whose hosts are domains (https://url.spec.whatwg.org/#special-scheme); of others a host is opaque. */
const withDomain = /^(?:https?|wss?|ftp|file):$/i

/** The host as it is written in an address, or undefined where a URL parser would read none. A path may be taken for one, a host never for a path. */
const writtenHost = (text: string): string | undefined => {
  const [, scheme, slashes = '', authority = ''] = start.exec(text) ?? []
  const hasHost = scheme === undefined ? slashes.length >= 2 : withDomain.test(scheme)
  return hasHost ? authority.slice(authority.lastIndexOf('@') + 1).replace(/:\d*$/, '') : undefined
}

const canBeHost = (host: string): boolean => host.length <= longestHost && host.split(/[.\u3002\uFF0E\uFF61]/).every((label) => label.length <= longestLabel)

/**
 * The URL that a text from outside says, read as browsers read it (https://url.spec.whatwg.org), in time linear in the text.
 * Undefined where it is none, is longer than 8,000 characters, or names a host that is longer than the DNS allows: parsers
 * turn hosts into Punycode, which takes time that grows with the square of a label.
 */
export const parseUrl = (text: string, base?: string): URL | undefined => {
  if (text.length > longestUrl) return undefined
  const host = writtenHost(text.replace(dropped, ''))
  if (host !== undefined && !canBeHost(host)) return undefined
  try {
    return new URL(text, base)
  } catch {
    return undefined
  }
}
