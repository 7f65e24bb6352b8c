CREATE TABLE `saved_filters` (
	`id` text PRIMARY KEY NOT NULL,
	`organization_id` text NOT NULL,
	`user_id` text NOT NULL,
	`list` text NOT NULL,
	`name` text NOT NULL,
	`rules` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`organization_id`) REFERENCES `organizations`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `saved_filters_name_uq` ON `saved_filters` (`user_id`,`organization_id`,`list`,`name`);--> statement-breakpoint
CREATE INDEX `orders_status_idx` ON `orders` (`status`,`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `orders_buyer_idx` ON `orders` (`user_id`);--> statement-breakpoint
CREATE INDEX `orders_amount_idx` ON `orders` (`currency`,`total_minor`,`id`);--> statement-breakpoint
CREATE INDEX `orders_organization_amount_idx` ON `orders` (`organization_id`,`currency`,`total_minor`,`id`);