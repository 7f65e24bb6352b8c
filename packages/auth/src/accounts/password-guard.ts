import { createHash } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { fail, type Origin } from '@pantheon/kernel'
import { networkOf } from '../access/network.ts'
import type { Limiter, LimitState, Throttle } from '../throttle/throttle.port.ts'
import type { DeviceCookies } from './device-cookie.ts'
import { verifyPassword } from './passwords.ts'

/** An attempt with a password. */
export interface Attempt {
  /** The account name as entered, whether or not it exists. */
  account: string
  /** The account's id and stored hash, if it exists. */
  known: { id: string; passwordHash: string | null } | undefined
  password: string
  origin: Origin
  /** The device cookie of the request. */
  deviceCookie: string | undefined
  /** Receives the state of the limit that refused, or else of the per-place limit. */
  onLimit?: ((state: LimitState) => void) | undefined
}

const keyOf = (...parts: string[]): string => createHash('sha256').update(parts.join('\n')).digest('base64url')

/** Failed attempts per account and hour without a delay; every ten beyond them double the delay of each attempt. */
const freeTries = 20
const firstDelayMs = 100
const longestDelayMs = 8000

/** The delay in milliseconds of the `count`th attempt of the hour for its account. */
const delayOf = (count: number): number => (count <= freeTries ? 0 : Math.min(longestDelayMs, firstDelayMs * 2 ** Math.floor((count - freeTries - 1) / 10)))

export interface PasswordGuardDeps {
  throttle: Throttle
  devices: Pick<DeviceCookies, 'read'>
  /** Failed attempts per network and minute, over all accounts. */
  triesPerNetwork: number
  /** Resolves after that many milliseconds. */
  pause?: (ms: number) => Promise<unknown>
}

/**
 * Checks passwords and limits attempts: five a minute per account and network, then growing waits; a known device is counted
 * separately, so nobody can lock out somebody else. A network as a whole has a much higher limit, against password spraying,
 * because offices, schools and providers share one. An account attacked from many networks is not locked either, but attempts
 * from unknown devices are delayed, more with each failure. An account that does not exist takes as long and is counted alike.
 */
export const createPasswordGuard = ({ throttle, devices, triesPerNetwork, pause = sleep }: PasswordGuardDeps) => {
  const byPlace = throttle.limiter({ name: 'password-place', points: 5, windowSeconds: 60, maxBlockSeconds: 900 })
  const byNetwork = throttle.limiter({ name: 'password-network', points: triesPerNetwork, windowSeconds: 60, maxBlockSeconds: 300 })
  // Used as a counter only: its waits are ignored.
  const byAccount = throttle.limiter({ name: 'password-account', points: 1000, windowSeconds: 3600, maxBlockSeconds: 3600 })
  const refuse = (waitMs: number): void => {
    if (waitMs > 0) fail('auth.too_many_tries', { retryAfterSeconds: Math.ceil(waitMs / 1000) })
  }

  /** An attempt without a known device: counted for network and account, and delayed by earlier failures. */
  const checkUnknownDevice = async (account: string, network: string, place: string, isRight: () => Promise<boolean>): Promise<boolean> => {
    await byAccount.take(account)
    const { quota, left } = await byAccount.state(account)
    const delayMs = delayOf(quota - left)
    if (delayMs > 0) await pause(delayMs)
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
      let reported: [Limiter, string] = [byPlace, place]
      const check = async (): Promise<boolean> => {
        refuse(await byPlace.take(place))
        if (device === undefined) {
          const waitMs = await byNetwork.take(keyOf(network))
          if (waitMs > 0) reported = [byNetwork, keyOf(network)]
          refuse(waitMs)
          return checkUnknownDevice(keyOf(account), keyOf(network), place, isRight)
        }
        if (!(await isRight())) return false
        await byPlace.clear(place)
        return true
      }
      const report = async (): Promise<void> => onLimit?.(await reported[0].state(reported[1]))
      return check().finally(onLimit ? report : undefined)
    },
  }
}
export type PasswordGuard = ReturnType<typeof createPasswordGuard>
