import type { AuditCheckpoint, AuditEntry, AuditVerdict, CheckpointAudit, ExportAudit, ExportedFile, ListAudit, Page, VerifyAudit } from '@pantheon/contract'
import type { Actor } from '@pantheon/kernel'

/** The audit log. Users see the chain of the organization they act in, operators also the platform's. */
export interface Audit {
  /** Entries of a chain, newest first. */
  list(actor: Actor, input: ListAudit): Promise<Page<AuditEntry>>
  /** The signed current end of the chain, to be stored elsewhere. */
  checkpoint(actor: Actor, input: CheckpointAudit): Promise<AuditCheckpoint>
  /** Whether the chain is unmodified, and otherwise the first broken place. */
  verify(actor: Actor, input: VerifyAudit): Promise<AuditVerdict>
  /** Matching entries as a file, in the order of the chain. */
  export(actor: Actor, input: ExportAudit): Promise<ExportedFile>
}

/** The services that the API exposes from the audit log. */
export interface AuditServices {
  audit: Audit
}
