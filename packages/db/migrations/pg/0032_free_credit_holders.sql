CREATE TABLE "free_credit_holders" (
	"id" text PRIMARY KEY NOT NULL,
	"mailbox_hash" text NOT NULL,
	"holder_id" text,
	"given_until" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "server_secrets" (
	"name" text PRIMARY KEY NOT NULL,
	"secret" text NOT NULL
);
--> statement-breakpoint
ALTER TABLE "free_credit_holders" ADD CONSTRAINT "free_credit_holders_holder_id_users_id_fk" FOREIGN KEY ("holder_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "free_credit_holders_mailbox_uq" ON "free_credit_holders" USING btree ("mailbox_hash");--> statement-breakpoint
CREATE INDEX "free_credit_holders_holder_idx" ON "free_credit_holders" USING btree ("holder_id");
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON free_credit_holders TO pantheon_app;
--> statement-breakpoint
GRANT SELECT, INSERT ON server_secrets TO pantheon_app;
--> statement-breakpoint
INSERT INTO server_secrets (name, secret) VALUES ('free_credits', replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''));
