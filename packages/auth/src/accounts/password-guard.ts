import { createHash } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { fail, type Origin } from '@pantheon/kernel'
import { networkOf } from '../access/network.ts'
import type { Limiter, LimitState, Throttle } from '../throttle/throttle.port.ts'
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
  /** Is told how the limit stands afterwards that refused, or that on the place. */
  onLimit?: ((state: LimitState) => void) | undefined
}

const keyOf = (...parts: string[]): string => createHash('sha256').update(parts.join('\n')).digest('base64url')

/** So many wrong tries an hour cost an account's visitors nothing; every ten beyond them double what each try waits. */
const freeTries = 20
const firstDelayMs = 100
const longestDelayMs = 8000

/** How long a try is held back that is the `count`th of the hour for its account. */
const holdOf = (count: number): number => (count <= freeTries ? 0 : Math.min(longestDelayMs, firstDelayMs * 2 ** Math.floor((count - freeTries - 1) / 10)))

export interface PasswordGuardDeps {
  throttle: Throttle
  devices: Pick<DeviceCookies, 'read'>
  /** How many wrong passwords one network may say in a minute, whatever accounts it names. */
  triesPerNetwork: number
  /** Resolves after so many milliseconds. */
  pause?: (ms: number) => Promise<unknown>
}

/**
 * Where passwords are checked: five tries a minute for an account from one network, then waits that grow; a browser in
 * which the person has signed in before is a place of its own. So nobody can lock somebody else out. A network as a whole
 * may be wrong far more often, which is for those who try one password at many accounts: people of one office, school or
 * provider share it. An account that is guessed from many
 * networks is not refused to anybody either, but each try is held back, the longer the more wrong ones there were, unless
 * it comes from such a browser. An account that does not exist takes as long and is counted alike.
 */
export const createPasswordGuard = ({ throttle, devices, triesPerNetwork, pause = sleep }: PasswordGuardDeps) => {
  const byPlace = throttle.limiter({ name: 'password-place', points: 5, windowSeconds: 60, maxBlockSeconds: 900 })
  const byNetwork = throttle.limiter({ name: 'password-network', points: triesPerNetwork, windowSeconds: 60, maxBlockSeconds: 300 })
  // Counts only: it is asked how much was used, and its waits are left alone.
  const byAccount = throttle.limiter({ name: 'password-account', points: 1000, windowSeconds: 3600, maxBlockSeconds: 3600 })
  const refuse = (waitMs: number): void => {
    if (waitMs > 0) fail('auth.too_many_tries', { retryAfterSeconds: Math.ceil(waitMs / 1000) })
  }

  /** A try without a device that is known: counted for the network and the account, and held back by what there was before. */
  const checkVisitor = async (account: string, network: string, place: string, isRight: () => Promise<boolean>): Promise<boolean> => {
    await byAccount.take(account)
    const { quota, left } = await byAccount.state(account)
    const hold = holdOf(quota - left)
    if (hold > 0) await pause(hold)
    if (!(await isRight())) return false
    await Promise.all([byAccount.giveBack(account), byPlace.giveBack(place), byNetwork.giveBack(network)])
    return true
  }

  return {
    /** True when the password is right. Fails with `auth.too_many_tries` and `retryAfterSeconds`. */
    isRight: async ({ account, known, password, origin, deviceCookie, onLimit }: Attempt): Promise<boolean> => {
      const device = known && devices.read(deviceCookie, known.id)
      const network = networkOf(origin.address)
      const place = device === undefined ? keyOf('network', account, network) : keyOf('device', account, device)
      const isRight = (): Promise<boolean> => verifyPassword(known?.passwordHash, password)
      let told: [Limiter, string] = [byPlace, place]
      const check = async (): Promise<boolean> => {
        refuse(await byPlace.take(place))
        if (device === undefined) {
          const waitMs = await byNetwork.take(keyOf(network))
          if (waitMs > 0) told = [byNetwork, keyOf(network)]
          refuse(waitMs)
          return checkVisitor(keyOf(account), keyOf(network), place, isRight)
        }
        if (!(await isRight())) return false
        await byPlace.clear(place)
        return true
      }
      const report = async (): Promise<void> => onLimit?.(await told[0].state(told[1]))
      return check().finally(onLimit ? report : undefined)
    },
  }
}
export type PasswordGuard = ReturnType<typeof createPasswordGuard>
