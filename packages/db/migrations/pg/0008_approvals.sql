CREATE TABLE "absences" (
	"id" text PRIMARY KEY NOT NULL,
	"organization_id" text NOT NULL,
	"user_id" text NOT NULL,
	"deputy_id" text NOT NULL,
	"from_at" timestamp (3) with time zone NOT NULL,
	"to_at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "approval_entries" (
	"id" text PRIMARY KEY NOT NULL,
	"approval_id" text NOT NULL,
	"organization_id" text NOT NULL,
	"kind" text NOT NULL,
	"stage" integer NOT NULL,
	"actor_id" text,
	"person_id" text,
	"note" text,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "approval_policies" (
	"id" text PRIMARY KEY NOT NULL,
	"organization_id" text,
	"subject" text NOT NULL,
	"currency" text,
	"above_minor" bigint,
	"class" text,
	"workflow" jsonb NOT NULL,
	"is_active" boolean NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "approval_policies_above_ck" CHECK ("approval_policies"."above_minor" is null or ("approval_policies"."above_minor" >= 0 and "approval_policies"."currency" is not null))
);
--> statement-breakpoint
CREATE TABLE "approval_turns" (
	"approval_id" text NOT NULL,
	"organization_id" text NOT NULL,
	"user_id" text NOT NULL,
	CONSTRAINT "approval_turns_approval_id_user_id_pk" PRIMARY KEY("approval_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "approvals" (
	"id" text PRIMARY KEY NOT NULL,
	"organization_id" text NOT NULL,
	"policy_id" text NOT NULL,
	"resource_type" text NOT NULL,
	"resource_id" text NOT NULL,
	"title" text NOT NULL,
	"amount_minor" bigint,
	"currency" text,
	"class" text,
	"requester_id" text NOT NULL,
	"status" text NOT NULL,
	"awaits" text NOT NULL,
	"round" integer NOT NULL,
	"stage" integer NOT NULL,
	"stages" jsonb NOT NULL,
	"remind_at" timestamp (3) with time zone,
	"due_at" timestamp (3) with time zone NOT NULL,
	"decided_at" timestamp (3) with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "absences" ADD CONSTRAINT "absences_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "absences" ADD CONSTRAINT "absences_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "absences" ADD CONSTRAINT "absences_deputy_id_users_id_fk" FOREIGN KEY ("deputy_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "approval_entries" ADD CONSTRAINT "approval_entries_approval_id_approvals_id_fk" FOREIGN KEY ("approval_id") REFERENCES "public"."approvals"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "approval_entries" ADD CONSTRAINT "approval_entries_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "approval_entries" ADD CONSTRAINT "approval_entries_actor_id_users_id_fk" FOREIGN KEY ("actor_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "approval_entries" ADD CONSTRAINT "approval_entries_person_id_users_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "approval_policies" ADD CONSTRAINT "approval_policies_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "approval_turns" ADD CONSTRAINT "approval_turns_approval_id_approvals_id_fk" FOREIGN KEY ("approval_id") REFERENCES "public"."approvals"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "approval_turns" ADD CONSTRAINT "approval_turns_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "approval_turns" ADD CONSTRAINT "approval_turns_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "approvals" ADD CONSTRAINT "approvals_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "approvals" ADD CONSTRAINT "approvals_requester_id_users_id_fk" FOREIGN KEY ("requester_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "absences_user_idx" ON "absences" USING btree ("organization_id","user_id");--> statement-breakpoint
CREATE INDEX "absences_deputy_idx" ON "absences" USING btree ("deputy_id","to_at");--> statement-breakpoint
CREATE INDEX "approval_entries_approval_idx" ON "approval_entries" USING btree ("approval_id","id");--> statement-breakpoint
CREATE INDEX "approval_policies_subject_idx" ON "approval_policies" USING btree ("subject","organization_id");--> statement-breakpoint
CREATE INDEX "approval_turns_user_idx" ON "approval_turns" USING btree ("user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "approvals_open_uq" ON "approvals" USING btree ("resource_type","resource_id") WHERE status = 'pending';--> statement-breakpoint
CREATE INDEX "approvals_resource_idx" ON "approvals" USING btree ("resource_type","resource_id");--> statement-breakpoint
CREATE INDEX "approvals_organization_idx" ON "approvals" USING btree ("organization_id","created_at","id");--> statement-breakpoint
CREATE INDEX "approvals_created_idx" ON "approvals" USING btree ("created_at","id");--> statement-breakpoint
CREATE INDEX "approvals_requester_idx" ON "approvals" USING btree ("requester_id","created_at");--> statement-breakpoint
CREATE INDEX "approvals_due_idx" ON "approvals" USING btree ("due_at") WHERE status = 'pending';--> statement-breakpoint
CREATE INDEX "approvals_remind_idx" ON "approvals" USING btree ("remind_at") WHERE status = 'pending';--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON approval_policies, approvals, approval_turns, approval_entries, absences TO pantheon_app;--> statement-breakpoint
ALTER TABLE approvals ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE approvals FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY own_organization ON approvals
  USING (organization_id = (SELECT current_setting('pantheon.organization', true)) OR (SELECT current_setting('pantheon.organization', true)) = '*')
  WITH CHECK (organization_id = current_setting('pantheon.organization', true) OR current_setting('pantheon.organization', true) = '*');--> statement-breakpoint
ALTER TABLE approval_turns ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE approval_turns FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY own_organization ON approval_turns
  USING (organization_id = (SELECT current_setting('pantheon.organization', true)) OR (SELECT current_setting('pantheon.organization', true)) = '*')
  WITH CHECK (organization_id = current_setting('pantheon.organization', true) OR current_setting('pantheon.organization', true) = '*');--> statement-breakpoint
ALTER TABLE approval_entries ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE approval_entries FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY own_organization ON approval_entries
  USING (organization_id = (SELECT current_setting('pantheon.organization', true)) OR (SELECT current_setting('pantheon.organization', true)) = '*')
  WITH CHECK (organization_id = current_setting('pantheon.organization', true) OR current_setting('pantheon.organization', true) = '*');--> statement-breakpoint
ALTER TABLE absences ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE absences FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY own_organization ON absences
  USING (organization_id = (SELECT current_setting('pantheon.organization', true)) OR (SELECT current_setting('pantheon.organization', true)) = '*')
  WITH CHECK (organization_id = current_setting('pantheon.organization', true) OR current_setting('pantheon.organization', true) = '*');--> statement-breakpoint
ALTER TABLE approval_policies ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE approval_policies FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY own_organization ON approval_policies
  USING (organization_id = (SELECT current_setting('pantheon.organization', true)) OR (SELECT current_setting('pantheon.organization', true)) = '*')
  WITH CHECK (organization_id = current_setting('pantheon.organization', true) OR current_setting('pantheon.organization', true) = '*');--> statement-breakpoint
-- The platform's default rules are everybody's to read, and only the platform's to write.
CREATE POLICY platform_default ON approval_policies FOR SELECT USING (organization_id IS NULL);
