import type { AuditCheckpoint, AuditEntry, AuditVerdict, CheckpointAudit, ExportAudit, ExportedFile, ListAudit, Page, VerifyAudit } from '@pantheon/contract'
import type { Actor } from '@pantheon/kernel'

/** The audit log: people see the chain of the organization they act in, operators the platform's own beside it. */
export interface Audit {
  /** Entries of a chain, newest first. */
  list(actor: Actor, input: ListAudit): Promise<Page<AuditEntry>>
  /** The signed end of the chain as it is now, to be kept elsewhere. */
  checkpoint(actor: Actor, input: CheckpointAudit): Promise<AuditCheckpoint>
  /** Whether the chain is as it was written, and if not, where it first is not. */
  verify(actor: Actor, input: VerifyAudit): Promise<AuditVerdict>
  /** What fits, in the order of the chain, as a file. */
  export(actor: Actor, input: ExportAudit): Promise<ExportedFile>
}

/** What the audit log offers to the API. */
export interface AuditServices {
  audit: Audit
}
