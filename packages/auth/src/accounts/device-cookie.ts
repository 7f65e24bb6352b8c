import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'
import { deviceCookieName } from '../cookie-names.ts'
import type { KeyRing } from '../tokens/key-ring.ts'
import { newSecret } from './secrets.ts'

const yearSeconds = 365 * 86_400

/**
 * Marks browsers in which a user has signed in before, so that failed attempts elsewhere never lock them out (OWASP, "device
 * cookies"). Grants no access.
 */
export const createDeviceCookies = ({ keys, isSecure }: { keys: KeyRing; isSecure: boolean }) => {
  const macOf = (secret: Uint8Array, userId: string, device: string): string =>
    createHmac('sha256', Buffer.from(hkdfSync('sha256', secret, '', 'device cookie', 32)))
      .update(`${userId}.${device}`)
      .digest('base64url')

  return {
    /** The cookie for a browser in which this user has just signed in. */
    make: (userId: string): string => {
      const { kid, secret } = keys.current()
      const device = newSecret()
      const value = `${kid}.${device}.${macOf(secret, userId, device)}`
      return `${deviceCookieName}=${value}; HttpOnly; SameSite=Lax; Path=/; Max-Age=${yearSeconds}${isSecure ? '; Secure' : ''}`
    },
    /** The device id when the cookie is ours and was issued for this user, else undefined. */
    read: (cookie: string | undefined, userId: string): string | undefined => {
      const [kid, device, mac] = cookie?.split('.') ?? []
      if (!kid || !device || !mac) return undefined
      const secret = keys.find(kid)
      const expected = secret && Buffer.from(macOf(secret, userId, device))
      const given = Buffer.from(mac)
      return expected && expected.length === given.length && timingSafeEqual(expected, given) ? device : undefined
    },
  }
}
export type DeviceCookies = ReturnType<typeof createDeviceCookies>
