ALTER TABLE "test_charges" ADD COLUMN "brand" text;--> statement-breakpoint
ALTER TABLE "test_charges" ADD COLUMN "decline_code" text;