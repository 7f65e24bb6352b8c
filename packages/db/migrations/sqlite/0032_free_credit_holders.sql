CREATE TABLE `free_credit_holders` (
	`id` text PRIMARY KEY NOT NULL,
	`mailbox_hash` text NOT NULL,
	`holder_id` text,
	`given_until` integer NOT NULL,
	FOREIGN KEY (`holder_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `free_credit_holders_mailbox_uq` ON `free_credit_holders` (`mailbox_hash`);--> statement-breakpoint
CREATE INDEX `free_credit_holders_holder_idx` ON `free_credit_holders` (`holder_id`);--> statement-breakpoint
CREATE TABLE `server_secrets` (
	`name` text PRIMARY KEY NOT NULL,
	`secret` text NOT NULL
);
--> statement-breakpoint
INSERT INTO server_secrets (name, secret) VALUES ('free_credits', lower(hex(randomblob(32))));
