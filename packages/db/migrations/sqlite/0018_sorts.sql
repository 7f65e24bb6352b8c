DROP INDEX `approvals_due_idx`;--> statement-breakpoint
CREATE INDEX `approvals_organization_due_idx` ON `approvals` (`organization_id`,`due_at`,`id`) WHERE status = 'pending';--> statement-breakpoint
CREATE INDEX `approvals_amount_idx` ON `approvals` (`currency`,`amount_minor`,`id`) WHERE amount_minor is not null;--> statement-breakpoint
CREATE INDEX `approvals_organization_amount_idx` ON `approvals` (`organization_id`,`currency`,`amount_minor`,`id`) WHERE amount_minor is not null;--> statement-breakpoint
CREATE INDEX `approvals_due_idx` ON `approvals` (`due_at`,`id`) WHERE status = 'pending';--> statement-breakpoint
ALTER TABLE `courses` ADD `title_key` text GENERATED ALWAYS AS (lower(title)) VIRTUAL;--> statement-breakpoint
CREATE INDEX `courses_created_idx` ON `courses` (`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `courses_title_idx` ON `courses` (`title_key`,`id`);--> statement-breakpoint
CREATE INDEX `courses_organization_title_idx` ON `courses` (`organization_id`,`title_key`,`id`);--> statement-breakpoint
ALTER TABLE `invoices` ADD `signed_minor` integer GENERATED ALWAYS AS (case when kind = 'credit_note' then -total_minor else total_minor end) VIRTUAL;--> statement-breakpoint
ALTER TABLE `invoices` ADD `buyer_key` text GENERATED ALWAYS AS (lower(buyer ->> 'organization')) VIRTUAL;--> statement-breakpoint
CREATE INDEX `invoices_issued_idx` ON `invoices` (`issued_at`,`id`);--> statement-breakpoint
CREATE INDEX `invoices_organization_issued_idx` ON `invoices` (`organization_id`,`issued_at`,`id`);--> statement-breakpoint
CREATE INDEX `invoices_amount_idx` ON `invoices` (`currency`,`signed_minor`,`id`);--> statement-breakpoint
CREATE INDEX `invoices_organization_amount_idx` ON `invoices` (`organization_id`,`currency`,`signed_minor`,`id`);--> statement-breakpoint
CREATE INDEX `invoices_buyer_idx` ON `invoices` (`buyer_key`,`id`);--> statement-breakpoint
CREATE INDEX `tasks_priority_idx` ON `tasks` (`organization_id`,`priority`,`id`);--> statement-breakpoint
CREATE INDEX `tasks_updated_idx` ON `tasks` (`organization_id`,`updated_at`,`id`);