CREATE TABLE `product_texts` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`product_id` text NOT NULL,
	`terms` text NOT NULL,
	`edition` integer NOT NULL,
	FOREIGN KEY (`product_id`) REFERENCES `products`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `product_texts_product_uq` ON `product_texts` (`product_id`);--> statement-breakpoint
ALTER TABLE `products` ADD `sku` text;--> statement-breakpoint
ALTER TABLE `products` ADD `other_prices` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
CREATE INDEX `products_category_idx` ON `products` (`status`,`category`,`created_at`,`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `products_sku_uq` ON `products` (`sku`);--> statement-breakpoint
-- The terms are words already, split by the server: Japanese has no spaces to split at. `ascii` takes them as they are.
CREATE VIRTUAL TABLE product_search USING fts5(terms, content = 'product_texts', content_rowid = 'id', tokenize = 'ascii', detail = 'none');--> statement-breakpoint
CREATE TRIGGER product_texts_added AFTER INSERT ON product_texts
BEGIN
  INSERT INTO product_search (rowid, terms) VALUES (new.id, new.terms);
END;--> statement-breakpoint
CREATE TRIGGER product_texts_removed AFTER DELETE ON product_texts
BEGIN
  INSERT INTO product_search (product_search, rowid, terms) VALUES ('delete', old.id, old.terms);
END;--> statement-breakpoint
CREATE TRIGGER product_texts_changed AFTER UPDATE OF terms ON product_texts
BEGIN
  INSERT INTO product_search (product_search, rowid, terms) VALUES ('delete', old.id, old.terms);
  INSERT INTO product_search (rowid, terms) VALUES (new.id, new.terms);
END;
