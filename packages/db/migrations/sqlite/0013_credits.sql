CREATE TABLE `credit_accounts` (
	`organization_id` text PRIMARY KEY NOT NULL,
	`plan` text NOT NULL,
	`balance` integer NOT NULL,
	`reserved` integer NOT NULL,
	`granted` integer NOT NULL,
	`anchor_at` integer NOT NULL,
	`period_start` integer NOT NULL,
	`period_end` integer NOT NULL,
	FOREIGN KEY (`organization_id`) REFERENCES `organizations`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "credit_accounts_balance_ck" CHECK("credit_accounts"."balance" >= 0),
	CONSTRAINT "credit_accounts_reserved_ck" CHECK("credit_accounts"."reserved" >= 0)
);
--> statement-breakpoint
CREATE INDEX `credit_accounts_period_idx` ON `credit_accounts` (`period_end`);--> statement-breakpoint
CREATE TABLE `credit_entries` (
	`id` text PRIMARY KEY NOT NULL,
	`organization_id` text NOT NULL,
	`key` text NOT NULL,
	`kind` text NOT NULL,
	`change` integer NOT NULL,
	`reserved_change` integer NOT NULL,
	`balance_after` integer NOT NULL,
	`job_id` text,
	`period_start` integer NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`organization_id`) REFERENCES `organizations`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `credit_entries_key_uq` ON `credit_entries` (`organization_id`,`key`);--> statement-breakpoint
CREATE INDEX `credit_entries_job_idx` ON `credit_entries` (`job_id`);--> statement-breakpoint
CREATE INDEX `credit_entries_created_idx` ON `credit_entries` (`organization_id`,`created_at`,`id`);--> statement-breakpoint
CREATE TRIGGER credit_entries_no_update BEFORE UPDATE ON credit_entries
BEGIN
  SELECT RAISE(ABORT, 'credit_entries is append-only: UPDATE refused');
END;--> statement-breakpoint
CREATE TRIGGER credit_entries_no_delete BEFORE DELETE ON credit_entries
BEGIN
  SELECT RAISE(ABORT, 'credit_entries is append-only: DELETE refused');
END;
