CREATE TABLE "product_texts" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"product_id" text NOT NULL,
	"terms" text NOT NULL,
	"edition" integer NOT NULL
);
--> statement-breakpoint
ALTER TABLE "products" ADD COLUMN "sku" text;--> statement-breakpoint
ALTER TABLE "products" ADD COLUMN "other_prices" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "product_texts" ADD CONSTRAINT "product_texts_product_id_products_id_fk" FOREIGN KEY ("product_id") REFERENCES "public"."products"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "product_texts_product_uq" ON "product_texts" USING btree ("product_id");--> statement-breakpoint
CREATE INDEX "products_category_idx" ON "products" USING btree ("status","category","created_at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "products_sku_uq" ON "products" USING btree ("sku");--> statement-breakpoint
-- The terms are words already, split by the server: Japanese has no spaces to split at. They are indexed as they are.
CREATE INDEX "product_texts_terms_idx" ON "product_texts" USING gin (array_to_tsvector(string_to_array("terms", ' ')));--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON product_texts TO pantheon_app;--> statement-breakpoint
GRANT USAGE ON SEQUENCE product_texts_id_seq TO pantheon_app;
