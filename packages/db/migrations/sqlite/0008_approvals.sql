CREATE TABLE `absences` (
	`id` text PRIMARY KEY NOT NULL,
	`organization_id` text NOT NULL,
	`user_id` text NOT NULL,
	`deputy_id` text NOT NULL,
	`from_at` integer NOT NULL,
	`to_at` integer NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`organization_id`) REFERENCES `organizations`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`deputy_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `absences_user_idx` ON `absences` (`organization_id`,`user_id`);--> statement-breakpoint
CREATE INDEX `absences_deputy_idx` ON `absences` (`deputy_id`,`to_at`);--> statement-breakpoint
CREATE TABLE `approval_entries` (
	`id` text PRIMARY KEY NOT NULL,
	`approval_id` text NOT NULL,
	`organization_id` text NOT NULL,
	`kind` text NOT NULL,
	`stage` integer NOT NULL,
	`actor_id` text,
	`person_id` text,
	`note` text,
	`at` integer NOT NULL,
	FOREIGN KEY (`approval_id`) REFERENCES `approvals`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`organization_id`) REFERENCES `organizations`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`actor_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `approval_entries_approval_idx` ON `approval_entries` (`approval_id`,`id`);--> statement-breakpoint
CREATE TABLE `approval_policies` (
	`id` text PRIMARY KEY NOT NULL,
	`organization_id` text,
	`subject` text NOT NULL,
	`currency` text,
	`above_minor` integer,
	`class` text,
	`workflow` text NOT NULL,
	`is_active` integer NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`organization_id`) REFERENCES `organizations`(`id`) ON UPDATE no action ON DELETE cascade,
	CONSTRAINT "approval_policies_above_ck" CHECK("approval_policies"."above_minor" is null or ("approval_policies"."above_minor" >= 0 and "approval_policies"."currency" is not null))
);
--> statement-breakpoint
CREATE INDEX `approval_policies_subject_idx` ON `approval_policies` (`subject`,`organization_id`);--> statement-breakpoint
CREATE TABLE `approval_turns` (
	`approval_id` text NOT NULL,
	`organization_id` text NOT NULL,
	`user_id` text NOT NULL,
	PRIMARY KEY(`approval_id`, `user_id`),
	FOREIGN KEY (`approval_id`) REFERENCES `approvals`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`organization_id`) REFERENCES `organizations`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `approval_turns_user_idx` ON `approval_turns` (`user_id`);--> statement-breakpoint
CREATE TABLE `approvals` (
	`id` text PRIMARY KEY NOT NULL,
	`organization_id` text NOT NULL,
	`policy_id` text NOT NULL,
	`resource_type` text NOT NULL,
	`resource_id` text NOT NULL,
	`title` text NOT NULL,
	`amount_minor` integer,
	`currency` text,
	`class` text,
	`requester_id` text NOT NULL,
	`status` text NOT NULL,
	`awaits` text NOT NULL,
	`round` integer NOT NULL,
	`stage` integer NOT NULL,
	`stages` text NOT NULL,
	`remind_at` integer,
	`due_at` integer NOT NULL,
	`decided_at` integer,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`organization_id`) REFERENCES `organizations`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`requester_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `approvals_open_uq` ON `approvals` (`resource_type`,`resource_id`) WHERE status = 'pending';--> statement-breakpoint
CREATE INDEX `approvals_resource_idx` ON `approvals` (`resource_type`,`resource_id`);--> statement-breakpoint
CREATE INDEX `approvals_organization_idx` ON `approvals` (`organization_id`,`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `approvals_created_idx` ON `approvals` (`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `approvals_requester_idx` ON `approvals` (`requester_id`,`created_at`);--> statement-breakpoint
CREATE INDEX `approvals_due_idx` ON `approvals` (`due_at`) WHERE status = 'pending';--> statement-breakpoint
CREATE INDEX `approvals_remind_idx` ON `approvals` (`remind_at`) WHERE status = 'pending';