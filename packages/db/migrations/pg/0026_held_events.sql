CREATE TABLE "held_events" (
	"id" text PRIMARY KEY NOT NULL,
	"consumer" text NOT NULL,
	"seq" bigint NOT NULL,
	"subject" text NOT NULL,
	"state" text NOT NULL,
	"tries" integer NOT NULL,
	"error" text,
	"due_at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX "held_events_seq_uq" ON "held_events" USING btree ("consumer","seq");--> statement-breakpoint
CREATE INDEX "held_events_subject_idx" ON "held_events" USING btree ("consumer","subject","seq");--> statement-breakpoint
CREATE INDEX "held_events_state_idx" ON "held_events" USING btree ("state","created_at","id");--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON held_events TO pantheon_app;
