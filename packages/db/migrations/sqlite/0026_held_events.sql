CREATE TABLE `held_events` (
	`id` text PRIMARY KEY NOT NULL,
	`consumer` text NOT NULL,
	`seq` integer NOT NULL,
	`subject` text NOT NULL,
	`state` text NOT NULL,
	`tries` integer NOT NULL,
	`error` text,
	`due_at` integer NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `held_events_seq_uq` ON `held_events` (`consumer`,`seq`);--> statement-breakpoint
CREATE INDEX `held_events_subject_idx` ON `held_events` (`consumer`,`subject`,`seq`);--> statement-breakpoint
CREATE INDEX `held_events_state_idx` ON `held_events` (`state`,`created_at`,`id`);