CREATE TABLE `subscriptions` (
	`id` text PRIMARY KEY NOT NULL,
	`organization_id` text NOT NULL,
	`provider` text NOT NULL,
	`provider_subscription_id` text,
	`customer_id` text,
	`plan` text NOT NULL,
	`state` text NOT NULL,
	`period_end` integer,
	`cancels_at_period_end` integer NOT NULL,
	`past_due_since` integer,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`organization_id`) REFERENCES `organizations`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `subscriptions_provider_uq` ON `subscriptions` (`provider_subscription_id`);--> statement-breakpoint
CREATE INDEX `subscriptions_organization_idx` ON `subscriptions` (`organization_id`,`created_at`);--> statement-breakpoint
CREATE INDEX `subscriptions_state_idx` ON `subscriptions` (`state`,`period_end`);--> statement-breakpoint
CREATE TABLE `test_subscriptions` (
	`id` text PRIMARY KEY NOT NULL,
	`reference` text NOT NULL,
	`plan` text NOT NULL,
	`started_at` integer NOT NULL,
	`ends_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `test_subscriptions_reference_uq` ON `test_subscriptions` (`reference`);--> statement-breakpoint
ALTER TABLE `credit_accounts` ADD `paid_until` integer;