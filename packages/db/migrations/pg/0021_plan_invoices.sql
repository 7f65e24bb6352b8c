ALTER TABLE "invoices" ALTER COLUMN "order_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "invoices" ALTER COLUMN "payment_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "invoices" ADD COLUMN "subscription_id" text;--> statement-breakpoint
ALTER TABLE "invoices" ADD COLUMN "bill_id" text;--> statement-breakpoint
ALTER TABLE "invoices" ADD CONSTRAINT "invoices_subscription_id_subscriptions_id_fk" FOREIGN KEY ("subscription_id") REFERENCES "public"."subscriptions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "invoices_bill_uq" ON "invoices" USING btree ("bill_id","kind");--> statement-breakpoint
CREATE INDEX "invoices_subscription_idx" ON "invoices" USING btree ("subscription_id");--> statement-breakpoint
ALTER TABLE "invoices" ADD CONSTRAINT "invoices_for_ck" CHECK (case when "invoices"."order_id" is null then "invoices"."payment_id" is null and "invoices"."subscription_id" is not null and "invoices"."bill_id" is not null
          else "invoices"."payment_id" is not null and "invoices"."subscription_id" is null and "invoices"."bill_id" is null end);