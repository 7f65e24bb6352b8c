ALTER TABLE `test_charges` ADD `brand` text;--> statement-breakpoint
ALTER TABLE `test_charges` ADD `decline_code` text;