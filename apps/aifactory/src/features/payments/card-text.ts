import { typedNumber } from '@pantheon/contract'

const digitsOf = (text: string): string => typedNumber(text).replaceAll(/\D/g, '')

/** `4242424242424242` → `4242 4242 4242 4242`: grouped as on the card. American Express groups 4, 6 and 5. */
export const groupedNumber = (text: string): string => {
  const digits = digitsOf(text).slice(0, 19)
  const groups = /^3[47]/.test(digits) ? [digits.slice(0, 4), digits.slice(4, 10), digits.slice(10)] : (digits.match(/.{1,4}/g) ?? [])
  return groups.filter((group) => group !== '').join(' ')
}

/**
 * Formats an expiry while it is typed: the slash is inserted with the first digit of the year, so that it can be deleted. `1230` → `12/30`, `5`
 * → `05`, `12/2030` → `12/30`. A month that is followed by a year is left unchanged, because it may be in the middle of an edit.
 */
export const typedExpiry = (text: string): string => {
  const [, month = '', slash = '', after = ''] = /^\D*(\d{0,2})(\D*)(.*)$/s.exec(typedNumber(text)) ?? []
  const digits = after.replaceAll(/\D/g, '')
  const year = digits.startsWith('20') && digits.length < 4 ? digits : digits.replace(/^20(?=\d\d)/, '').slice(0, 2)
  if (year !== '') return `${month}/${year}`
  const isWhole = month.length === 2 || /^[2-9]$/.test(month) || (month === '1' && slash !== '')
  return `${isWhole ? month.padStart(2, '0') : month}${month !== '' && /[/-]/.test(slash) ? '/' : ''}`
}

/** The caret position after `typed` was formatted as `shown`: behind the same digit, or at the end if it was there. */
export const caretIn = (shown: string, typed: string, caret: number): number => {
  if (caret >= typed.length) return shown.length
  const digits = digitsOf(typed.slice(0, caret)).length
  let at = 0
  for (let passed = 0; passed < digits && at < shown.length; at += 1) if (/\d/.test(shown[at] ?? '')) passed += 1
  return at
}

/** `1230`, `12/30`, `12 / 2030` → `12/30`; incomplete input is returned unchanged. */
export const expiryText = (text: string): string => {
  const typed = typedNumber(text).trim()
  const said = /^(\d{1,2})\s*[/-]\s*(?:20)?(\d{2})$/.exec(typed) ?? /^(\d{2})(?:20)?(\d{2})$/.exec(typed)
  return said ? `${said[1]?.padStart(2, '0')}/${said[2]}` : text.trim()
}
