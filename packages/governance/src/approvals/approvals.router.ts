import {
  Absence,
  AbsencePage,
  AbsenceRef,
  AnswerApproval,
  ApprovalCommentPage,
  ApprovalCounts,
  ApprovalDetail,
  ApprovalPage,
  ApprovalRef,
  CommentApproval,
  CreateAbsence,
  DecideApproval,
  DelegateApproval,
  ListAbsences,
  ListApprovalComments,
  ListApprovals,
} from '@pantheon/contract'
import { allow, router } from '@pantheon/rpc'
import { z } from 'zod'
import type { Absences, Approvals } from '../governance.types.ts'

const tags = ['approvals']

/** Procedures for approvals. */
export const createApprovalsRouter = (approvals: Approvals) =>
  router({
    list: allow('approval:read')
      .meta({ openapi: { method: 'GET', path: '/approvals', summary: 'List requests for approval', tags, protect: true } })
      .input(ListApprovals)
      .output(ApprovalPage)
      .query(({ ctx, input }) => approvals.list(ctx.actor, input)),
    counts: allow('approval:read')
      .meta({
        openapi: {
          method: 'GET',
          path: '/approval-counts',
          summary: 'Count the requests that await your approval, and your own pending ones',
          tags,
          protect: true,
        },
      })
      .input(z.void())
      .output(ApprovalCounts)
      .query(({ ctx }) => approvals.counts(ctx.actor)),
    get: allow('approval:read')
      .meta({
        openapi: { method: 'GET', path: '/approvals/{id}', summary: 'Read a request with its history and what you may do', tags, protect: true },
      })
      .input(ApprovalRef)
      .output(ApprovalDetail)
      .query(({ ctx, input }) => approvals.get(ctx.actor, input)),
    comments: allow('approval:read')
      .meta({ openapi: { method: 'GET', path: '/approvals/{id}/comments', summary: 'Read the comments, newest first', tags, protect: true } })
      .input(ListApprovalComments)
      .output(ApprovalCommentPage)
      .query(({ ctx, input }) => approvals.comments(ctx.actor, input)),
    approve: allow('approval:decide')
      .meta({ openapi: { method: 'POST', path: '/approvals/{id}/approve', summary: 'Approve a request', tags, protect: true } })
      .input(DecideApproval)
      .output(ApprovalDetail)
      .mutation(({ ctx, input }) => approvals.approve(ctx.actor, input)),
    reject: allow('approval:decide')
      .meta({ openapi: { method: 'POST', path: '/approvals/{id}/reject', summary: 'Reject a request', tags, protect: true } })
      .input(DecideApproval)
      .output(ApprovalDetail)
      .mutation(({ ctx, input }) => approvals.reject(ctx.actor, input)),
    sendBack: allow('approval:decide')
      .meta({ openapi: { method: 'POST', path: '/approvals/{id}/send-back', summary: 'Send a request back for changes', tags, protect: true } })
      .input(AnswerApproval)
      .output(ApprovalDetail)
      .mutation(({ ctx, input }) => approvals.sendBack(ctx.actor, input)),
    resubmit: allow('approval:decide')
      .meta({ openapi: { method: 'POST', path: '/approvals/{id}/resubmit', summary: 'Resubmit a request that was sent back', tags, protect: true } })
      .input(AnswerApproval)
      .output(ApprovalDetail)
      .mutation(({ ctx, input }) => approvals.resubmit(ctx.actor, input)),
    comment: allow('approval:decide')
      .meta({
        openapi: { method: 'POST', path: '/approvals/{id}/comments', summary: 'Comment on a request', tags, protect: true },
        limitedBy: 'approval.too_many_comments',
      })
      .input(CommentApproval)
      .output(ApprovalDetail)
      .mutation(({ ctx, input }) => approvals.comment(ctx.actor, input)),
    delegate: allow('approval:decide')
      .meta({ openapi: { method: 'POST', path: '/approvals/{id}/delegate', summary: 'Delegate an approval to another member', tags, protect: true } })
      .input(DelegateApproval)
      .output(ApprovalDetail)
      .mutation(({ ctx, input }) => approvals.delegate(ctx.actor, input)),
    cancel: allow('approval:decide')
      .meta({ openapi: { method: 'POST', path: '/approvals/{id}/cancel', summary: 'Withdraw a request', tags, protect: true } })
      .input(DecideApproval)
      .output(ApprovalDetail)
      .mutation(({ ctx, input }) => approvals.cancel(ctx.actor, input)),
  })

/** Procedures for absences. */
export const createAbsencesRouter = (absences: Absences) =>
  router({
    list: allow('approval:read')
      .meta({ openapi: { method: 'GET', path: '/absences', summary: 'List out of office periods and deputies', tags, protect: true } })
      .input(ListAbsences)
      .output(AbsencePage)
      .query(({ ctx, input }) => absences.list(ctx.actor, input)),
    create: allow('approval:decide')
      .meta({
        openapi: { method: 'POST', path: '/absences', summary: 'Set an out of office', tags, protect: true },
        creates: '/absences',
        limitedBy: 'absence.too_many',
      })
      .input(CreateAbsence)
      .output(Absence)
      .mutation(({ ctx, input }) => absences.create(ctx.actor, input)),
    remove: allow('approval:decide')
      .meta({ openapi: { method: 'DELETE', path: '/absences/{id}', summary: 'Remove an out of office', tags, protect: true } })
      .input(AbsenceRef)
      .output(AbsenceRef)
      .mutation(({ ctx, input }) => absences.remove(ctx.actor, input)),
  })
