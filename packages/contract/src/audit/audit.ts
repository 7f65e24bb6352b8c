import { z } from 'zod'
import { agentActorId, agentIds } from '../agents/agent-names.ts'
import { Line, Opaque, SearchText } from '../plain-text.ts'
import { Id, Instant, InstantInput, PageRequest, pageOf } from '../primitives.ts'

const Digest = z.string().regex(/^[0-9a-f]{64}$/)

/** One line of an organization's audit log. Its hash covers everything in it and the hash of the line before. */
export const AuditEntry = z
  .object({
    /** Its place in the organization's chain, from 1, without gaps. */
    seq: z.int(),
    id: Id,
    at: Instant,
    actorId: z.string().nullable(),
    /** Their name as it is today, or the agent's; null for the system, or for somebody who has gone. */
    actorName: z.string().nullable(),
    /** The API key they did it with, as it was called then; absent where there was none. */
    apiKey: z.object({ id: Id, name: z.string(), prefix: z.string() }).optional(),
    /** What happened: the name of an event, e.g. `member.role_changed`. */
    action: z.string(),
    resourceType: z.string(),
    resourceId: z.string().nullable(),
    address: z.string().nullable(),
    userAgent: z.string().nullable(),
    requestId: z.string().nullable(),
    /** SHA-256 of the resource before and after, where the change has such a state. */
    beforeDigest: Digest.nullable(),
    afterDigest: Digest.nullable(),
    prevHash: Digest,
    hash: Digest,
  })
  .meta({ id: 'AuditEntry' })
export type AuditEntry = z.infer<typeof AuditEntry>
export const AuditPage = pageOf(AuditEntry)

/** Whose log: the organization one acts in, or the platform's own (changes of the catalogue), for those who manage that. */
const chain = z.enum(['organization', 'platform']).default('organization')
export type AuditChain = z.infer<typeof chain>

const filters = {
  chain,
  /** Part of an action, a resource's id, a request's id, a name or a key's name. */
  search: SearchText(120).optional(),
  action: Line(80).optional(),
  /** A person's id, or an agent's as the log has it: `agent:204`. */
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

/** The server's signature under the end of the chain. Kept outside, it proves later that nothing before it was cut off or changed. */
export const AuditCheckpoint = z
  .object({ organizationId: z.union([Id, z.literal('platform')]), seq: z.int(), hash: Digest, at: Instant, kid: Opaque(64), signature: Opaque(1000) })
  .meta({ id: 'AuditCheckpoint' })
export type AuditCheckpoint = z.infer<typeof AuditCheckpoint>

export const CheckpointAudit = z.object({ chain })
export type CheckpointAudit = z.infer<typeof CheckpointAudit>
/**
 * With a checkpoint of one's own, the chain is held against it too. It may hold more than that: the last line of an exported
 * file, which says how much is in the file, is taken as it stands.
 */
export const VerifyAudit = z.object({ chain, checkpoint: AuditCheckpoint.loose().optional() })
export type VerifyAudit = z.infer<typeof VerifyAudit>
export const AuditVerdict = z
  .object({
    isIntact: z.boolean(),
    entries: z.int(),
    /** How many signed checkpoints the chain was held against. */
    checkpoints: z.int(),
    lastCheckpointAt: Instant.nullable(),
    /** The first place that is wrong: an entry that was changed, one that is missing, or an end that was cut off. */
    broken: z
      .object({
        seq: z.int(),
        reason: z.enum(['entry_changed', 'link_broken', 'entry_missing', 'end_cut_off', 'checkpoint_forged', 'checkpoint_key_unknown']),
      })
      .nullable(),
  })
  .meta({ id: 'AuditVerdict' })
export type AuditVerdict = z.infer<typeof AuditVerdict>
