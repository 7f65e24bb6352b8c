CREATE TABLE "invoice_drafts" (
	"id" text PRIMARY KEY NOT NULL,
	"organization_id" text NOT NULL,
	"kind" text NOT NULL,
	"order_id" text,
	"payment_id" text,
	"subscription_id" text,
	"bill_id" text,
	"refund_id" text,
	"currency" text NOT NULL,
	"lines" jsonb NOT NULL,
	"tax_rate" text NOT NULL,
	"tax_minor" bigint NOT NULL,
	"total_minor" bigint NOT NULL,
	"seller" jsonb NOT NULL,
	"buyer" jsonb NOT NULL,
	"corrects_id" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "invoice_drafts_tax_ck" CHECK ("invoice_drafts"."tax_minor" between 0 and "invoice_drafts"."total_minor"),
	CONSTRAINT "invoice_drafts_for_ck" CHECK (case when "invoice_drafts"."order_id" is null then "invoice_drafts"."payment_id" is null and "invoice_drafts"."subscription_id" is not null and "invoice_drafts"."bill_id" is not null
          else "invoice_drafts"."payment_id" is not null and "invoice_drafts"."subscription_id" is null and "invoice_drafts"."bill_id" is null end)
);
--> statement-breakpoint
CREATE TABLE "invoice_series" (
	"series" text PRIMARY KEY NOT NULL,
	"last" integer NOT NULL
);
--> statement-breakpoint
DROP INDEX "invoices_number_uq";--> statement-breakpoint
ALTER TABLE "invoices" ADD COLUMN "series" text;--> statement-breakpoint
ALTER TABLE "invoices" ADD COLUMN "corrects_series" text;--> statement-breakpoint
ALTER TABLE "invoice_drafts" ADD CONSTRAINT "invoice_drafts_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invoice_drafts" ADD CONSTRAINT "invoice_drafts_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invoice_drafts" ADD CONSTRAINT "invoice_drafts_payment_id_payments_id_fk" FOREIGN KEY ("payment_id") REFERENCES "public"."payments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invoice_drafts" ADD CONSTRAINT "invoice_drafts_subscription_id_subscriptions_id_fk" FOREIGN KEY ("subscription_id") REFERENCES "public"."subscriptions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invoice_drafts" ADD CONSTRAINT "invoice_drafts_refund_id_refunds_id_fk" FOREIGN KEY ("refund_id") REFERENCES "public"."refunds"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "invoice_drafts_payment_uq" ON "invoice_drafts" USING btree ("payment_id") WHERE kind = 'invoice';--> statement-breakpoint
CREATE UNIQUE INDEX "invoice_drafts_refund_uq" ON "invoice_drafts" USING btree ("refund_id");--> statement-breakpoint
CREATE UNIQUE INDEX "invoice_drafts_bill_uq" ON "invoice_drafts" USING btree ("bill_id","kind");--> statement-breakpoint
CREATE INDEX "invoice_drafts_order_idx" ON "invoice_drafts" USING btree ("order_id");--> statement-breakpoint
CREATE INDEX "invoice_drafts_subscription_idx" ON "invoice_drafts" USING btree ("subscription_id");--> statement-breakpoint
CREATE INDEX "invoice_drafts_organization_idx" ON "invoice_drafts" USING btree ("organization_id");--> statement-breakpoint
CREATE INDEX "invoice_drafts_created_idx" ON "invoice_drafts" USING btree ("created_at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "invoices_series_number_uq" ON "invoices" USING btree ("series","number");--> statement-breakpoint
CREATE UNIQUE INDEX "invoices_number_uq" ON "invoices" USING btree ("organization_id","number") WHERE series is null;--> statement-breakpoint
-- A draft is written and taken away, never changed.
GRANT SELECT, INSERT, DELETE ON invoice_drafts TO pantheon_app;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON invoice_series TO pantheon_app;--> statement-breakpoint
ALTER TABLE invoice_drafts ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE invoice_drafts FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY own_organization ON invoice_drafts
  USING (organization_id = (SELECT current_setting('pantheon.organization', true)) OR (SELECT current_setting('pantheon.organization', true)) = '*')
  WITH CHECK (organization_id = current_setting('pantheon.organization', true) OR current_setting('pantheon.organization', true) = '*');
