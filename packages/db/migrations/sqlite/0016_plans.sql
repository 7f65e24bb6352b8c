CREATE TABLE `test_bills` (
	`id` text PRIMARY KEY NOT NULL,
	`subscription_id` text NOT NULL,
	`reason` text NOT NULL,
	`plan` text NOT NULL,
	`amount_minor` integer NOT NULL,
	`currency` text NOT NULL,
	`attempts` integer NOT NULL,
	`created_at` integer NOT NULL,
	`paid_at` integer,
	`refunded_at` integer
);
--> statement-breakpoint
CREATE INDEX `test_bills_subscription_idx` ON `test_bills` (`subscription_id`,`created_at`);--> statement-breakpoint
ALTER TABLE `subscriptions` ADD `next_plan` text;--> statement-breakpoint
ALTER TABLE `subscriptions` ADD `called_off_at` integer;--> statement-breakpoint
ALTER TABLE `test_subscriptions` ADD `amount_minor` integer;--> statement-breakpoint
ALTER TABLE `test_subscriptions` ADD `currency` text;--> statement-breakpoint
ALTER TABLE `test_subscriptions` ADD `next_plan` text;--> statement-breakpoint
ALTER TABLE `test_subscriptions` ADD `next_amount_minor` integer;--> statement-breakpoint
ALTER TABLE `test_subscriptions` ADD `card` text;--> statement-breakpoint
ALTER TABLE `test_subscriptions` ADD `billed_until` integer;--> statement-breakpoint
ALTER TABLE `test_subscriptions` ADD `unpaid_since` integer;