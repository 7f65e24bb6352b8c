CREATE TABLE "saved_filters" (
	"id" text PRIMARY KEY NOT NULL,
	"organization_id" text NOT NULL,
	"user_id" text NOT NULL,
	"list" text NOT NULL,
	"name" text NOT NULL,
	"rules" jsonb NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "saved_filters" ADD CONSTRAINT "saved_filters_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "saved_filters" ADD CONSTRAINT "saved_filters_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "saved_filters_name_uq" ON "saved_filters" USING btree ("user_id","organization_id","list","name");--> statement-breakpoint
CREATE INDEX "orders_status_idx" ON "orders" USING btree ("status","created_at","id");--> statement-breakpoint
CREATE INDEX "orders_buyer_idx" ON "orders" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "orders_amount_idx" ON "orders" USING btree ("currency","total_minor","id");--> statement-breakpoint
CREATE INDEX "orders_organization_amount_idx" ON "orders" USING btree ("organization_id","currency","total_minor","id");--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON saved_filters TO pantheon_app;--> statement-breakpoint
ALTER TABLE saved_filters ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE saved_filters FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY own_organization ON saved_filters
  USING (organization_id = (SELECT current_setting('pantheon.organization', true)) OR (SELECT current_setting('pantheon.organization', true)) = '*')
  WITH CHECK (organization_id = current_setting('pantheon.organization', true) OR current_setting('pantheon.organization', true) = '*');
