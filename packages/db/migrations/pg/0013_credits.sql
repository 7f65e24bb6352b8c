CREATE TABLE "credit_accounts" (
	"organization_id" text PRIMARY KEY NOT NULL,
	"plan" text NOT NULL,
	"balance" integer NOT NULL,
	"reserved" integer NOT NULL,
	"granted" integer NOT NULL,
	"anchor_at" timestamp (3) with time zone NOT NULL,
	"period_start" timestamp (3) with time zone NOT NULL,
	"period_end" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "credit_accounts_balance_ck" CHECK ("credit_accounts"."balance" >= 0),
	CONSTRAINT "credit_accounts_reserved_ck" CHECK ("credit_accounts"."reserved" >= 0)
);
--> statement-breakpoint
CREATE TABLE "credit_entries" (
	"id" text PRIMARY KEY NOT NULL,
	"organization_id" text NOT NULL,
	"key" text NOT NULL,
	"kind" text NOT NULL,
	"change" integer NOT NULL,
	"reserved_change" integer NOT NULL,
	"balance_after" integer NOT NULL,
	"job_id" text,
	"period_start" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "credit_accounts" ADD CONSTRAINT "credit_accounts_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "credit_entries" ADD CONSTRAINT "credit_entries_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "credit_accounts_period_idx" ON "credit_accounts" USING btree ("period_end");--> statement-breakpoint
CREATE UNIQUE INDEX "credit_entries_key_uq" ON "credit_entries" USING btree ("organization_id","key");--> statement-breakpoint
CREATE INDEX "credit_entries_job_idx" ON "credit_entries" USING btree ("job_id");--> statement-breakpoint
CREATE INDEX "credit_entries_created_idx" ON "credit_entries" USING btree ("organization_id","created_at","id");--> statement-breakpoint
-- The ledger stays as it was written.
GRANT SELECT, INSERT ON credit_entries TO pantheon_app;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON credit_accounts TO pantheon_app;--> statement-breakpoint
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON credit_entries FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();--> statement-breakpoint
ALTER TABLE credit_entries ENABLE ALWAYS TRIGGER append_only;--> statement-breakpoint
DO $$
DECLARE
  tenant text;
BEGIN
  FOREACH tenant IN ARRAY ARRAY['credit_accounts', 'credit_entries']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', tenant);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', tenant);
    EXECUTE format('CREATE POLICY own_organization ON %I
      USING (organization_id = (SELECT current_setting(''pantheon.organization'', true)) OR (SELECT current_setting(''pantheon.organization'', true)) = ''*'')
      WITH CHECK (organization_id = current_setting(''pantheon.organization'', true) OR current_setting(''pantheon.organization'', true) = ''*'')', tenant);
  END LOOP;
END $$;
