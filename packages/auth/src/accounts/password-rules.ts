import { fail } from '@pantheon/kernel'
import { dictionary } from '@zxcvbn-ts/language-common'

// The 49,000 commonest passwords of known leaks; those too short for us cannot be chosen anyway.
const common = new Set(dictionary['passwords-common'].filter((password) => password.length >= 8))

/** Fails with `auth.password_common` at `field` when a new password is among the commonest, in any case of its letters. */
export const requireUncommon = (password: string, field: string): void => {
  if (common.has(password.normalize('NFKC').toLowerCase())) fail('auth.password_common', {}, [{ path: field, message: 'Among the most common passwords' }])
}
