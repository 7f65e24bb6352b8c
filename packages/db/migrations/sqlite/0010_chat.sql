CREATE TABLE `chat_link_codes` (
	`id` text PRIMARY KEY NOT NULL,
	`code_hash` text NOT NULL,
	`channel` text NOT NULL,
	`chat_user_id` text NOT NULL,
	`chat_user_name` text NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`used_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `chat_link_codes_hash_uq` ON `chat_link_codes` (`code_hash`);--> statement-breakpoint
CREATE INDEX `chat_link_codes_expires_idx` ON `chat_link_codes` (`expires_at`);--> statement-breakpoint
CREATE TABLE `chat_links` (
	`id` text PRIMARY KEY NOT NULL,
	`channel` text NOT NULL,
	`chat_user_id` text NOT NULL,
	`chat_user_name` text NOT NULL,
	`user_id` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `chat_links_chat_user_uq` ON `chat_links` (`channel`,`chat_user_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `chat_links_user_uq` ON `chat_links` (`user_id`,`channel`);--> statement-breakpoint
CREATE TABLE `chat_messages` (
	`id` text PRIMARY KEY NOT NULL,
	`organization_id` text NOT NULL,
	`channel` text NOT NULL,
	`recipient` text NOT NULL,
	`recipient_id` text NOT NULL,
	`event_id` text NOT NULL,
	`approval_id` text,
	`locale` text NOT NULL,
	`content` text NOT NULL,
	`revision` integer DEFAULT 1 NOT NULL,
	`sent_revision` integer DEFAULT 0 NOT NULL,
	`place` text,
	`remote_id` text,
	`tries` integer DEFAULT 0 NOT NULL,
	`next_try_at` integer,
	`failed_at` integer,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`organization_id`) REFERENCES `organizations`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `chat_messages_event_uq` ON `chat_messages` (`event_id`,`channel`,`recipient_id`);--> statement-breakpoint
CREATE INDEX `chat_messages_due_idx` ON `chat_messages` (`next_try_at`);--> statement-breakpoint
CREATE INDEX `chat_messages_approval_idx` ON `chat_messages` (`approval_id`);--> statement-breakpoint
CREATE INDEX `chat_messages_created_idx` ON `chat_messages` (`created_at`);