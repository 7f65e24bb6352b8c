CREATE TABLE `invoice_drafts` (
	`id` text PRIMARY KEY NOT NULL,
	`organization_id` text NOT NULL,
	`kind` text NOT NULL,
	`order_id` text,
	`payment_id` text,
	`subscription_id` text,
	`bill_id` text,
	`refund_id` text,
	`currency` text NOT NULL,
	`lines` text NOT NULL,
	`tax_rate` text NOT NULL,
	`tax_minor` integer NOT NULL,
	`total_minor` integer NOT NULL,
	`seller` text NOT NULL,
	`buyer` text NOT NULL,
	`corrects_id` text,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`organization_id`) REFERENCES `organizations`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`order_id`) REFERENCES `orders`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`payment_id`) REFERENCES `payments`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`subscription_id`) REFERENCES `subscriptions`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`refund_id`) REFERENCES `refunds`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "invoice_drafts_tax_ck" CHECK("invoice_drafts"."tax_minor" between 0 and "invoice_drafts"."total_minor"),
	CONSTRAINT "invoice_drafts_for_ck" CHECK(case when "invoice_drafts"."order_id" is null then "invoice_drafts"."payment_id" is null and "invoice_drafts"."subscription_id" is not null and "invoice_drafts"."bill_id" is not null
          else "invoice_drafts"."payment_id" is not null and "invoice_drafts"."subscription_id" is null and "invoice_drafts"."bill_id" is null end)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `invoice_drafts_payment_uq` ON `invoice_drafts` (`payment_id`) WHERE kind = 'invoice';--> statement-breakpoint
CREATE UNIQUE INDEX `invoice_drafts_refund_uq` ON `invoice_drafts` (`refund_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `invoice_drafts_bill_uq` ON `invoice_drafts` (`bill_id`,`kind`);--> statement-breakpoint
CREATE INDEX `invoice_drafts_order_idx` ON `invoice_drafts` (`order_id`);--> statement-breakpoint
CREATE INDEX `invoice_drafts_subscription_idx` ON `invoice_drafts` (`subscription_id`);--> statement-breakpoint
CREATE INDEX `invoice_drafts_organization_idx` ON `invoice_drafts` (`organization_id`);--> statement-breakpoint
CREATE INDEX `invoice_drafts_created_idx` ON `invoice_drafts` (`created_at`,`id`);--> statement-breakpoint
CREATE TABLE `invoice_series` (
	`series` text PRIMARY KEY NOT NULL,
	`last` integer NOT NULL
);
--> statement-breakpoint
DROP INDEX `invoices_number_uq`;--> statement-breakpoint
ALTER TABLE `invoices` ADD `series` text;--> statement-breakpoint
ALTER TABLE `invoices` ADD `corrects_series` text;--> statement-breakpoint
CREATE UNIQUE INDEX `invoices_series_number_uq` ON `invoices` (`series`,`number`);--> statement-breakpoint
CREATE UNIQUE INDEX `invoices_number_uq` ON `invoices` (`organization_id`,`number`) WHERE series is null;