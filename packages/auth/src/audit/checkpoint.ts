import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'
import type { AuditCheckpoint } from '@pantheon/contract'
import { digestOf } from '@pantheon/db'
import type { Break, Link } from './chain.ts'
import type { KeyRing } from './key-ring.port.ts'

/** A derived key (RFC 5869), so that no other signature with the ring's secret can pass as a checkpoint. */
const deriveKey = (secret: Uint8Array): Buffer => Buffer.from(hkdfSync('sha256', secret, new Uint8Array(), 'audit checkpoint', 32))

const macOf = (secret: Uint8Array, { organizationId, seq, hash, at, kid }: Omit<AuditCheckpoint, 'signature'>): Buffer =>
  createHmac('sha256', deriveKey(secret))
    .update(digestOf({ organizationId, seq, hash, at: new Date(at), kid }))
    .digest()

/** Signs and verifies checkpoints (HMAC-SHA256). */
export const createCheckpointSigner = (keys: KeyRing) => {
  const isGenuine = (checkpoint: AuditCheckpoint, secret: Uint8Array): boolean => {
    const [given, expected] = [Buffer.from(checkpoint.signature, 'hex'), macOf(secret, checkpoint)]
    return given.length === expected.length && timingSafeEqual(given, expected)
  }
  return {
    sign: (organizationId: string, { seq, hash }: Link, at: Date): AuditCheckpoint => {
      const { kid, secret } = keys.current()
      const checkpoint = { organizationId, seq, hash, at: at.toISOString(), kid }
      return { ...checkpoint, signature: macOf(secret, checkpoint).toString('hex') }
    },

    /** The defect of a checkpoint by itself, or null: its signature is invalid, or its key is no longer known. */
    judge: (checkpoint: AuditCheckpoint): Break | null => {
      const secret = keys.find(checkpoint.kid)
      if (!secret) return { seq: checkpoint.seq, reason: 'checkpoint_key_unknown' }
      return isGenuine(checkpoint, secret) ? null : { seq: checkpoint.seq, reason: 'checkpoint_forged' }
    },
  }
}
export type CheckpointSigner = ReturnType<typeof createCheckpointSigner>
