CREATE TABLE "idempotency_answers" (
	"id" text PRIMARY KEY NOT NULL,
	"organization_id" text NOT NULL,
	"outcome" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "idempotency_claims" (
	"id" text PRIMARY KEY NOT NULL,
	"fingerprint" text NOT NULL,
	"holder" text NOT NULL,
	"lease_until" timestamp (3) with time zone NOT NULL,
	"worked_at" timestamp (3) with time zone,
	"resource_id" text,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE INDEX "idempotency_answers_created_idx" ON "idempotency_answers" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "idempotency_claims_created_idx" ON "idempotency_claims" USING btree ("created_at");--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON idempotency_claims, idempotency_answers TO pantheon_app;--> statement-breakpoint
-- Claims name no organization: the transaction that does the work signs its claim, whatever organization it sees.
ALTER TABLE idempotency_answers ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE idempotency_answers FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY own_organization ON idempotency_answers
  USING (organization_id = (SELECT current_setting('pantheon.organization', true)) OR (SELECT current_setting('pantheon.organization', true)) = '*')
  WITH CHECK (organization_id = current_setting('pantheon.organization', true) OR current_setting('pantheon.organization', true) = '*');
