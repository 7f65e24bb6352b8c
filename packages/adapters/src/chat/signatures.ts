import { createHmac, timingSafeEqual } from 'node:crypto'
import { verifyKey } from 'discord-interactions'

const toleranceSeconds = 300

interface Given {
  timestamp: string | undefined
  signature: string | undefined
}

/** Prevents replays of old requests. In seconds since 1970. */
const isFresh = (timestamp: string, now: Date): boolean =>
  /^\d{1,12}$/.test(timestamp) && Math.abs(now.getTime() / 1000 - Number(timestamp)) <= toleranceSeconds

/** `v0=` and the HMAC-SHA256 of `v0:timestamp:body`, in hex (https://api.slack.com/authentication/verifying-requests-from-slack). */
const slackSignature = (secret: string, timestamp: string, rawBody: string): string =>
  `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:${rawBody}`).digest('hex')}`

export const isSignedBySlack = (secret: string, rawBody: string, { timestamp, signature }: Given, now: Date): boolean => {
  if (timestamp === undefined || signature === undefined || !isFresh(timestamp, now)) return false
  const [wanted, given] = [Buffer.from(slackSignature(secret, timestamp, rawBody)), Buffer.from(signature)]
  return wanted.length === given.length && timingSafeEqual(wanted, given)
}

/** Ed25519 over timestamp and body (https://discord.com/developers/docs/interactions/overview#setting-up-an-endpoint). */
export const isSignedByDiscord = async (publicKey: string, rawBody: string, { timestamp, signature }: Given, now: Date): Promise<boolean> => {
  // Checked here, because the library reads invalid hex as zeros.
  if (timestamp === undefined || signature === undefined || !/^[0-9a-f]{128}$/i.test(signature) || !isFresh(timestamp, now)) return false
  return verifyKey(rawBody, signature, timestamp, publicKey)
}
