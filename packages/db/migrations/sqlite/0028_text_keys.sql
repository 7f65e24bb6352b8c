DROP INDEX `courses_title_idx`;--> statement-breakpoint
DROP INDEX `courses_organization_title_idx`;--> statement-breakpoint
ALTER TABLE `courses` ADD `title_sort` text;--> statement-breakpoint
CREATE INDEX `courses_unkeyed_idx` ON `courses` (`id`) WHERE title_sort is null;--> statement-breakpoint
CREATE INDEX `courses_title_idx` ON `courses` (`title_sort`,`id`);--> statement-breakpoint
CREATE INDEX `courses_organization_title_idx` ON `courses` (`organization_id`,`title_sort`,`id`);--> statement-breakpoint
DROP INDEX `invoices_buyer_idx`;--> statement-breakpoint
ALTER TABLE `invoices` ADD `buyer_sort` text;--> statement-breakpoint
CREATE INDEX `invoices_unkeyed_idx` ON `invoices` (`id`) WHERE buyer_sort is null;--> statement-breakpoint
CREATE INDEX `invoices_buyer_idx` ON `invoices` (`buyer_sort`,`id`);--> statement-breakpoint
DROP INDEX `products_name_idx`;--> statement-breakpoint
ALTER TABLE `products` ADD `name_sort` text;--> statement-breakpoint
CREATE INDEX `products_unkeyed_idx` ON `products` (`id`) WHERE name_sort is null;--> statement-breakpoint
CREATE INDEX `products_name_idx` ON `products` (`status`,`name_sort`,`id`,`category`);--> statement-breakpoint
ALTER TABLE `audit_entries` ADD `api_key_search` text;--> statement-breakpoint
CREATE INDEX `audit_entries_unkeyed_idx` ON `audit_entries` (`id`) WHERE api_key is not null and api_key_search is null;--> statement-breakpoint
ALTER TABLE `tasks` ADD `title_search` text;--> statement-breakpoint
ALTER TABLE `tasks` ADD `description_search` text;--> statement-breakpoint
CREATE INDEX `tasks_unkeyed_idx` ON `tasks` (`id`) WHERE title_search is null or description_search is null;--> statement-breakpoint
ALTER TABLE `users` ADD `name_search` text;--> statement-breakpoint
ALTER TABLE `users` ADD `email_search` text;--> statement-breakpoint
CREATE INDEX `users_unkeyed_idx` ON `users` (`id`) WHERE name_search is null or email_search is null;--> statement-breakpoint
-- Keys are computed by the program, which fills these columns in short transactions when it starts and every half minute (text-keys.ts).
-- What a statement in plain SQL, or a program of the version before, gives another text must not keep the key of the old one: each key
-- ends in a checksum of its text, so one that stayed the same while the text changed was not written with it.
CREATE TRIGGER users_name_search_stale AFTER UPDATE OF name ON users
WHEN NEW.name IS NOT OLD.name AND NEW.name_search IS OLD.name_search BEGIN
  UPDATE users SET name_search = NULL WHERE id = NEW.id;
END;--> statement-breakpoint
CREATE TRIGGER users_email_search_stale AFTER UPDATE OF email ON users
WHEN NEW.email IS NOT OLD.email AND NEW.email_search IS OLD.email_search BEGIN
  UPDATE users SET email_search = NULL WHERE id = NEW.id;
END;--> statement-breakpoint
CREATE TRIGGER products_name_sort_stale AFTER UPDATE OF name ON products
WHEN NEW.name IS NOT OLD.name AND NEW.name_sort IS OLD.name_sort BEGIN
  UPDATE products SET name_sort = NULL WHERE id = NEW.id;
END;--> statement-breakpoint
CREATE TRIGGER courses_title_sort_stale AFTER UPDATE OF title ON courses
WHEN NEW.title IS NOT OLD.title AND NEW.title_sort IS OLD.title_sort BEGIN
  UPDATE courses SET title_sort = NULL WHERE id = NEW.id;
END;--> statement-breakpoint
CREATE TRIGGER tasks_title_search_stale AFTER UPDATE OF title ON tasks
WHEN NEW.title IS NOT OLD.title AND NEW.title_search IS OLD.title_search BEGIN
  UPDATE tasks SET title_search = NULL WHERE id = NEW.id;
END;--> statement-breakpoint
CREATE TRIGGER tasks_description_search_stale AFTER UPDATE OF description ON tasks
WHEN NEW.description IS NOT OLD.description AND NEW.description_search IS OLD.description_search BEGIN
  UPDATE tasks SET description_search = NULL WHERE id = NEW.id;
END;--> statement-breakpoint
-- What is append-only stays so but for its key, which older rows get now.
DROP TRIGGER invoices_no_update;--> statement-breakpoint
CREATE TRIGGER invoices_no_update BEFORE UPDATE OF
  id, organization_id, kind, order_id, payment_id, subscription_id, bill_id, refund_id, currency, lines,
  tax_rate, tax_minor, total_minor, seller, buyer, series, number, corrects, corrects_series, issued_at,
  issued_on ON invoices
BEGIN
  SELECT RAISE(ABORT, 'invoices is append-only: UPDATE refused');
END;--> statement-breakpoint
DROP TRIGGER audit_entries_no_update;--> statement-breakpoint
CREATE TRIGGER audit_entries_no_update BEFORE UPDATE OF
  organization_id, seq, id, at, actor_id, action, resource_type, resource_id, address, user_agent, request_id,
  api_key, before_digest, after_digest, prev_hash, hash ON audit_entries
BEGIN
  SELECT RAISE(ABORT, 'audit_entries is append-only: UPDATE refused');
END;