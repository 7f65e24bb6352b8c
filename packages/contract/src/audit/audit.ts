import { z } from 'zod'
import { agentActorId, agentIds } from '../agents/agent-names.ts'
import { Line, Opaque, SearchText } from '../plain-text.ts'
import { Id, Instant, InstantInput, PageRequest, pageOf } from '../primitives.ts'

const Digest = z.string().regex(/^[0-9a-f]{64}$/)

/** An entry of an organization's audit log. Its hash covers all of its fields and the hash of the previous entry. */
export const AuditEntry = z
  .object({
    /** The position in the organization's chain, from 1, without gaps. */
    seq: z.int(),
    id: Id,
    at: Instant,
    actorId: z.string().nullable(),
    /** The current name of the user or agent; null for the system, or for a deleted user. */
    actorName: z.string().nullable(),
    /** The API key used, with its name at the time; absent without one. */
    apiKey: z.object({ id: Id, name: z.string(), prefix: z.string() }).optional(),
    /** The name of the event, e.g. `member.role_changed`. */
    action: z.string(),
    resourceType: z.string(),
    resourceId: z.string().nullable(),
    address: z.string().nullable(),
    userAgent: z.string().nullable(),
    requestId: z.string().nullable(),
    /** SHA-256 of the resource before and after the change, where it has such a state. */
    beforeDigest: Digest.nullable(),
    afterDigest: Digest.nullable(),
    prevHash: Digest,
    hash: Digest,
  })
  .meta({ id: 'AuditEntry' })
export type AuditEntry = z.infer<typeof AuditEntry>
export const AuditPage = pageOf(AuditEntry)

/** The log to read: the current organization's, or the platform's (catalogue changes), which only operators may read. */
const chain = z.enum(['organization', 'platform']).default('organization')
export type AuditChain = z.infer<typeof chain>

const filters = {
  chain,
  /** Matches part of an action, a resource id, a request id, a name or a key's name. */
  search: SearchText(120).optional(),
  action: Line(80).optional(),
  /** A user id, or an agent's actor id: `agent:204`. */
  actorId: z.union([Id, z.enum(agentIds.map(agentActorId))]).optional(),
  resourceType: Line(40).optional(),
  from: InstantInput.optional(),
  to: InstantInput.optional(),
}
export const ListAudit = PageRequest.extend(filters)
export type ListAudit = z.infer<typeof ListAudit>
export const auditFormats = ['jsonl', 'csv'] as const
export const ExportAudit = z.object({ format: z.enum(auditFormats).default('jsonl'), ...filters })
export type ExportAudit = z.infer<typeof ExportAudit>

/** The server's signature over the head of the chain. Stored outside, it proves later that no earlier entry was removed or changed. */
export const AuditCheckpoint = z
  .object({ organizationId: z.union([Id, z.literal('platform')]), seq: z.int(), hash: Digest, at: Instant, kid: Opaque(64), signature: Opaque(1000) })
  .meta({ id: 'AuditCheckpoint' })
export type AuditCheckpoint = z.infer<typeof AuditCheckpoint>

export const CheckpointAudit = z.object({ chain })
export type CheckpointAudit = z.infer<typeof CheckpointAudit>
/**
 * With a checkpoint of the caller's own, the chain is checked against it too. Unknown fields are allowed, so that the last line of an
 * exported file, which also has the number of entries, can be passed unchanged.
 */
export const VerifyAudit = z.object({ chain, checkpoint: AuditCheckpoint.loose().optional() })
export type VerifyAudit = z.infer<typeof VerifyAudit>
export const AuditVerdict = z
  .object({
    isIntact: z.boolean(),
    entries: z.int(),
    /** How many signed checkpoints the chain was checked against. */
    checkpoints: z.int(),
    lastCheckpointAt: Instant.nullable(),
    /** The first inconsistency: a changed entry, a missing one, or a truncated end. */
    broken: z
      .object({
        seq: z.int(),
        reason: z.enum(['entry_changed', 'link_broken', 'entry_missing', 'end_cut_off', 'checkpoint_forged', 'checkpoint_key_unknown']),
      })
      .nullable(),
  })
  .meta({ id: 'AuditVerdict' })
export type AuditVerdict = z.infer<typeof AuditVerdict>
