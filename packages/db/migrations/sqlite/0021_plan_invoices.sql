PRAGMA foreign_keys=OFF;--> statement-breakpoint
CREATE TABLE `__new_invoices` (
	`id` text PRIMARY KEY NOT NULL,
	`organization_id` text NOT NULL,
	`number` integer NOT NULL,
	`kind` text NOT NULL,
	`order_id` text,
	`payment_id` text,
	`subscription_id` text,
	`bill_id` text,
	`refund_id` text,
	`corrects` integer,
	`currency` text NOT NULL,
	`lines` text NOT NULL,
	`tax_rate` text NOT NULL,
	`tax_minor` integer NOT NULL,
	`total_minor` integer NOT NULL,
	`seller` text NOT NULL,
	`buyer` text NOT NULL,
	`issued_at` integer NOT NULL,
	`signed_minor` integer GENERATED ALWAYS AS (case when kind = 'credit_note' then -total_minor else total_minor end) VIRTUAL,
	`buyer_key` text GENERATED ALWAYS AS (lower(buyer ->> 'organization')) VIRTUAL,
	FOREIGN KEY (`organization_id`) REFERENCES `organizations`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`order_id`) REFERENCES `orders`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`payment_id`) REFERENCES `payments`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`subscription_id`) REFERENCES `subscriptions`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`refund_id`) REFERENCES `refunds`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "invoices_tax_ck" CHECK("tax_minor" between 0 and "total_minor"),
	CONSTRAINT "invoices_for_ck" CHECK(case when "order_id" is null then "payment_id" is null and "subscription_id" is not null and "bill_id" is not null
          else "payment_id" is not null and "subscription_id" is null and "bill_id" is null end)
);
--> statement-breakpoint
INSERT INTO `__new_invoices`("id", "organization_id", "number", "kind", "order_id", "payment_id", "refund_id", "corrects", "currency", "lines", "tax_rate", "tax_minor", "total_minor", "seller", "buyer", "issued_at") SELECT "id", "organization_id", "number", "kind", "order_id", "payment_id", "refund_id", "corrects", "currency", "lines", "tax_rate", "tax_minor", "total_minor", "seller", "buyer", "issued_at" FROM `invoices`;--> statement-breakpoint
DROP TABLE `invoices`;--> statement-breakpoint
ALTER TABLE `__new_invoices` RENAME TO `invoices`;--> statement-breakpoint
PRAGMA foreign_keys=ON;--> statement-breakpoint
CREATE UNIQUE INDEX `invoices_number_uq` ON `invoices` (`organization_id`,`number`);--> statement-breakpoint
CREATE UNIQUE INDEX `invoices_payment_uq` ON `invoices` (`payment_id`) WHERE kind = 'invoice';--> statement-breakpoint
CREATE UNIQUE INDEX `invoices_refund_uq` ON `invoices` (`refund_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `invoices_bill_uq` ON `invoices` (`bill_id`,`kind`);--> statement-breakpoint
CREATE INDEX `invoices_subscription_idx` ON `invoices` (`subscription_id`);--> statement-breakpoint
CREATE INDEX `invoices_order_idx` ON `invoices` (`order_id`);--> statement-breakpoint
CREATE INDEX `invoices_issued_idx` ON `invoices` (`issued_at`,`id`);--> statement-breakpoint
CREATE INDEX `invoices_organization_issued_idx` ON `invoices` (`organization_id`,`issued_at`,`id`);--> statement-breakpoint
CREATE INDEX `invoices_amount_idx` ON `invoices` (`currency`,`signed_minor`,`id`);--> statement-breakpoint
CREATE INDEX `invoices_organization_amount_idx` ON `invoices` (`organization_id`,`currency`,`signed_minor`,`id`);--> statement-breakpoint
CREATE INDEX `invoices_buyer_idx` ON `invoices` (`buyer_key`,`id`);--> statement-breakpoint
CREATE TRIGGER invoices_no_update BEFORE UPDATE ON invoices
BEGIN
  SELECT RAISE(ABORT, 'invoices is append-only: UPDATE refused');
END;--> statement-breakpoint
CREATE TRIGGER invoices_no_delete BEFORE DELETE ON invoices
BEGIN
  SELECT RAISE(ABORT, 'invoices is append-only: DELETE refused');
END;
