CREATE INDEX `ai_jobs_completed_idx` ON `ai_jobs` (`completed_at`) WHERE completed_at is not null;--> statement-breakpoint
CREATE INDEX `orders_completed_idx` ON `orders` (`completed_at`) WHERE completed_at is not null;--> statement-breakpoint
CREATE INDEX `orders_undone_idx` ON `orders` (`status`,`updated_at`) WHERE status in ('failed', 'refunded');--> statement-breakpoint
CREATE INDEX `payments_paid_idx` ON `payments` (`paid_at`) WHERE paid_at is not null;--> statement-breakpoint
CREATE INDEX `payments_disputed_idx` ON `payments` (`created_at`) WHERE dispute is not null;--> statement-breakpoint
CREATE INDEX `refunds_settled_idx` ON `refunds` (`status`,`settled_at`);