CREATE TABLE `idempotency_answers` (
	`id` text PRIMARY KEY NOT NULL,
	`organization_id` text NOT NULL,
	`outcome` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `idempotency_answers_created_idx` ON `idempotency_answers` (`created_at`);--> statement-breakpoint
CREATE TABLE `idempotency_claims` (
	`id` text PRIMARY KEY NOT NULL,
	`fingerprint` text NOT NULL,
	`holder` text NOT NULL,
	`lease_until` integer NOT NULL,
	`worked_at` integer,
	`resource_id` text,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `idempotency_claims_created_idx` ON `idempotency_claims` (`created_at`);