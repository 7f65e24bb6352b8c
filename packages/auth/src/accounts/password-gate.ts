import { createHash } from 'node:crypto'
import { fail, type Origin } from '@pantheon/kernel'
import { networkOf } from '../access/network.ts'
import type { LimitState, Throttle } from '../throttle/throttle.port.ts'
import type { DeviceCookies } from './device-cookie.ts'
import { verifyPassword } from './passwords.ts'

/** Somebody who says a password. */
export interface Attempt {
  /** The account as they name it, whether or not there is one. */
  account: string
  /** The account's id and stored hash, when there is one. */
  known: { id: string; passwordHash: string | null } | undefined
  password: string
  origin: Origin
  /** The device cookie that came along. */
  deviceCookie: string | undefined
  /** Is told how the tighter of the two limits stands afterwards. */
  tellLimit?: ((state: LimitState) => void) | undefined
}

const keyOf = (...parts: string[]): string => createHash('sha256').update(parts.join('\n')).digest('base64url')

/**
 * Where passwords are checked: five tries a minute for an account and for an address, then waits that grow. Tries are
 * counted for the account *as tried from one place*, so nobody can lock somebody else out; a browser in which the person
 * has signed in before is a place of its own. An account that does not exist takes as long and is counted alike.
 */
export const createPasswordGate = ({ throttle, devices }: { throttle: Throttle; devices: DeviceCookies }) => {
  const byAccount = throttle.limiter({ name: 'password-account', points: 5, windowSeconds: 60, maxBlockSeconds: 900 })
  const byAddress = throttle.limiter({ name: 'password-address', points: 5, windowSeconds: 60, maxBlockSeconds: 900 })
  const refuse = (waitMs: number): void => {
    if (waitMs > 0) fail('auth.too_many_tries', { retryAfterSeconds: Math.ceil(waitMs / 1000) })
  }

  const tighter = (a: LimitState, b: LimitState): LimitState => (b.left < a.left || (b.left === a.left && b.moreInMs > a.moreInMs) ? b : a)

  return {
    /** True when the password is right. Fails with `auth.too_many_tries` and `retryAfterSeconds`. */
    isRight: async ({ account, known, password, origin, deviceCookie, tellLimit }: Attempt): Promise<boolean> => {
      const device = known && devices.read(deviceCookie, known.id)
      const place = keyOf(account, device === undefined ? `network ${networkOf(origin.address)}` : `device ${device}`)
      const address = keyOf(networkOf(origin.address))
      const check = async (): Promise<boolean> => {
        refuse(await byAccount.take(place))
        if (device === undefined) refuse(await byAddress.take(address))
        const isRight = await verifyPassword(known?.passwordHash, password)
        if (!isRight) return false
        await byAccount.clear(place)
        if (device === undefined) await byAddress.giveBack(address)
        return true
      }
      const tell = async (): Promise<void> => {
        const mine = await byAccount.state(place)
        tellLimit?.(device === undefined ? tighter(mine, await byAddress.state(address)) : mine)
      }
      return check().finally(tellLimit ? tell : undefined)
    },
  }
}
export type PasswordGate = ReturnType<typeof createPasswordGate>
