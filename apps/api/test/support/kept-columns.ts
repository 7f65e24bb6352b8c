/** Columns that still hold what stood in them when an account was erased, by the reason why they may. */
export const keptColumns: Readonly<Record<string, readonly string[]>> = {
  'The row stays, blank: what follows names it by its id, which leads to nobody any more': ['users.id'],
  'An id of that blank row': [
    ...['invitations.invited_by', 'orders.user_id', 'refunds.requested_by', 'ai_jobs.user_id', 'tasks.assignee_id', 'tasks.created_by'],
    ...['approval_policies.workflow', 'approvals.requester_id', 'approvals.stages', 'approval_turns.user_id'],
    ...['approval_entries.actor_id', 'approval_entries.person_id', 'events.actor_id', 'events.subject_id', 'events.related', 'events.data'],
    ...['audit_entries.actor_id', 'audit_entries.resource_id'],
  ],
  'A paper of the books: tax law wants buyer and seller on it as long as it is kept': [
    ...['invoices.lines', 'invoices.seller', 'invoices.buyer', 'invoices.buyer_sort', 'invoices.buyer_key', 'invoices.series', 'invoices.corrects_series'],
    ...['invoices.issued_on', 'invoice_drafts.lines', 'invoice_drafts.seller', 'invoice_drafts.buyer', 'invoice_drafts.bill_id', 'invoice_drafts.corrects_id'],
  ],
  'The audit log is a chain: an entry cannot be changed without breaking it, and where from something was done belongs to it': [
    ...['audit_entries.id', 'audit_entries.action', 'audit_entries.resource_type', 'audit_entries.address', 'audit_entries.user_agent'],
    ...['audit_entries.request_id', 'audit_entries.api_key', 'audit_entries.api_key_search', 'audit_entries.before_digest', 'audit_entries.after_digest'],
    ...['audit_entries.prev_hash', 'audit_entries.hash', 'audit_checkpoints.hash', 'audit_checkpoints.kid', 'audit_checkpoints.signature'],
  ],
  'The log that the audit log is made of, which says no names': [
    ...['events.id', 'events.name', 'events.organization_id', 'events.order_id', 'events.subject_type', 'events.stream_key', 'events.origin'],
    ...['events.before_digest', 'events.after_digest', 'held_events.consumer', 'held_events.subject', 'held_events.error'],
  ],
  'What an organization bought, paid and was paid back, in its books and those of the provider': [
    ...['orders.product_name', 'orders.input', 'orders.notes', 'payments.method', 'payments.provider', 'payments.provider_payment_id'],
    ...['payments.failure_code', 'payments.action_url', 'payments.dispute', 'refunds.reason', 'refunds.provider_refund_id', 'refunds.failure_code'],
    ...['provider_events.type', 'provider_events.about_id', 'reconciliations.provider', 'reconciliations.differences'],
    ...['credit_entries.key', 'credit_entries.job_id', 'subscriptions.provider', 'subscriptions.provider_subscription_id', 'subscriptions.customer_id'],
    ...['test_charges.reference', 'test_charges.card', 'test_charges.brand', 'test_charges.decline_code', 'test_refunds.reference'],
    ...['test_refunds.charge_id', 'test_subscriptions.reference', 'test_subscriptions.card', 'test_bills.subscription_id'],
  ],
  'What people wrote and made for their organization, whose it is; it goes with the organization': [
    ...['roles.name', 'roles.permissions', 'teams.name', 'tasks.title', 'tasks.description', 'tasks.context_id', 'tasks.issue_url', 'tasks.metadata'],
    ...['tasks.title_search', 'tasks.description_search', 'approval_policies.class', 'approvals.policy_id', 'approvals.resource_id', 'approvals.title'],
    ...['approvals.class', 'approval_entries.note', 'ai_jobs.dedupe_key', 'ai_jobs.order_id', 'ai_jobs.input', 'ai_jobs.output', 'ai_jobs.step'],
    ...[
      'ai_jobs.job_type',
      'job_steps.result',
      'ai_jobs.error_code',
      'ai_jobs.error_message',
      'courses.order_id',
      'courses.title',
      'courses.model',
      'courses.request',
      'courses.content',
    ],
    ...['courses.title_key', 'courses.title_sort'],
  ],
  'A keyed hash of the mailbox that had free credits, from which nobody without the key learns it: else an account could have them again and again': [
    'free_credit_holders.mailbox_hash',
  ],
  'The shop’s catalogue, which is about no person': [
    ...['products.sku', 'products.name', 'products.description', 'products.other_prices', 'products.image', 'products.name_key', 'products.name_sort'],
    ...['product_texts.terms'],
  ],
  'What the server needs to do its work, about no person': [
    ...['job_deliveries.lease_owner', 'event_consumers.lease_owner', 'schedules.lease_owner', 'server_secrets.secret'],
    ...['idempotency_claims.fingerprint', 'idempotency_claims.holder', 'idempotency_claims.resource_id', 'idempotency_answers.organization_id'],
  ],
  'An answer to be repeated, for 24 hours': ['idempotency_answers.outcome'],
}

/** Columns that no row of the story can hold a mark in. */
export const unmarkedColumns: Readonly<Record<string, string>> = {
  'users.password_hash': 'The person signs in with it; it is looked at by itself',
  'invoices.bill_id': 'A paper is for an order or for a bill, and this one is for an order',
  'invoices.tax_rate': 'A number, which is read when a paper is written',
  'invoice_drafts.tax_rate': 'A number, which is read when a paper is written',
}
