import { z } from 'zod'
import { parseUrl } from '../url.ts'

/** The e-mail pattern of the HTML living standard, which browsers use, extended by non-ASCII domain labels. */
const shape =
  /^[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]+@[\p{L}\p{N}](?:[\p{L}\p{N}\p{M}-]*[\p{L}\p{N}\p{M}])?(?:[.\u3002\uFF0E\uFF61][\p{L}\p{N}](?:[\p{L}\p{N}\p{M}-]*[\p{L}\p{N}\p{M}])?)+$/u
/** Maximum octets of an address (RFC 5321, section 4.5.3.1.3, without its brackets). */
const longest = 254
const label = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/

/** A domain in its DNS form: lower case, Punycode (UTS #46, as in the URL standard). Undefined when it is invalid. */
const toAsciiDomain = (domain: string): string | undefined => {
  const ascii = /[^\x20-\x7e]/.test(domain) ? (parseUrl(`http://${domain}`)?.hostname ?? '') : domain.toLowerCase()
  const labels = ascii.split('.')
  const isDomain = labels.length > 1 && labels.every((part) => label.test(part)) && !/^\d+$/.test(labels.at(-1) ?? '')
  return isDomain ? ascii : undefined
}

/**
 * The canonical form of an address, used for comparison: lower case, domain in Punycode. Undefined when it is invalid
 * (https://html.spec.whatwg.org/multipage/input.html#valid-e-mail-address).
 */
export const canonicalEmail = (text: string): string | undefined => {
  if (text.length > longest || !shape.test(text)) return undefined
  const at = text.lastIndexOf('@')
  const domain = toAsciiDomain(text.slice(at + 1))
  const address = domain && `${text.slice(0, at).toLowerCase()}@${domain}`
  return address !== undefined && address.length <= longest ? address : undefined
}

/**
 * The mailbox of a canonical address: without a plus suffix (RFC 5233), and without the dots that Gmail ignores, since each variant would
 * count as another address. For counting only, not for sending.
 */
export const mailboxOf = (email: string): string => {
  const at = email.lastIndexOf('@')
  const [local = '', domain] = [email.slice(0, at).split('+')[0], email.slice(at + 1)]
  const isGmail = domain === 'gmail.com' || domain === 'googlemail.com'
  return isGmail ? `${local.replaceAll('.', '')}@gmail.com` : `${local}@${domain}`
}

/** An e-mail address in its canonical form. */
export const Email = z
  .string()
  .max(longest, { abort: true })
  .check(z.email({ pattern: shape, abort: true }))
  .overwrite((text) => canonicalEmail(text) ?? '')
  .refine((text) => text !== '', 'An e-mail address')
