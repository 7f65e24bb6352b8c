CREATE TABLE `schedules` (
	`name` text PRIMARY KEY NOT NULL,
	`last_run_at` integer,
	`next_run_at` integer NOT NULL,
	`failures` integer NOT NULL,
	`lease_owner` text,
	`lease_until` integer
);
