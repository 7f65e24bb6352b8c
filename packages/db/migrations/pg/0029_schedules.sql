CREATE TABLE "schedules" (
	"name" text PRIMARY KEY NOT NULL,
	"last_run_at" timestamp (3) with time zone,
	"next_run_at" timestamp (3) with time zone NOT NULL,
	"failures" integer NOT NULL,
	"lease_owner" text,
	"lease_until" timestamp (3) with time zone
);
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON schedules TO pantheon_app;
