DROP INDEX "courses_title_idx";--> statement-breakpoint
DROP INDEX "courses_organization_title_idx";--> statement-breakpoint
DROP INDEX "invoices_buyer_idx";--> statement-breakpoint
DROP INDEX "products_name_idx";--> statement-breakpoint
ALTER TABLE "audit_entries" ADD COLUMN "api_key_search" text collate "C";--> statement-breakpoint
ALTER TABLE "courses" ADD COLUMN "title_sort" text collate "C";--> statement-breakpoint
ALTER TABLE "invoices" ADD COLUMN "buyer_sort" text collate "C";--> statement-breakpoint
ALTER TABLE "products" ADD COLUMN "name_sort" text collate "C";--> statement-breakpoint
ALTER TABLE "tasks" ADD COLUMN "title_search" text collate "C";--> statement-breakpoint
ALTER TABLE "tasks" ADD COLUMN "description_search" text collate "C";--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "name_search" text collate "C";--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "email_search" text collate "C";--> statement-breakpoint
CREATE INDEX "audit_entries_unkeyed_idx" ON "audit_entries" USING btree ("id") WHERE api_key is not null and api_key_search is null;--> statement-breakpoint
CREATE INDEX "courses_unkeyed_idx" ON "courses" USING btree ("id") WHERE title_sort is null;--> statement-breakpoint
CREATE INDEX "invoices_unkeyed_idx" ON "invoices" USING btree ("id") WHERE buyer_sort is null;--> statement-breakpoint
CREATE INDEX "products_unkeyed_idx" ON "products" USING btree ("id") WHERE name_sort is null;--> statement-breakpoint
CREATE INDEX "tasks_unkeyed_idx" ON "tasks" USING btree ("id") WHERE title_search is null or description_search is null;--> statement-breakpoint
CREATE INDEX "users_unkeyed_idx" ON "users" USING btree ("id") WHERE name_search is null or email_search is null;--> statement-breakpoint
CREATE INDEX "courses_title_idx" ON "courses" USING btree ("title_sort","id");--> statement-breakpoint
CREATE INDEX "courses_organization_title_idx" ON "courses" USING btree ("organization_id","title_sort","id");--> statement-breakpoint
CREATE INDEX "invoices_buyer_idx" ON "invoices" USING btree ("buyer_sort","id");--> statement-breakpoint
CREATE INDEX "products_name_idx" ON "products" USING btree ("status","name_sort","id","category");--> statement-breakpoint
-- Keys are computed by the program, which fills these columns in short transactions when it starts and every half minute (text-keys.ts).
-- A server of the version before writes rows without keys meanwhile, and must not leave a key behind that is of another text: each key
-- ends in a checksum of its text, so one that stayed the same while the text changed was not written with it.
CREATE FUNCTION forget_text_key() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RETURN jsonb_populate_record(NEW, jsonb_build_object(TG_ARGV[0], NULL));
END $$;--> statement-breakpoint
CREATE TRIGGER users_name_search_stale BEFORE UPDATE OF name ON users FOR EACH ROW
  WHEN (NEW.name IS DISTINCT FROM OLD.name AND NEW.name_search IS NOT DISTINCT FROM OLD.name_search) EXECUTE FUNCTION forget_text_key('name_search');--> statement-breakpoint
CREATE TRIGGER users_email_search_stale BEFORE UPDATE OF email ON users FOR EACH ROW
  WHEN (NEW.email IS DISTINCT FROM OLD.email AND NEW.email_search IS NOT DISTINCT FROM OLD.email_search) EXECUTE FUNCTION forget_text_key('email_search');--> statement-breakpoint
CREATE TRIGGER products_name_sort_stale BEFORE UPDATE OF name ON products FOR EACH ROW
  WHEN (NEW.name IS DISTINCT FROM OLD.name AND NEW.name_sort IS NOT DISTINCT FROM OLD.name_sort) EXECUTE FUNCTION forget_text_key('name_sort');--> statement-breakpoint
CREATE TRIGGER courses_title_sort_stale BEFORE UPDATE OF title ON courses FOR EACH ROW
  WHEN (NEW.title IS DISTINCT FROM OLD.title AND NEW.title_sort IS NOT DISTINCT FROM OLD.title_sort) EXECUTE FUNCTION forget_text_key('title_sort');--> statement-breakpoint
CREATE TRIGGER tasks_title_search_stale BEFORE UPDATE OF title ON tasks FOR EACH ROW
  WHEN (NEW.title IS DISTINCT FROM OLD.title AND NEW.title_search IS NOT DISTINCT FROM OLD.title_search) EXECUTE FUNCTION forget_text_key('title_search');--> statement-breakpoint
CREATE TRIGGER tasks_description_search_stale BEFORE UPDATE OF description ON tasks FOR EACH ROW
  WHEN (NEW.description IS DISTINCT FROM OLD.description AND NEW.description_search IS NOT DISTINCT FROM OLD.description_search) EXECUTE FUNCTION forget_text_key('description_search');--> statement-breakpoint
-- What is append-only stays so but for its key, which older rows get now.
DROP TRIGGER append_only ON invoices;--> statement-breakpoint
CREATE TRIGGER append_only BEFORE UPDATE OF
  id, organization_id, kind, order_id, payment_id, subscription_id, bill_id, refund_id, currency, lines,
  tax_rate, tax_minor, total_minor, seller, buyer, series, number, corrects, corrects_series, issued_at,
  issued_on
  OR DELETE OR TRUNCATE ON invoices FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();--> statement-breakpoint
ALTER TABLE invoices ENABLE ALWAYS TRIGGER append_only;--> statement-breakpoint
GRANT UPDATE (buyer_sort) ON invoices TO pantheon_app;--> statement-breakpoint
DROP TRIGGER append_only ON audit_entries;--> statement-breakpoint
CREATE TRIGGER append_only BEFORE UPDATE OF
  organization_id, seq, id, at, actor_id, action, resource_type, resource_id, address, user_agent, request_id,
  api_key, before_digest, after_digest, prev_hash, hash
  OR DELETE OR TRUNCATE ON audit_entries FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();--> statement-breakpoint
ALTER TABLE audit_entries ENABLE ALWAYS TRIGGER append_only;--> statement-breakpoint
GRANT UPDATE (api_key_search) ON audit_entries TO pantheon_app;