ALTER TABLE `organizations` ADD `free_credits_of` text REFERENCES users(id);--> statement-breakpoint
ALTER TABLE `organizations` ADD `free_credits_from` integer;--> statement-breakpoint
UPDATE `organizations` SET `free_credits_of` = (
  SELECT o.user_id FROM memberships o
  WHERE o.organization_id = `organizations`.id AND o.role = 'owner' AND o.role_id IS NULL
    -- Of what somebody owns, the oldest.
    AND NOT EXISTS (
      SELECT 1 FROM memberships older JOIN organizations there ON there.id = older.organization_id
      WHERE older.user_id = o.user_id AND older.role = 'owner' AND older.role_id IS NULL AND there.deleted_at IS NULL
        AND (older.created_at, older.organization_id) < (o.created_at, o.organization_id)
    )
  ORDER BY o.created_at, o.user_id LIMIT 1
) WHERE `organizations`.deleted_at IS NULL;--> statement-breakpoint
CREATE UNIQUE INDEX `organizations_free_credits_uq` ON `organizations` (`free_credits_of`);--> statement-breakpoint
CREATE INDEX `invitations_inviter_idx` ON `invitations` (`invited_by`,`created_at`);--> statement-breakpoint
CREATE INDEX `invitations_organization_idx` ON `invitations` (`organization_id`,`created_at`);--> statement-breakpoint
ALTER TABLE `refresh_tokens` DROP COLUMN `repeated_at`;