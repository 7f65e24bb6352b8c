DROP INDEX "approvals_due_idx";--> statement-breakpoint
ALTER TABLE "courses" ADD COLUMN "title_key" text GENERATED ALWAYS AS (lower(title)) STORED;--> statement-breakpoint
ALTER TABLE "invoices" ADD COLUMN "signed_minor" bigint GENERATED ALWAYS AS (case when kind = 'credit_note' then -total_minor else total_minor end) STORED;--> statement-breakpoint
ALTER TABLE "invoices" ADD COLUMN "buyer_key" text GENERATED ALWAYS AS (lower(buyer ->> 'organization')) STORED;--> statement-breakpoint
CREATE INDEX "approvals_organization_due_idx" ON "approvals" USING btree ("organization_id","due_at","id") WHERE status = 'pending';--> statement-breakpoint
CREATE INDEX "approvals_amount_idx" ON "approvals" USING btree ("currency","amount_minor","id") WHERE amount_minor is not null;--> statement-breakpoint
CREATE INDEX "approvals_organization_amount_idx" ON "approvals" USING btree ("organization_id","currency","amount_minor","id") WHERE amount_minor is not null;--> statement-breakpoint
CREATE INDEX "courses_created_idx" ON "courses" USING btree ("created_at","id");--> statement-breakpoint
CREATE INDEX "courses_title_idx" ON "courses" USING btree ("title_key","id");--> statement-breakpoint
CREATE INDEX "courses_organization_title_idx" ON "courses" USING btree ("organization_id","title_key","id");--> statement-breakpoint
CREATE INDEX "invoices_issued_idx" ON "invoices" USING btree ("issued_at","id");--> statement-breakpoint
CREATE INDEX "invoices_organization_issued_idx" ON "invoices" USING btree ("organization_id","issued_at","id");--> statement-breakpoint
CREATE INDEX "invoices_amount_idx" ON "invoices" USING btree ("currency","signed_minor","id");--> statement-breakpoint
CREATE INDEX "invoices_organization_amount_idx" ON "invoices" USING btree ("organization_id","currency","signed_minor","id");--> statement-breakpoint
CREATE INDEX "invoices_buyer_idx" ON "invoices" USING btree ("buyer_key","id");--> statement-breakpoint
CREATE INDEX "tasks_priority_idx" ON "tasks" USING btree ("organization_id","priority","id");--> statement-breakpoint
CREATE INDEX "tasks_updated_idx" ON "tasks" USING btree ("organization_id","updated_at","id");--> statement-breakpoint
CREATE INDEX "approvals_due_idx" ON "approvals" USING btree ("due_at","id") WHERE status = 'pending';