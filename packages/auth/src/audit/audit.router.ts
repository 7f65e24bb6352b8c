import { AuditCheckpoint, AuditPage, AuditVerdict, CheckpointAudit, ExportAudit, ExportedFile, ListAudit, VerifyAudit } from '@pantheon/contract'
import { allow, router } from '@pantheon/rpc'
import type { AuditServices } from './audit.types.ts'

const tags = ['audit']

/** Procedures for the audit log of the caller's organization and, for operators, of the platform. */
export const createAuditRouter = ({ audit }: AuditServices) =>
  router({
    list: allow('audit:read')
      .meta({ openapi: { method: 'GET', path: '/audit', summary: 'List what happened in the organization', tags, protect: true } })
      .input(ListAudit)
      .output(AuditPage)
      .query(({ ctx, input }) => audit.list(ctx.actor, input)),
    // A read, but POST, because a checkpoint does not fit in a URL.
    verify: allow('audit:read')
      .meta({ openapi: { method: 'POST', path: '/audit/verify', summary: 'Verify the audit log', tags, protect: true } })
      .input(VerifyAudit)
      .output(AuditVerdict)
      .mutation(({ ctx, input }) => audit.verify(ctx.actor, input)),
    checkpoint: allow('audit:read')
      .meta({ openapi: { method: 'GET', path: '/audit/checkpoint', summary: 'Read the latest checkpoint of the audit log', tags, protect: true } })
      .input(CheckpointAudit)
      .output(AuditCheckpoint)
      .query(({ ctx, input }) => audit.checkpoint(ctx.actor, input)),
    export: allow('audit:read')
      .meta({
        openapi: { method: 'GET', path: '/audit/export', summary: 'Export the audit log', tags, protect: true },
        mediaTypes: ['application/x-ndjson', 'text/csv'],
      })
      .input(ExportAudit)
      .output(ExportedFile)
      .query(({ ctx, input }) => audit.export(ctx.actor, input)),
  })
