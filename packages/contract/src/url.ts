/** Maximum length of a URL: more than servers and browsers agree on (RFC 9110, section 4.1, recommends 8,000). */
const longestUrl = 8000
/** The limit of the DNS (RFC 1035, section 2.3.4). One character takes at least one byte of Punycode, so a longer one is invalid. */
const longestHost = 253
const longestLabel = 63

/** Characters that URL parsers strip before the path (https://url.spec.whatwg.org/#concept-basic-url-parser, steps 1 to 3). */
const dropped = /^[\0-\x20]+|[\t\n\r]/g
/** A scheme and slashes, then everything up to the next slash, question mark or hash: the authority, when there is one. */
const start = /^([a-z][a-z\d+.-]*:)?([/\\]*)([^/\\?#]*)/i
/** The schemes whose hosts are domains (https://url.spec.whatwg.org/#special-scheme); for others a host is opaque. */
const withDomain = /^(?:https?|wss?|ftp|file):$/i

/** The host as written in a URL, or undefined where a URL parser would find none. It may take a path for a host, never a host for a path. */
const writtenHost = (text: string): string | undefined => {
  const [, scheme, slashes = '', authority = ''] = start.exec(text) ?? []
  const hasHost = scheme === undefined ? slashes.length >= 2 : withDomain.test(scheme)
  return hasHost ? authority.slice(authority.lastIndexOf('@') + 1).replace(/:\d*$/, '') : undefined
}

const canBeHost = (host: string): boolean => host.length <= longestHost && host.split(/[.\u3002\uFF0E\uFF61]/).every((label) => label.length <= longestLabel)

/**
 * Parses untrusted text as a URL, as browsers do (https://url.spec.whatwg.org), in linear time. Undefined when it is invalid, longer than
 * 8,000 characters, or its host is longer than the DNS allows: parsers convert hosts to Punycode, which takes quadratic time per label.
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
