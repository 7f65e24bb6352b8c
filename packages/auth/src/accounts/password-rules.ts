import { fail } from '@pantheon/kernel'
import { dictionary } from '@zxcvbn-ts/language-common'

// The 49,000 most common leaked passwords; shorter ones are refused by their length anyway.
const common = new Set(dictionary['passwords-common'].filter((password) => password.length >= 8))

/** Fails with `auth.password_common` at `field` for one of the most common passwords, in any letter case. */
export const requireUncommon = (password: string, field: string): void => {
  if (common.has(password.normalize('NFKC').toLowerCase())) fail('auth.password_common', {}, [{ path: field, message: 'Among the most common passwords' }])
}
