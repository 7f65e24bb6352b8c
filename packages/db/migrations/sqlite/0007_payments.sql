CREATE TABLE `provider_events` (
	`id` text PRIMARY KEY NOT NULL,
	`type` text NOT NULL,
	`about_kind` text,
	`about_id` text,
	`at` integer NOT NULL,
	`received_at` integer NOT NULL,
	`applied_at` integer
);
--> statement-breakpoint
CREATE INDEX `provider_events_applied_idx` ON `provider_events` (`applied_at`,`received_at`);--> statement-breakpoint
CREATE TABLE `reconciliations` (
	`id` text PRIMARY KEY NOT NULL,
	`provider` text NOT NULL,
	`since` integer NOT NULL,
	`started_at` integer NOT NULL,
	`finished_at` integer NOT NULL,
	`checked` integer NOT NULL,
	`differences` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `reconciliations_started_idx` ON `reconciliations` (`started_at`);--> statement-breakpoint
CREATE TABLE `refunds` (
	`id` text PRIMARY KEY NOT NULL,
	`organization_id` text NOT NULL,
	`order_id` text NOT NULL,
	`payment_id` text NOT NULL,
	`amount_minor` integer NOT NULL,
	`currency` text NOT NULL,
	`reason` text NOT NULL,
	`requested_by` text,
	`status` text NOT NULL,
	`provider_refund_id` text,
	`failure_code` text,
	`due_at` integer,
	`attempts` integer DEFAULT 0 NOT NULL,
	`settled_at` integer,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`organization_id`) REFERENCES `organizations`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`order_id`) REFERENCES `orders`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`payment_id`) REFERENCES `payments`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "refunds_amount_ck" CHECK("refunds"."amount_minor" > 0)
);
--> statement-breakpoint
CREATE INDEX `refunds_payment_idx` ON `refunds` (`payment_id`);--> statement-breakpoint
CREATE INDEX `refunds_order_idx` ON `refunds` (`order_id`);--> statement-breakpoint
CREATE INDEX `refunds_due_idx` ON `refunds` (`due_at`);--> statement-breakpoint
CREATE UNIQUE INDEX `refunds_provider_uq` ON `refunds` (`provider_refund_id`);--> statement-breakpoint
CREATE TABLE `test_refunds` (
	`id` text PRIMARY KEY NOT NULL,
	`reference` text NOT NULL,
	`charge_id` text NOT NULL,
	`amount_minor` integer NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `test_refunds_reference_uq` ON `test_refunds` (`reference`);--> statement-breakpoint
CREATE INDEX `test_refunds_charge_idx` ON `test_refunds` (`charge_id`);--> statement-breakpoint
DROP INDEX `payments_live_uq`;--> statement-breakpoint
ALTER TABLE `payments` ADD `action_url` text;--> statement-breakpoint
ALTER TABLE `payments` ADD `refunded_minor` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `payments` ADD `dispute` text;--> statement-breakpoint
CREATE UNIQUE INDEX `payments_open_uq` ON `payments` (`order_id`) WHERE status in ('pending', 'requires_action');--> statement-breakpoint
CREATE INDEX `payments_provider_idx` ON `payments` (`provider_payment_id`);--> statement-breakpoint
ALTER TABLE `orders` ADD `notes` text;