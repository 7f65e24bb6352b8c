CREATE TABLE "chat_link_codes" (
	"id" text PRIMARY KEY NOT NULL,
	"code_hash" text NOT NULL,
	"channel" text NOT NULL,
	"chat_user_id" text NOT NULL,
	"chat_user_name" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"used_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "chat_links" (
	"id" text PRIMARY KEY NOT NULL,
	"channel" text NOT NULL,
	"chat_user_id" text NOT NULL,
	"chat_user_name" text NOT NULL,
	"user_id" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "chat_messages" (
	"id" text PRIMARY KEY NOT NULL,
	"organization_id" text NOT NULL,
	"channel" text NOT NULL,
	"recipient" text NOT NULL,
	"recipient_id" text NOT NULL,
	"event_id" text NOT NULL,
	"approval_id" text,
	"locale" text NOT NULL,
	"content" jsonb NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"sent_revision" integer DEFAULT 0 NOT NULL,
	"place" text,
	"remote_id" text,
	"tries" integer DEFAULT 0 NOT NULL,
	"next_try_at" timestamp (3) with time zone,
	"failed_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "chat_links" ADD CONSTRAINT "chat_links_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "chat_messages" ADD CONSTRAINT "chat_messages_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "chat_link_codes_hash_uq" ON "chat_link_codes" USING btree ("code_hash");--> statement-breakpoint
CREATE INDEX "chat_link_codes_expires_idx" ON "chat_link_codes" USING btree ("expires_at");--> statement-breakpoint
CREATE UNIQUE INDEX "chat_links_chat_user_uq" ON "chat_links" USING btree ("channel","chat_user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "chat_links_user_uq" ON "chat_links" USING btree ("user_id","channel");--> statement-breakpoint
CREATE UNIQUE INDEX "chat_messages_event_uq" ON "chat_messages" USING btree ("event_id","channel","recipient_id");--> statement-breakpoint
CREATE INDEX "chat_messages_due_idx" ON "chat_messages" USING btree ("next_try_at");--> statement-breakpoint
CREATE INDEX "chat_messages_approval_idx" ON "chat_messages" USING btree ("approval_id");--> statement-breakpoint
CREATE INDEX "chat_messages_created_idx" ON "chat_messages" USING btree ("created_at");--> statement-breakpoint
-- Who somebody is in a chat is theirs, in whatever organization they are; messages are of one organization.
GRANT SELECT, INSERT, UPDATE, DELETE ON chat_links, chat_link_codes, chat_messages TO pantheon_app;--> statement-breakpoint
ALTER TABLE chat_messages ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE chat_messages FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY own_organization ON chat_messages
  USING (organization_id = (SELECT current_setting('pantheon.organization', true)) OR (SELECT current_setting('pantheon.organization', true)) = '*')
  WITH CHECK (organization_id = current_setting('pantheon.organization', true) OR current_setting('pantheon.organization', true) = '*');
