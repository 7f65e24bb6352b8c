CREATE TABLE "test_bills" (
	"id" text PRIMARY KEY NOT NULL,
	"subscription_id" text NOT NULL,
	"reason" text NOT NULL,
	"plan" text NOT NULL,
	"amount_minor" bigint NOT NULL,
	"currency" text NOT NULL,
	"attempts" integer NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"paid_at" timestamp (3) with time zone,
	"refunded_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "subscriptions" ADD COLUMN "next_plan" text;--> statement-breakpoint
ALTER TABLE "subscriptions" ADD COLUMN "called_off_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "test_subscriptions" ADD COLUMN "amount_minor" bigint;--> statement-breakpoint
ALTER TABLE "test_subscriptions" ADD COLUMN "currency" text;--> statement-breakpoint
ALTER TABLE "test_subscriptions" ADD COLUMN "next_plan" text;--> statement-breakpoint
ALTER TABLE "test_subscriptions" ADD COLUMN "next_amount_minor" bigint;--> statement-breakpoint
ALTER TABLE "test_subscriptions" ADD COLUMN "card" jsonb;--> statement-breakpoint
ALTER TABLE "test_subscriptions" ADD COLUMN "billed_until" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "test_subscriptions" ADD COLUMN "unpaid_since" timestamp (3) with time zone;--> statement-breakpoint
CREATE INDEX "test_bills_subscription_idx" ON "test_bills" USING btree ("subscription_id","created_at");--> statement-breakpoint
-- The embedded provider’s books name no organization, like those of its charges.
GRANT SELECT, INSERT, UPDATE, DELETE ON test_bills TO pantheon_app;
